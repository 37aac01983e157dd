import { createHash } from 'node:crypto'
import { type Insertable, sql } from 'kysely'
import { entryRows, type NewEntry } from '../journal/entry'
import { err, ok, type Result } from '../kit/result'
import type { Ctx } from './context'
import { isRetryable } from './database/errors'
import type { Db } from './database/open'
import type { DB } from './database/schema.generated'

/** What a command works with: queries of its one transaction, its entries and its wake-ups. */
export type Tx = {
  readonly db: Db
  readonly ctx: Ctx
  /** The command's single idea of now. */
  readonly now: Temporal.Instant
  /** Adds an entry. Entries are written last, when all locks are held, so that their order is the order of causes. */
  append(entry: NewEntry): void
  /** Asks for a wake-up at a moment; it is there exactly if this transaction commits. `key` keeps one of its kind. */
  wake(job: string, data: Record<string, string | number>, at: Temporal.Instant, key?: string): void
}

/** A repeat whose first try is still running, or a key used again for something else. */
export type RepeatError = { readonly kind: 'in-flight' } | { readonly kind: 'key-reused' }

/** Thrown to the edge, which answers 409 or 422: the domain has no say in it. */
export class RepeatRefused extends Error {
  constructor(readonly repeat: RepeatError) {
    super(`idempotency: ${repeat.kind}`)
  }
}

const TRIES = 4
/** Begins the transaction of a command: as its role, and not for long. */
export const BEGIN_COMMAND = `BEGIN; SET LOCAL ROLE asar_command; SET LOCAL transaction_timeout = '5s'; SET LOCAL lock_timeout = '4s'`

/**
 * Runs a command: one transaction in which state and its entries commit together, or nothing does.
 * A failure value rolls everything back. Deadlocks, serialization failures and locks that took too long are tried
 * three times more. With an idempotency key the
 * outcome is kept beside the key, and a repeat returns the first outcome without running again.
 * @param name of the command, part of the repeat's identity
 * @throws {RepeatRefused} for a repeat that is still running or that carries another request
 */
export function inCommand<R extends Result<unknown, unknown>>(
  ctx: Ctx,
  name: string,
  run: (tx: Tx) => Promise<R>,
): Promise<R>
export function inCommand<T, E>(ctx: Ctx, name: string, run: (tx: Tx) => Promise<Result<T, E>>): Promise<Result<T, E>>
export async function inCommand<T, E>(
  ctx: Ctx,
  name: string,
  run: (tx: Tx) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  return retried(async () => {
    const outcome = await once(ctx, name, run)
    if (outcome.ok) ctx.committed()
    return outcome
  })
}

/** Tries a transaction again, three times at most, where it stood in the way of another. */
export async function retried<R>(run: () => Promise<R>): Promise<R> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (cause) {
      if (tries >= TRIES || !isRetryable(cause)) throw cause
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * tries))
    }
  }
}

function once<T, E>(ctx: Ctx, name: string, run: (tx: Tx) => Promise<Result<T, E>>): Promise<Result<T, E>> {
  return ctx.db.connection().execute(async (db) => {
    await sql.raw(BEGIN_COMMAND).execute(db)
    try {
      const repeated = await findOutcome<T, E>(db, ctx, name)
      if (repeated !== undefined) {
        await sql.raw('COMMIT').execute(db)
        return repeated
      }
      const entries: NewEntry[] = []
      const wakes: Parameters<Tx['wake']>[] = []
      const now = ctx.clock.now()
      const outcome = await run({
        db,
        ctx,
        now,
        append: (entry) => entries.push(allowedEntry(ctx, entry)),
        wake: (...wake) => wakes.push(wake),
      })
      if (!outcome.ok) {
        await sql.raw('ROLLBACK').execute(db)
        return await keepFailure(db, ctx, name, outcome)
      }
      await writeRecord(db, ctx, now, entries, keptOutcome(ctx, name, outcome))
      for (const [job, data, at, key] of wakes) await ctx.jobs.send(db, job, data, at, key)
      await sql.raw('COMMIT').execute(db)
      return outcome
    } catch (cause) {
      await sql
        .raw('ROLLBACK')
        .execute(db)
        .catch(() => {})
      throw cause
    }
  })
}

