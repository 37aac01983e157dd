import type { Reason } from '../../allocation'
import { newPublicId } from '../../kit/ids'
import { newReference } from '../../kit/reference'
import { personOf, type Tx } from '../../platform'
import { noteAsked } from '../../volunteers'
import { SILENCE } from '../ask'
import { askSent } from '../entries'
import { type AskedPost, dayOf } from '../queries/find-post'

/** Somebody to ask: why them, and the chance of a yes that is reckoned with. */
export type ToAsk = { readonly personId: string; readonly reasons: readonly Reason[]; readonly chance: number }

/** An ask that was sent. */
export type SentAsk = { readonly askId: string; readonly code: string; readonly volunteerId: string }

/**
 * Asks these people for a post, each with a code of their own. Whoever was asked before under the same terms is not asked again, unless that
 * ask was taken back. Call under the volunteers' locks.
 */
export async function sendAsks(
  tx: Tx,
  post: AskedPost,
  people: readonly ToAsk[],
  how: { readonly callOutId: string | null; readonly wave: number; readonly answerBy: Temporal.Instant },
): Promise<SentAsk[]> {
  if (people.length === 0) return []
  const { callOutId, wave, answerBy } = how
  const askedBy = callOutId === null ? personOf(tx.ctx) : null
  const rows = await tx.db
    .insertInto('asks')
    .values(
      people.map(({ personId, reasons, chance }) => ({
        id: newPublicId(),
        code: newReference(),
        call_out_id: callOutId,
        post_id: post.id,
        activity_id: post.activity_id,
        organization_id: post.organization_id,
        volunteer_id: personId,
        region_id: post.region_id,
        kind: post.kind,
        asked_by: askedBy,
        terms_version: post.terms_version,
        wave,
        why: JSON.stringify(reasons),
        chance_permille: Math.round(chance * 1000),
        asked_at: tx.now,
        answer_by: answerBy,
        state: 'asked',
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['post_id', 'volunteer_id', 'terms_version'])
        .doUpdateSet((eb) => ({
          call_out_id: callOutId,
          asked_by: askedBy,
          wave,
          why: eb.ref('excluded.why'),
          chance_permille: eb.ref('excluded.chance_permille'),
          asked_at: tx.now,
          answer_by: answerBy,
          state: 'asked',
          withdrawn_at: null,
        }))
        .where('asks.state', '=', 'withdrawn'),
    )
    .returning(['id', 'code', 'volunteer_id'])
    .execute()
  await noteAsked(
    tx,
    rows.map((row) => row.volunteer_id),
  )
  for (const row of rows) {
    tx.append(
      askSent.entry({
        subjectId: row.id,
        regionId: post.region_id,
        organizationId: post.organization_id,
        body: {
          askId: row.id,
          postId: post.id,
          activityId: post.activity_id,
          volunteerId: row.volunteer_id,
          callOutId,
          wave,
          answerBy: answerBy.toString(),
          byHand: callOutId === null,
        },
        public: { region: post.region_id, day: dayOf(post), kind: post.kind },
      }),
    )
  }
  if (rows.length > 0) tx.wake(SILENCE, { postId: post.id }, answerBy)
  return rows.map((row) => ({ askId: row.id, code: row.code, volunteerId: row.volunteer_id }))
}

/** Until when an answer is waited for: the time given, but not beyond the end of the work. */
export function answerByFor(post: AskedPost, now: Temporal.Instant, answerMinutes: number): Temporal.Instant {
  const full = now.add({ minutes: answerMinutes })
  return Temporal.Instant.compare(full, post.ends_at) < 0 ? full : post.ends_at
}
