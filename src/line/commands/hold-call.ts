import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf } from '../../platform'
import { type Callee, HOLD_MINUTES, LEASE_MINUTES } from '../callee'

/**
 * Keeps a call for whoever has taken it, while they fill in a form for it: another quarter of an hour, an hour after taking it at most, so
 * that a page left open lets go by itself.
 */
export const holdCall = (ctx: Ctx, callee: Callee): Promise<Result<null, { readonly kind: 'not-yours' }>> =>
  inCommand<null, { readonly kind: 'not-yours' }>(
    { ...ctx, idempotency: undefined },
    'holdCall',
    async ({ db, now }) => {
      const until = now.add({ minutes: LEASE_MINUTES })
      const held =
        await sql`UPDATE line_leases SET until = greatest(until, least(${until}::timestamptz, taken_at + ${`${HOLD_MINUTES} minutes`}::interval))
      WHERE held_by = ${personOf(ctx)} AND callee_kind = ${callee.kind} AND callee_id = ${callee.id}`.execute(db)
      return held.numAffectedRows === 0n ? err({ kind: 'not-yours' }) : ok(null)
    },
  )
