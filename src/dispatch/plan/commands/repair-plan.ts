import type { PostsPlan, Solved } from '../../../allocation'
import { ok, type Result } from '../../../kit/result'
import { asSystem, type Ctx, inCommand, type Tx } from '../../../platform'
import { planRepaired } from '../../entries'
import { PLAN_SECONDS } from '../plan'
import { findPlan, scopeOf, wishesOf } from '../queries/find-plan'
import { loadPlanProblem } from '../queries/load-plan-problem'
import { readPlanBefore } from '../queries/read-plan-before'
import { findPlanRun, type PlanRun, startPlan } from '../run-plan'
import { fairnessColumns, gapPpm, keepPlanPosts, keepProposals, missingOf, toRecruit } from '../steps/keep-plan'

/**
 * Puts a plan right after somebody said no, stayed silent or was left out: people who were asked keep their seats, other proposals stay
 * where they are unless moving one fills a seat, and what came free goes to whoever is best of those not asked. Waits for a plan that is
 * being made. Harmless at any time, any number of times.
 */
export async function repairPlan(ctx: Ctx, planId: string): Promise<void> {
  const now = ctx.clock.now()
  const plan = await findPlan(ctx.db, planId)
  if (plan === undefined || Temporal.Instant.compare(plan.until, now) <= 0) return
  const before = await readPlanBefore(ctx.db, planId)
  const { problem } = await loadPlanProblem(
    ctx.db,
    scopeOf(plan),
    wishesOf(plan),
    { from: now, to: plan.until },
    before,
  )
  const outcome = await (await startWhenFree(problem)).done
  if (outcome.kind === 'failed') ctx.log('plan.failed', { message: outcome.message })
  if (outcome.kind !== 'planned' || outcome.solved.solution === null) return
  const { solved } = outcome
  await inCommand(asSystem(ctx, 'dispatch'), 'repairPlan', (tx) => repairIn(tx, planId, plan.round, solved))
}

async function startWhenFree(problem: Parameters<typeof startPlan>[0]): Promise<PlanRun> {
  for (;;) {
    const run = startPlan(problem, { seconds: PLAN_SECONDS })
    if (run !== undefined) return run
    await findPlanRun()?.done
  }
}

async function repairIn(
  tx: Tx,
  planId: string,
  round: number,
  { solution, objective, bound }: Extract<Solved<PostsPlan>, { solution: PostsPlan }>,
): Promise<Result<null, never>> {
  const plan = await tx.db
    .selectFrom('plans')
    .select(['region_id', 'organization_id', 'round'])
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirst()
  // Repaired meanwhile, or destroyed: what was reckoned stands on what is no longer so.
  if (plan === undefined || plan.round !== round) return ok(null)
  const changed = solution.proposals.filter((one) => !one.kept)
  await dropProposals(tx, planId, solution)
  await keepProposals(tx, planId, round + 1, changed)
  await tx.db.updateTable('plan_posts').set({ missing: 0, binding: null }).where('plan_id', '=', planId).execute()
  await keepPlanPosts(tx, planId, solution.posts)
  await tx.db
    .updateTable('plans')
    .set({
      round: round + 1,
      gap_ppm: gapPpm(objective, bound),
      recruit: toRecruit(solution),
      ...fairnessColumns(solution),
    })
    .where('id', '=', planId)
    .execute()
  tx.append(
    planRepaired.entry({
      subjectId: planId,
      regionId: plan.region_id,
      organizationId: plan.organization_id,
      body: { planId, planned: solution.proposals.length, missing: missingOf(solution), changed: changed.length },
      public: { region: plan.region_id, count: solution.proposals.length },
    }),
  )
  return ok(null)
}

/** Proposals that the repaired plan has no longer, as long as nobody was asked by them. */
async function dropProposals(tx: Tx, planId: string, { proposals }: PostsPlan): Promise<void> {
  const stays = new Set(proposals.map(({ personId, postId }) => `${personId} ${postId}`))
  const rows = await tx.db
    .selectFrom('plan_proposals')
    .select(['post_id', 'volunteer_id'])
    .where('plan_id', '=', planId)
    .where('state', '=', 'proposed')
    .limit(20_000)
    .execute()
  for (const { post_id, volunteer_id } of rows) {
    if (stays.has(`${volunteer_id} ${post_id}`)) continue
    await tx.db
      .deleteFrom('plan_proposals')
      .where('plan_id', '=', planId)
      .where('post_id', '=', post_id)
      .where('volunteer_id', '=', volunteer_id)
      .execute()
  }
}
