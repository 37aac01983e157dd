import { sql } from 'kysely'
import { entryRows, type NewEntry } from '../journal/entry'
import { err, ok, type Result } from '../kit/result'
import { allowedEntry, BEGIN_COMMAND, keptKey, keptOutcome, RepeatRefused, retried, type Tx } from './command'
import type { Ctx } from './context'
import type { Db } from './database/open'

type Kept = { readonly at: number; readonly outcome: Result<unknown, unknown> }

/**
 * One command of many requests at once, as when a village answers in the same minute: one transaction, in which each request has its own
 * actor, door, entries and kept outcome, exactly as {@link inCommand} would give it.
 *
 * A failure value keeps nobody else's from being committed, so whoever returns one must have written nothing for it; whoever finds out too
 * late throws, which undoes all, and asks again one by one.
 * @param run gets what is left to do, without repeats that have an outcome, and answers in that order
 */
export const inCommandOfMany = <T, E>(
  ctxs: readonly Ctx[],
  name: string,
  run: (txs: readonly { readonly tx: Tx; readonly at: number }[]) => Promise<readonly Result<T, E>[]>,
): Promise<Result<T, E>[]> =>
  retried(async () => {
    const [first] = ctxs
    if (first === undefined) return []
    const outcomes = await first.db.connection().execute((db) => once(db, ctxs, name, run))
    if (outcomes.some(({ ok }) => ok)) first.committed()
    return outcomes
  })

async function once<T, E>(
  db: Db,
  ctxs: readonly Ctx[],
  name: string,
  run: (txs: readonly { readonly tx: Tx; readonly at: number }[]) => Promise<readonly Result<T, E>[]>,
): Promise<Result<T, E>[]> {
  await sql.raw(BEGIN_COMMAND).execute(db)
  try {
    const outcomes: Result<T, E>[] = []
    for (const { at, outcome } of await findOutcomes(db, ctxs, name)) outcomes[at] = outcome as Result<T, E>
    const open = ctxs.flatMap((ctx, at) => (outcomes[at] === undefined ? [{ ...begun(db, ctx), at }] : []))
    const done = open.length === 0 ? [] : await run(open)
    for (const [i, { at }] of open.entries()) {
      const outcome = done[i]
      if (outcome === undefined) throw new Error(`${name} was expected to answer ${open.length} requests`)
      outcomes[at] = outcome
    }
    const said = open.filter(({ at }) => outcomes[at]?.ok === true)
    await writeRecords(
      db,
      said,
      open.flatMap(({ tx, at }) => keptOutcome(tx.ctx, name, outcomes[at] as Result<T, E>) ?? []),
    )
    for (const { tx, wakes } of said) for (const wake of wakes) await tx.ctx.jobs.send(db, ...wake)
    await sql.raw('COMMIT').execute(db)
    return outcomes
  } catch (cause) {
    await sql
      .raw('ROLLBACK')
      .execute(db)
      .catch(() => {})
    throw cause
  }
}

type Begun = {
  readonly tx: Tx
  readonly entries: NewEntry[]
  readonly wakes: Parameters<Tx['wake']>[]
}

function begun(db: Db, ctx: Ctx): Begun {
  const entries: NewEntry[] = []
  const wakes: Parameters<Tx['wake']>[] = []
  const tx: Tx = {
    db,
    ctx,
    now: ctx.clock.now(),
    append: (entry) => entries.push(allowedEntry(ctx, entry)),
    wake: (...wake) => wakes.push(wake),
  }
  return { tx, entries, wakes }
}

async function writeRecords(
  db: Db,
  said: readonly Begun[],
  kept: readonly NonNullable<ReturnType<typeof keptOutcome>>[],
): Promise<void> {
  const rows = said.map(({ tx, entries }) => entryRows(tx.ctx, tx.now, entries))
  const [journal, facts] = [rows.flatMap((row) => row.journal), rows.flatMap((row) => row.facts)]
  if (kept.length > 0) await db.insertInto('idempotency').values(kept).execute()
  if (facts.length > 0) await db.insertInto('sealed_facts').values(facts).execute()
  if (journal.length > 0) await db.insertInto('journal').values(journal).execute()
}

async function findOutcomes(db: Db, ctxs: readonly Ctx[], name: string): Promise<Kept[]> {
  const keys = ctxs.flatMap(({ idempotency }, at) =>
    idempotency === undefined ? [] : [{ ...idempotency, key: keptKey(idempotency.key), at }],
  )
  if (keys.length === 0) return []
  const { rows } = await sql<{
    at: number
    locked: boolean
    request_hash: Buffer | null
    outcome: Kept['outcome'] | null
  }>`
    SELECT /* one plan */ k.at, pg_try_advisory_xact_lock(hashtextextended(k.scope || ' ' || k.key || ' ' || ${name}, 0)) AS locked,
      i.request_hash, i.outcome
    FROM unnest(${keys.map(({ at }) => at)}::int[], ${keys.map(({ scope }) => scope)}::text[], ${keys.map(({ key }) => key)}::text[])
      AS k (at, scope, key)
    LEFT JOIN idempotency i ON i.scope = k.scope AND i.key = k.key AND i.command = ${name}`.execute(db)
  return rows.flatMap(({ at, locked, request_hash, outcome }) => {
    const hash = ctxs[at]?.idempotency?.requestHash
    if (request_hash !== null && hash !== undefined && !request_hash.equals(hash))
      throw new RepeatRefused({ kind: 'key-reused' })
    if (outcome !== null) return [{ at, outcome: outcome.ok ? ok(outcome.value) : err(outcome.error) }]
    if (!locked) throw new RepeatRefused({ kind: 'in-flight' })
    return []
  })
}
