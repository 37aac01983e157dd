import type { PostsPlan, Solved } from '../../../allocation'
import { newPublicId } from '../../../kit/ids'
import { err, ok, type Result } from '../../../kit/result'
import { type Ctx, inCommand, personOf, type Tx } from '../../../platform'
import { planMade } from '../../entries'
import { mayPlan, PLAN_SECONDS, type PlanScope, type PlanWishes } from '../plan'
import { loadPlanProblem } from '../queries/load-plan-problem'
import { type PlanRun, startPlan } from '../run-plan'
import { fairnessColumns, gapPpm, keepPlanPosts, keepProposals, toRecruit } from '../steps/keep-plan'

/** Why there is no plan. */
export type MakePlanError = { readonly kind: 'forbidden' | 'busy' | 'no-posts' | 'cancelled' | 'gave-up' | 'failed' }

/** A plan that is being made: the run to look at or cancel, and what comes of it. */
export type PlanMaking = {
  readonly run: PlanRun
  readonly made: Promise<Result<{ readonly planId: string }, MakePlanError>>
}

/** Plans the open posts of the days ahead beside this process, and keeps what comes of it. Nobody is asked by it. */
export async function makePlan(
  ctx: Ctx,
  scope: PlanScope,
  wishes: PlanWishes,
): Promise<Result<PlanMaking, MakePlanError>> {
  if (!mayPlan(ctx, scope) || personOf(ctx) === null) return err({ kind: 'forbidden' })
  const now = ctx.clock.now()
  const until = now.add({ hours: 24 * wishes.days })
  const { problem, posts } = await loadPlanProblem(ctx.db, scope, wishes, { from: now, to: until })
  if (posts.length === 0) return err({ kind: 'no-posts' })
  const run = startPlan(problem, { seconds: PLAN_SECONDS })
  if (run === undefined) return err({ kind: 'busy' })
  return ok({ run, made: keepWhenDone(ctx, { scope, wishes, until }, run) })
}

type Asked = { readonly scope: PlanScope; readonly wishes: PlanWishes; readonly until: Temporal.Instant }

async function keepWhenDone(
  ctx: Ctx,
  asked: Asked,
  run: PlanRun,
): Promise<Result<{ readonly planId: string }, MakePlanError>> {
  const outcome = await run.done
  if (outcome.kind === 'failed') ctx.log('plan.failed', { message: outcome.message })
  if (outcome.kind !== 'planned') return err({ kind: outcome.kind })
  const { solved } = outcome
  if (solved.solution === null) return err({ kind: 'gave-up' })
  return inCommand(ctx, 'makePlan', (tx) => keepIn(tx, asked, solved))
}

async function keepIn(
  tx: Tx,
  { scope, wishes, until }: Asked,
  { solution, objective, bound }: Extract<Solved<PostsPlan>, { solution: PostsPlan }>,
): Promise<Result<{ readonly planId: string }, MakePlanError>> {
  const maker = personOf(tx.ctx)
  if (maker === null || !mayPlan(tx.ctx, scope)) return err({ kind: 'forbidden' })
  const planId = newPublicId()
  await tx.db
    .insertInto('plans')
    .values({
      id: planId,
      region_id: scope.regionId,
      organization_id: scope.organizationId,
      made_by: maker,
      made_at: tx.now,
      until,
      days: wishes.days,
      travel_band: wishes.travelBand,
      rest_days: wishes.restDays,
      posts_max: wishes.postsMax,
      gap_ppm: gapPpm(objective, bound),
      recruit: toRecruit(solution),
      ...fairnessColumns(solution),
    })
    .execute()
  await keepPlanPosts(tx, planId, solution.posts)
  await keepProposals(tx, planId, 0, solution.proposals)
  const planned = solution.proposals.length
  tx.append(
    planMade.entry({
      subjectId: planId,
      regionId: scope.regionId,
      organizationId: scope.organizationId,
      body: { planId, planned, missing: missingOf(solution), posts: solution.posts.length },
      public: { region: scope.regionId, count: planned },
    }),
  )
  return ok({ planId })
}

/** Seats that nobody is proposed or asked for. */
export const missingOf = ({ posts }: PostsPlan): number =>
  posts.reduce((sum, { shortage }) => sum + (shortage?.missing ?? 0), 0)
