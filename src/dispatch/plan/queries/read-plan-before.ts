import type { Placed } from '../../../allocation'
import type { Db } from '../../../platform'

/** What of a plan stands while it is repaired. */
export type PlanBefore = {
  /** Proposals nobody was asked for yet. */
  readonly kept: readonly Placed[]
  /** Proposals the coordinator did not want. */
  readonly leftOut: readonly Placed[]
  /** Posts of the plan each person said yes to. */
  readonly coming: ReadonlyMap<string, number>
}

/** Nothing stands: a plan is made anew. */
export const noPlanBefore: PlanBefore = { kept: [], leftOut: [], coming: new Map() }

const PROPOSALS_MAX = 20_000

/** What stands of a plan. Served by its primary key. */
export async function readPlanBefore(db: Db, planId: string): Promise<PlanBefore> {
  const rows = await db
    .selectFrom('plan_proposals as l')
    .leftJoin('asks as q', 'q.id', 'l.ask_id')
    .select(['l.post_id', 'l.volunteer_id', 'l.state', 'q.state as ask_state'])
    .where('l.plan_id', '=', planId)
    .limit(PROPOSALS_MAX)
    .execute()
  const at = (state: string): Placed[] =>
    rows.flatMap((row) => (row.state === state ? [{ personId: row.volunteer_id, postId: row.post_id }] : []))
  const coming = new Map<string, number>()
  for (const row of rows)
    if (row.ask_state === 'yes') coming.set(row.volunteer_id, (coming.get(row.volunteer_id) ?? 0) + 1)
  return { kept: at('proposed'), leftOut: at('left-out'), coming }
}
