import type { Urgency } from '../../../allocation'
import type { Db } from '../../../platform'
import { isEmergency, selectPosts } from '../../queries/find-post'
import type { PlanScope } from '../plan'

/** Posts planned at once: the soonest. */
export const PLAN_POSTS_MAX = 300

/** A post to plan for, with the place in the queue of the need behind it. */
export type OpenPost = Awaited<ReturnType<typeof listPlanPosts>>[number]

/**
 * Open posts with a free seat that begin between two moments, soonest first. Those that a call-out asks for are left out: it fills them by
 * itself. Served by activities_organization_idx and activities_region_idx.
 */
export const listPlanPosts = (
  db: Db,
  { organizationId, regionId }: PlanScope,
  from: Temporal.Instant,
  until: Temporal.Instant,
) =>
  selectPosts(db)
    .leftJoin('needs as n', 'n.id', 'a.need_id')
    .select('n.rank as need_rank')
    .$if(organizationId !== null, (query) => query.where('a.organization_id', '=', organizationId ?? ''))
    .$if(organizationId === null, (query) => query.where('a.region_id', '=', regionId))
    .where('a.state', '=', 'open')
    .where('a.starts_at', '<', until)
    .where('a.ends_at', '>', from)
    .where('p.starts_at', '>', from)
    .where('p.starts_at', '<', until)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('slots as s')
          .select('s.id')
          .whereRef('s.post_id', '=', 'p.id')
          .where('s.volunteer_id', 'is', null)
          .where('s.offered_until', 'is', null),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('call_outs as c')
            .select('c.id')
            .whereRef('c.post_id', '=', 'p.id')
            .where('c.state', '=', 'running'),
        ),
      ),
    )
    .orderBy('p.starts_at')
    .orderBy('p.id')
    .limit(PLAN_POSTS_MAX)
    .execute()

/** How pressing a post is, by the need behind it and the circumstances of the work. */
export function urgencyOf({ need_rank, flags }: Pick<OpenPost, 'need_rank' | 'flags'>): Urgency {
  if (need_rank !== null && need_rank <= 1) return 'alive'
  return need_rank === 2 || isEmergency({ flags }) ? 'today' : 'later'
}
