import type { PlanProgress, PostsPlan, Solved } from '../../../allocation'
import { newPublicId } from '../../../kit/ids'
import { err, ok, type Result } from '../../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../../platform'
import { planMade } from '../../entries'
import { MAKE_PLAN, PLAN_SECONDS } from '../plan'
import type { TakenOrder } from '../queries/find-order'
import { scopeOf, wishesOf } from '../queries/find-plan'
import { loadPlanProblem } from '../queries/load-plan-problem'
import { startPlan } from '../run-plan'
import { fairnessColumns, gapPpm, keepPlanPosts, keepProposals, missingOf, toRecruit } from '../steps/keep-plan'
import { leaveOrder } from '../steps/leave-order'
import { LEASE_SECONDS } from './take-order'

/** Between two words of how far it is, and looks at whether it is still wanted. */
const TELL_MS = 300
const MILLION = 1_000_000

/** Makes the plan of an order in a thread beside this process, says how far it is, and keeps what comes of it. */
export async function makeOrdered(ctx: Ctx, order: TakenOrder): Promise<void> {
  const now = ctx.clock.now()
  const until = now.add({ hours: 24 * order.days })
  let progress: () => PlanProgress | undefined = () => undefined
  let cancel = (): void => undefined
  let wanted = true
  const telling = setInterval(() => {
    tell(ctx, order, progress()).then(
      (still) => {
        if (still) return
        wanted = false
        cancel()
      },
      (cause) => ctx.log('plan.tell-failed', { message: cause instanceof Error ? cause.message : String(cause) }),
    )
  }, TELL_MS)
  try {
    const { problem, posts } = await loadPlanProblem(ctx.db, scopeOf(order), wishesOf(order), { from: now, to: until })
    if (posts.length === 0) return await leaveOrder(ctx, order, 'no-posts')
    const run = wanted ? startPlan(problem, { seconds: PLAN_SECONDS }) : undefined
    if (run === undefined) return await putBack(ctx, order)
    progress = run.progress
    cancel = run.cancel
    const outcome = await run.done
    if (outcome.kind === 'failed') ctx.log('plan.failed', { message: outcome.message })
    if (outcome.kind !== 'planned') return await leaveOrder(ctx, order, outcome.kind)
    const { solved } = outcome
    if (solved.solution === null) return await leaveOrder(ctx, order, 'gave-up')
    await inCommand(ctx, 'makePlan', (tx) => keepIn(tx, order, until, solved))
  } finally {
    clearInterval(telling)
  }
}

/** Says how far it is and that this process lives; false where the order was cancelled or taken up by another. */
async function tell(ctx: Ctx, order: TakenOrder, progress: PlanProgress | undefined): Promise<boolean> {
  const far =
    progress === undefined
      ? {}
      : 'gap' in progress
        ? { gap_ppm: Math.min(MILLION, Math.round(MILLION * progress.gap)) }
        : { looked_permille: Math.round(1000 * progress.pairs) }
  const told = await ctx.db
    .updateTable('plan_orders')
    .set({ taken_until: ctx.clock.now().add({ seconds: LEASE_SECONDS }), ...far })
    .where('id', '=', order.id)
    .where('taken_by', '=', order.taken_by)
    .executeTakeFirst()
  return told.numUpdatedRows > 0n
}

/** Another plan began in this process while the people were read: whoever is free next takes it. */
async function putBack(ctx: Ctx, order: TakenOrder): Promise<void> {
  await leaveOrder(ctx, order, 'waiting')
  await inCommand(ctx, 'putBack', async (tx) => {
    tx.wake(MAKE_PLAN, { orderId: order.id }, tx.now.add({ seconds: 1 }))
    return ok(null)
  })
}

async function keepIn(
  tx: Tx,
  order: TakenOrder,
  until: Temporal.Instant,
  { solution, objective, bound }: Extract<Solved<PostsPlan>, { solution: PostsPlan }>,
): Promise<Result<null, { readonly kind: 'not-wanted' }>> {
  const mine = await tx.db
    .selectFrom('plan_orders')
    .select('id')
    .where('id', '=', order.id)
    .where('taken_by', '=', order.taken_by)
    .forUpdate()
    .executeTakeFirst()
  // Cancelled, or another process took it up: its plan counts.
  if (mine === undefined) return err({ kind: 'not-wanted' })
  const planId = newPublicId()
  await tx.db
    .insertInto('plans')
    .values({
      id: planId,
      region_id: order.region_id,
      organization_id: order.organization_id,
      made_by: order.ordered_by,
      made_at: tx.now,
      until,
      days: order.days,
      travel_band: order.travel_band,
      rest_days: order.rest_days,
      posts_max: order.posts_max,
      gap_ppm: gapPpm(objective, bound),
      recruit: toRecruit(solution),
      ...fairnessColumns(solution),
    })
    .execute()
  await keepPlanPosts(tx, planId, solution.posts)
  await keepProposals(tx, planId, 0, solution.proposals)
  await tx.db
    .updateTable('plan_orders')
    .set({ state: 'made', taken_by: null, taken_until: null, plan_id: planId })
    .where('id', '=', order.id)
    .execute()
  const planned = solution.proposals.length
  tx.append(
    planMade.entry({
      subjectId: planId,
      regionId: order.region_id,
      organizationId: order.organization_id,
      body: { planId, orderId: order.id, planned, missing: missingOf(solution), posts: solution.posts.length },
      public: { region: order.region_id, count: planned },
    }),
  )
  return ok(null)
}
