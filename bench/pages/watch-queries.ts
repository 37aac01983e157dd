import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

/** A query as it was sent. */
export type SentQuery = { readonly text: string; readonly values: unknown[] }

const watching = new AsyncLocalStorage<SentQuery[]>()
const send = pg.Client.prototype.query

// Every query of the process passes here; those sent on behalf of a watched piece of work are noted with it.
pg.Client.prototype.query = function noting(this: pg.Client, ...args: unknown[]): never {
  const [query, values] = args
  const sent =
    typeof query === 'string'
      ? { text: query, values: Array.isArray(values) ? values : [] }
      : (query as Partial<SentQuery> | null)
  if (typeof sent?.text === 'string') watching.getStore()?.push({ text: sent.text, values: sent.values ?? [] })
  return Reflect.apply(send, this, args) as never
}

/** Runs a piece of work and returns the queries it sent. */
export async function queriesOf(work: () => Promise<unknown>): Promise<SentQuery[]> {
  const sent: SentQuery[] = []
  await watching.run(sent, work)
  return sent
}
