import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf, type Tx } from '../../platform'
import { linkDecided, needEscalated, publicOfNeed } from '../entries'
import { mayStep, type Urgency, urgencies } from '../need'
import { mayOnNeed } from '../scope'
import { lockNeed, type NeedRow } from './needs-of'
import type { NeedDone } from './verify-need'

/** Why a link is not decided. */
export type LinkError = { readonly kind: 'not-found' } | { readonly kind: 'forbidden' } | { readonly kind: 'decided' }

/**
 * A person decides whether two needs are one. "Same" is an escalation, never a deletion: asked twice means it waits too long, so both take
 * the higher urgency of the two, raised by one step. One telephone may serve many people: "different" leaves both as they are.
 * Records need.link-decided, need.escalated.
 */
export const decideLink = (
  ctx: Ctx,
  input: { readonly linkId: string; readonly same: boolean },
): Promise<Result<NeedDone, LinkError>> =>
  inCommand<NeedDone, LinkError>(ctx, 'decideLink', async (tx) => {
    const link = await tx.db
      .selectFrom('need_links')
      .selectAll()
      .where('id', '=', input.linkId)
      .forUpdate()
      .executeTakeFirst()
    if (link === undefined) return err({ kind: 'not-found' })
    if (link.state !== 'proposed') return err({ kind: 'decided' })
    const [one, other] = [await lockNeed(tx, link.need_id), await lockNeed(tx, link.other_id)]
    if (one === undefined || other === undefined) return err({ kind: 'not-found' })
    if (!(await mayOnNeed(tx.db, ctx, 'needs:verify', one)) && !(await mayOnNeed(tx.db, ctx, 'needs:verify', other)))
      return err({ kind: 'forbidden' })
    await tx.db
      .updateTable('need_links')
      .set({ state: input.same ? 'same' : 'different', decided_by: personOf(ctx), decided_at: tx.now })
      .where('id', '=', link.id)
      .execute()
    tx.append(
      linkDecided.entry({
        subjectId: one.id,
        regionId: one.region_id,
        body: { link: link.id, other: other.id, same: input.same },
        public: {},
      }),
    )
    if (input.same) {
      const urgency = decideEscalation(one.urgency as Urgency, other.urgency as Urgency)
      await escalate(tx, one, other, link.id, urgency)
      await escalate(tx, other, one, link.id, urgency)
    }
    return ok({ needId: one.id })
  })

/** The higher urgency of two needs that are one, raised by one step; unknown counts as the lowest. */
export function decideEscalation(one: Urgency, other: Urgency): Urgency {
  const higher = Math.min(urgencies.indexOf(one), urgencies.indexOf(other))
  return urgencies[Math.max(0, higher - 1)] ?? 'immediate'
}

async function escalate(tx: Tx, need: NeedRow, other: NeedRow, link: string, urgency: Urgency): Promise<void> {
  if (!mayStep('correct', need.state)) return
  await tx.db
    .updateTable('needs')
    .set({ urgency, escalation: need.escalation + 1 })
    .where('id', '=', need.id)
    .execute()
  tx.append(
    needEscalated.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: { link, other: other.id, urgency },
      public: { ...publicOfNeed(need, tx.now), urgency },
    }),
  )
}
