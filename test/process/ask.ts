import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { attachCluster } from '../../src/platform/postgres'

/** Looks into the database of a running server, as its owner. */
export async function asOwner<T>(folder: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const cluster = await attachCluster({ dataFolder: folder })
  const client = new pg.Client(cluster.connection('asar_owner', 'asar'))
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
    await cluster.stop()
  }
}

/** A place to ask for help in. */
export const findLocality = (folder: string): Promise<string> =>
  asOwner(folder, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM localities WHERE latitude IS NOT NULL ORDER BY population DESC LIMIT 1',
    )
    return rows[0]?.id ?? ''
  })

/** Which of these reference numbers are there, sorted. */
export const keptOf = (folder: string, references: readonly string[]): Promise<string[]> =>
  asOwner(folder, async (client) => {
    const { rows } = await client.query<{ reference: string }>(
      'SELECT reference FROM needs WHERE reference = ANY($1) ORDER BY reference COLLATE "C"',
      [references],
    )
    return rows.map((row) => row.reference)
  })

/** What somebody heard who asked; the reference number when the server said yes. No status where it said nothing at all. */
export type Heard = { readonly status?: number; readonly retryAfter?: string | null; readonly reference?: string }

/** Asks for water as the summary screen would. */
export async function askForWater(url: string, place: string): Promise<Heard> {
  const fields = {
    _key: randomUUID(),
    kind: 'food',
    line1: 'drinking water',
    amount1: '20',
    place,
    home: 'no',
    when: 'today',
    reach: 'phone',
    phone: '+7 701 234 56 78',
    callSafe: 'yes',
    textSafe: 'no',
  }
  const response = await fetch(`${url}/ask/send`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'sec-fetch-site': 'same-origin', 'accept-language': 'en' },
  }).catch(() => undefined)
  if (response === undefined) return {}
  const heard = { status: response.status, retryAfter: response.headers.get('retry-after') }
  const text = await response.text().catch(() => '')
  const reference = response.status === 200 ? /(?<![\w-])[2-9A-Z]{4}-[2-9A-Z]{4}(?![\w-])/.exec(text)?.[0] : undefined
  return reference === undefined ? heard : { ...heard, reference }
}