/** The entry, where the route declared its kind. @throws where it did not: a bug */
export function allowedEntry(ctx: Ctx, entry: NewEntry): NewEntry {
  if (ctx.mayRecord !== undefined && !ctx.mayRecord.includes(entry.kind)) {
    throw new Error(
      `the route declares ${ctx.mayRecord.join(', ') || 'no entry'}, but its command records ${entry.kind}`,
    )
  }
  return entry
}

type KeptOutcome = Insertable<DB['idempotency']>

// Entries, their facts and the kept outcome go in one statement: to the database's side of the wire and back takes longer than the rows.
async function writeRecord(
  db: Db,
  ctx: Ctx,
  now: Temporal.Instant,
  entries: readonly NewEntry[],
  kept: KeptOutcome | undefined,
): Promise<void> {
  if (entries.length === 0) {
    if (kept !== undefined) await db.insertInto('idempotency').values(kept).execute()
    return
  }
  const { journal, facts } = entryRows(ctx, now, entries)
  let query: Pick<Db, 'with' | 'insertInto'> = db
  if (facts.length > 0) query = query.with('facts', (q) => q.insertInto('sealed_facts').values(facts))
  if (kept !== undefined) query = query.with('kept', (q) => q.insertInto('idempotency').values(kept))
  await query.insertInto('journal').values(journal).execute()
}

// The advisory lock tells a repeat in flight from a repeat of something finished, without waiting for it.
async function findOutcome<T, E>(db: Db, ctx: Ctx, name: string): Promise<Result<T, E> | undefined> {
  if (ctx.idempotency === undefined) return undefined
  const key = { ...ctx.idempotency, key: keptKey(ctx.idempotency.key) }
  const { rows } = await sql<{ locked: boolean; request_hash: Buffer | null; outcome: Result<T, E> | null }>`
    /* one plan */ SELECT lock.locked, i.request_hash, i.outcome
    FROM (SELECT pg_try_advisory_xact_lock(hashtextextended(${`${key.scope} ${key.key} ${name}`}, 0)) AS locked) AS lock
    LEFT JOIN idempotency i ON i.scope = ${key.scope} AND i.key = ${key.key} AND i.command = ${name}`.execute(db)
  const row = rows[0]
  if (row?.request_hash != null && !row.request_hash.equals(key.requestHash))
    throw new RepeatRefused({ kind: 'key-reused' })
  if (row?.outcome != null) return row.outcome.ok ? ok(row.outcome.value) : err(row.outcome.error)
  if (row?.locked !== true) throw new RepeatRefused({ kind: 'in-flight' })
  return undefined
}

/** What is kept of a key. Hashed: what is derived from it for its holder (a secret link) cannot be derived again from the database alone. */
export const keptKey = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** The row that keeps an outcome beside its key; none without a key. */
export function keptOutcome(ctx: Ctx, name: string, outcome: Result<unknown, unknown>): KeptOutcome | undefined {
  if (ctx.idempotency === undefined) return undefined
  const { scope, key, requestHash } = ctx.idempotency
  return { scope, key: keptKey(key), command: name, request_hash: requestHash, outcome: JSON.stringify(outcome) }
}

// In a transaction of its own, since the command's is gone: failures are few, and so no savepoint has to guard every success.
async function keepFailure<T, E>(db: Db, ctx: Ctx, name: string, outcome: Result<T, E>): Promise<Result<T, E>> {
  const kept = keptOutcome(ctx, name, outcome)
  if (kept === undefined) return outcome
  await sql.raw(BEGIN_COMMAND).execute(db)
  // A repeat that came in between has an outcome by now, or will have: the first one kept is everyone's.
  const first = await findOutcome<T, E>(db, ctx, name)
  if (first === undefined) await db.insertInto('idempotency').values(kept).execute()
  await sql.raw('COMMIT').execute(db)
  return first ?? outcome
}
