import type { Db } from '../../platform'

/** Claims an organization may hold at once before it has closed any: a fair start for the small and the new. */
const START = 30
/** And for each it closed lately, so many more. */
const FOR_EACH_CLOSED = 3
const DAYS_LOOKED_BACK = 90
const COUNTED_MOST = 10_000

/** What an organization holds, and the most it may hold. */
export type ClaimRoom = { readonly open: number; readonly allowed: number }

/** How many claims may be held with so many closed. */
export const decideAllowed = (closed: number): number => START + FOR_EACH_CLOSED * closed

/**
 * A brake on hoarding: open claims against closed ones. Closed is what was given, or whose need had its receipt while the claim was held;
 * what was given back or lapsed counts neither way.
 */
export async function claimRoom(db: Db, organizationId: string, now: Temporal.Instant): Promise<ClaimRoom> {
  const open = await db
    .selectFrom('line_claims')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'held')
    .where('until', '>', now)
    .limit(COUNTED_MOST)
    .execute()
  if (open.length < START) return { open: open.length, allowed: START }
  const closed = await db
    .selectFrom('line_claims as c')
    .innerJoin('needs as n', 'n.id', 'c.need_id')
    .select('c.id')
    .where('c.organization_id', '=', organizationId)
    .where('c.state', 'in', ['done', 'released'])
    .where('c.ended_at', '>', now.subtract({ hours: DAYS_LOOKED_BACK * 24 }))
    .where((eb) =>
      eb.or([
        eb('c.state', '=', 'done'),
        eb.and([eb('n.receipt', 'in', ['yes', 'partly']), eb('c.ended_at', '=', eb.ref('n.receipt_at'))]),
      ]),
    )
    .limit(COUNTED_MOST)
    .execute()
  return { open: open.length, allowed: decideAllowed(closed.length) }
}
