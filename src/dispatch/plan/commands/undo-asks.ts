import { err, ok, type Result } from '../../../kit/result'
import { type Ctx, inCommand } from '../../../platform'
import { planChanged } from '../../entries'
import { findPost } from '../../queries/find-post'
import { withdrawThese } from '../../steps/withdraw-asks'
import { mayPlan, UNDO_MINUTES } from '../plan'
import { findPlan, scopeOf } from '../queries/find-plan'

const ASKS_MAX = 2000

/**
 * Takes back what was asked from a plan in the last minutes and is not answered: these people are told, it counts against nobody, and they
 * are proposals again. Whoever answered keeps what they said.
 */
export const undoAsks = (
  ctx: Ctx,
  planId: string,
): Promise<Result<{ readonly takenBack: number }, { readonly kind: 'unknown' | 'forbidden' | 'too-late' }>> =>
  inCommand(ctx, 'undoAsks', async (tx) => {
    const plan = await findPlan(tx.db, planId)
    if (plan === undefined) return err({ kind: 'unknown' })
    if (!mayPlan(tx.ctx, scopeOf(plan))) return err({ kind: 'forbidden' })
    const rows = await tx.db
      .selectFrom('plan_proposals as l')
      .innerJoin('asks as q', 'q.id', 'l.ask_id')
      .select(['l.post_id', 'q.id'])
      .where('l.plan_id', '=', planId)
      .where('l.asked_at', '>', tx.now.subtract({ minutes: UNDO_MINUTES }))
      .where('q.state', '=', 'asked')
      .orderBy('q.id')
      .limit(ASKS_MAX)
      .execute()
    const taken: string[] = []
    for (const [postId, asks] of Map.groupBy(rows, (row) => row.post_id)) {
      const post = await findPost(tx.db, postId)
      if (post === undefined) continue
      const ids = asks.map(({ id }) => id)
      taken.push(...(await withdrawThese(tx, post, ids, 'stopped')))
    }
    if (taken.length === 0) return err({ kind: 'too-late' })
    await tx.db
      .updateTable('plan_proposals')
      .set({ state: 'proposed', ask_id: null, asked_at: null })
      .where('plan_id', '=', planId)
      .where('ask_id', 'in', taken)
      .execute()
    tx.append(
      planChanged.entry({
        subjectId: planId,
        regionId: plan.region_id,
        organizationId: plan.organization_id,
        body: { planId, change: 'taken-back', proposals: taken.length },
        public: {},
      }),
    )
    return ok({ takenBack: taken.length })
  })
