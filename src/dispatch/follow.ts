import type { Follower } from '../journal'
import type { Ctx } from '../platform'
import { KeptIndex } from './ask-index/kept-index'
import { continueCallOut } from './commands/continue-call-out'
import { planFollower } from './plan/follow-plans'

/** What changes how many seats are free, or whether anybody is wanted at all, by whatever door it came. */
const moving = /^(assignment\.|activity\.(cancelled|closed|done)|post\.(changed|seats-changed)|waiting\.lapsed)/
const RUNNING_MAX = 200

/** Brings running call-outs up to date when seats are taken, freed, added or called off elsewhere; keeps the index of who may be asked. */
export const followers = (ctx: Ctx): readonly Follower[] => [
  new KeptIndex(ctx).follower,
  {
    name: 'dispatch',
    durable: true,
    handle: async (entries) => {
      const activityIds = new Set(
        entries.flatMap((entry) => {
          const { activityId } = entry.body as { activityId?: unknown }
          return moving.test(entry.kind) && typeof activityId === 'string' ? [activityId] : []
        }),
      )
      if (activityIds.size === 0) return
      const running = await ctx.db
        .selectFrom('call_outs')
        .select('id')
        .where('activity_id', 'in', [...activityIds])
        .where('state', '=', 'running')
        .limit(RUNNING_MAX)
        .execute()
      for (const { id } of running) await continueCallOut(ctx, id)
    },
  },
  planFollower(ctx),
]
