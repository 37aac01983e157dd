import type { Entry } from '../../journal'
import type { LiveTopic } from '../../platform'
import { PlanSummary } from './pages/plan-summary'
import { mayPlan, UNDO_MINUTES } from './plan'
import { findPlan, scopeOf, summedOf } from './queries/find-plan'
import { listPlanPostIds, sumPlan } from './queries/read-plan'

/** Posts of the plans that somebody has open in this process, and since when. */
const open = new Map<string, { readonly postIds: ReadonlySet<string>; readonly openedAt: Temporal.Instant }>()
// Listeners come again within twenty minutes; what nobody renewed for longer is closed.
const OPEN_MINUTES = 30

const textIn = (entry: Entry, name: string): string | undefined => {
  const value = entry.body[name]
  return typeof value === 'string' ? value : undefined
}

/** The summary of a plan: it names nobody, so that no look is recorded for it. */
export const planTopic: LiveTopic = {
  name: 'plan',
  classOf: async (ctx, id) => {
    const plan = await findPlan(ctx.db, id)
    if (plan === undefined || !mayPlan(ctx, scopeOf(plan))) return undefined
    const now = ctx.clock.now()
    for (const [key, { openedAt }] of open) if (now.since(openedAt).total('minutes') > OPEN_MINUTES) open.delete(key)
    open.set(id, { postIds: new Set(await listPlanPostIds(ctx.db, id)), openedAt: now })
    return 'coordinator'
  },
  touches: (entry) => {
    const planId = textIn(entry, 'planId')
    if (planId !== undefined) return [planId]
    const postId = /^(ask|assignment)\./.test(entry.kind) ? textIn(entry, 'postId') : undefined
    return postId === undefined ? [] : [...open].flatMap(([id, { postIds }]) => (postIds.has(postId) ? [id] : []))
  },
  render: async (ctx, v, id) => {
    const plan = await findPlan(ctx.db, id)
    if (plan === undefined) return ''
    const sums = await sumPlan(ctx.db, id, plan.round, ctx.clock.now().subtract({ minutes: UNDO_MINUTES }))
    return <PlanSummary v={v} plan={summedOf(plan)} sums={sums} />
  },
}
