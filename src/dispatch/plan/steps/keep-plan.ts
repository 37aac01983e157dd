import type { PostsPlan, Proposal } from '../../../allocation'
import type { Tx } from '../../../platform'

const ROWS_A_TIME = 1000

/** Millionths by which a better plan may be better at most. */
export const gapPpm = (objective: number, bound: number | null): number =>
  bound === null || bound <= 0
    ? 0
    : Math.min(1_000_000, Math.ceil((1_000_000 * Math.max(0, bound - objective)) / bound))

/** Posts of a plan as they stand: how many seats nobody is proposed or asked for, and why. */
export async function keepPlanPosts(tx: Tx, planId: string, posts: PostsPlan['posts']): Promise<void> {
  if (posts.length === 0) return
  await tx.db
    .insertInto('plan_posts')
    .values(
      posts.map(({ postId, seats, shortage }) => ({
        plan_id: planId,
        post_id: postId,
        seats,
        missing: shortage?.missing ?? 0,
        able: shortage?.able ?? 0,
        binding: shortage?.binding ?? null,
        binding_people: shortage === undefined ? 0 : peopleOf(shortage),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['plan_id', 'post_id']).doUpdateSet((eb) => ({
        seats: eb.ref('excluded.seats'),
        missing: eb.ref('excluded.missing'),
        able: eb.ref('excluded.able'),
        binding: eb.ref('excluded.binding'),
        binding_people: eb.ref('excluded.binding_people'),
      })),
    )
    .execute()
}

type Shortage = NonNullable<PostsPlan['posts'][number]['shortage']>

const peopleOf = ({ binding, keptOnlyBy, able }: Shortage): number =>
  binding === 'elsewhere' ? able : binding === 'several' || binding === 'nobody' ? 0 : (keptOnlyBy.get(binding) ?? 0)

/** Proposals as rows; who stands there already is left as they are. */
export async function keepProposals(
  tx: Tx,
  planId: string,
  round: number,
  proposals: readonly Proposal[],
): Promise<void> {
  for (let from = 0; from < proposals.length; from += ROWS_A_TIME) {
    await tx.db
      .insertInto('plan_proposals')
      .values(
        proposals.slice(from, from + ROWS_A_TIME).map(({ personId, postId, travelMinutes, reasons }) => ({
          plan_id: planId,
          post_id: postId,
          volunteer_id: personId,
          round,
          travel_minutes: travelMinutes,
          why: JSON.stringify(reasons),
          state: 'proposed',
        })),
      )
      .onConflict((conflict) => conflict.columns(['plan_id', 'post_id', 'volunteer_id']).doNothing())
      .execute()
  }
}

/** Seats that nobody is proposed or asked for. */
export const missingOf = ({ posts }: PostsPlan): number =>
  posts.reduce((sum, { shortage }) => sum + (shortage?.missing ?? 0), 0)

/** How evenly work is spread, as a plan keeps it: in thousandths. */
export const fairnessColumns = ({ fairness }: PostsPlan) => ({
  busiest_before: permille(fairness.before.busiestTenth),
  busiest_with: permille(fairness.with.busiestTenth),
  idle_before: permille(fairness.before.idle),
  idle_with: permille(fairness.with.idle),
})

const permille = (share: number | undefined): number | null => (share === undefined ? null : Math.round(1000 * share))

/** The list to recruit from, as a plan keeps it. */
export const toRecruit = ({ oneMore }: PostsPlan): string =>
  JSON.stringify(oneMore.people.map(({ required, languages, postIds }) => ({ required, languages, postIds })))
