import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { type Callee, LEASE_MINUTES } from '../callee'
import { callTaken } from '../entries'
import { type CalleeError, findReachable, leaseKeys, type Reachable } from '../find-callee'
import { isOwnPart, listToRing, whyToRing } from '../queries/list-to-ring'

/** Why a call is not taken: somebody else is talking with this person, or on this number, until a moment. */
export type TakeError = CalleeError | { readonly kind: 'taken' }

/** Takes a callee for this operator, for a quarter of an hour; whoever they had before is free again. Records line.call-taken. */
export const takeCall = (ctx: Ctx, callee: Callee): Promise<Result<Callee, TakeError>> =>
  inCommand<Callee, TakeError>(ctx, 'takeCall', async (tx) => {
    const found = await findReachable(tx, callee)
    if (!('numbers' in found)) return err(found)
    const why = await whyToRing(tx.db, found, tx.now)
    if (await isOwnPart(tx.ctx, found, why)) return err({ kind: 'forbidden' })
    if (!(await lease(tx, found))) return err({ kind: 'taken' })
    await noteTaken(tx, found, why)
    return ok(callee)
  })

/** Takes whoever has waited longest among the most urgent and is with nobody else. Records line.call-taken. */
export async function takeNext(ctx: Ctx): Promise<Result<Callee, { readonly kind: 'nobody' }>> {
  const waiting = (await listToRing(ctx)).filter((row) => row.heldUntil === null)
  return inCommand<Callee, { readonly kind: 'nobody' }>(ctx, 'takeNext', async (tx) => {
    for (let place = await nextFree(tx, waiting, 0); place > 0; place = await nextFree(tx, waiting, place)) {
      const callee = waiting[place - 1]
      const found = callee === undefined ? undefined : await findReachable(tx, callee)
      if (found === undefined || !('numbers' in found)) continue
      if (!(await lease(tx, found))) continue
      // Asked once they are ours: whom another has settled since the list was read is not rung again.
      const why = await whyToRing(tx.db, found, tx.now)
      if (why === undefined) {
        await tx.db.deleteFrom('line_leases').where('key', 'in', leaseKeys(found)).execute()
        continue
      }
      await noteTaken(tx, found, why)
      return ok({ kind: found.kind, id: found.id })
    }
    return err({ kind: 'nobody' })
  })
}

// A hundred operators press at once: whom another has or is about to take is passed over without waiting for their commit. Places count from 1.
async function nextFree(tx: Tx, waiting: readonly Callee[], after: number): Promise<number> {
  const keys = waiting.slice(after).map(({ kind, id }) => `${kind}:${id}`)
  const { rows } = await sql<{ place: number }>`
    WITH free AS MATERIALIZED (SELECT place::int AS place, key FROM unnest(${keys}::text[]) WITH ORDINALITY AS k(key, place)
      WHERE NOT EXISTS (SELECT FROM line_leases l WHERE l.key = k.key AND l.until > ${tx.now}) ORDER BY place)
    SELECT place FROM free WHERE pg_try_advisory_xact_lock(hashtextextended('line ' || key, 0)) LIMIT 1`.execute(tx.db)
  const found = rows[0]?.place
  return found === undefined ? 0 : after + found
}

async function lease(tx: Tx, callee: Reachable): Promise<boolean> {
  const { actor } = tx.ctx
  if (actor.kind !== 'person') return false
  const operator = actor.personId
  // Two pages of one operator: they hold one person at most.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`line operator ${operator}`}, 0))`.execute(tx.db)
  const keys = leaseKeys(callee)
  const until = tx.now.add({ minutes: LEASE_MINUTES })
  await tx.db.deleteFrom('line_leases').where('held_by', '=', operator).where('key', 'not in', keys).execute()
  const { rows } = await sql<{ key: string }>`
    INSERT INTO line_leases AS l (key, callee_kind, callee_id, region_id, held_by, session_id, taken_at, until)
    SELECT key, ${callee.kind}, ${callee.id}, ${callee.regionId}, ${operator}, ${actor.sessionId}, ${tx.now}, ${until}
    FROM unnest(${keys}::text[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET callee_kind = excluded.callee_kind, callee_id = excluded.callee_id, region_id = excluded.region_id,
      held_by = excluded.held_by, session_id = excluded.session_id, taken_at = excluded.taken_at, until = excluded.until, waiting_since = NULL
    WHERE l.until <= ${tx.now} OR l.held_by = ${operator}
    RETURNING key`.execute(tx.db)
  if (rows.length < keys.length) {
    const taken = rows.map(({ key }) => key)
    if (taken.length > 0) await tx.db.deleteFrom('line_leases').where('key', 'in', taken).execute()
    return false
  }
  return true
}

async function noteTaken(
  tx: Tx,
  callee: Reachable,
  why: { readonly since: Temporal.Instant } | undefined,
): Promise<void> {
  const keys = leaseKeys(callee)
  if (why !== undefined)
    await tx.db.updateTable('line_leases').set({ waiting_since: why.since }).where('key', 'in', keys).execute()
  tx.append(
    callTaken.entry({
      subjectId: callee.id,
      regionId: callee.regionId,
      body: { callee: callee.kind, until: tx.now.add({ minutes: LEASE_MINUTES }).toString() },
      public: {},
    }),
  )
}
