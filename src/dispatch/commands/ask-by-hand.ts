import type { ShownExclusion } from '../../allocation'
import { showExclusion } from '../../allocation'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { type AskedPost, findPost, isEmergency } from '../queries/find-post'
import { askableAt } from '../queries/prepare-wave'
import { type RankedPerson, rankForPost } from '../queries/rank-for-post'
import { answerByFor, type SentAsk, sendAsks } from '../steps/send-asks'

/** Why this person was not asked. An exclusion is shown as others may read it. */
export type AskByHandError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-open' | 'over' | 'already-asked' | 'already-seated' }
  | { readonly kind: 'quiet'; readonly until: Temporal.Instant }
  | { readonly kind: 'excluded'; readonly exclusion: ShownExclusion }

/** Asks one person whom a coordinator chose, under the same rules as a call-out: who may not come is not asked, nor who sleeps. */
export async function askByHand(
  ctx: Ctx,
  input: { readonly postId: string; readonly volunteerId: string; readonly answerMinutes: number },
): Promise<Result<SentAsk, AskByHandError>> {
  const now = ctx.clock.now()
  const found = await findPost(ctx.db, input.postId)
  const looked =
    found === undefined ? undefined : await rankForPost(ctx.db, found, now, { k: 1, ids: [input.volunteerId] })
  return inCommand(ctx, 'askByHand', async (tx) => {
    const volunteer = (await lockVolunteers(tx, [input.volunteerId])).get(input.volunteerId)
    const post = await findPost(tx.db, input.postId)
    if (post === undefined || volunteer === undefined || volunteer.state === 'left') return err({ kind: 'unknown' })
    const scope = { organizationId: post.organization_id, regionId: post.region_id }
    if (!may(ctx, 'dispatch:run', scope)) return err({ kind: 'forbidden' })
    if (post.state !== 'open') return err({ kind: 'not-open' })
    if (Temporal.Instant.compare(post.ends_at, tx.now) <= 0) return err({ kind: 'over' })
    const [person] = looked?.ranked ?? []
    if (person === undefined) {
      const exclusion = looked?.excluded[0]?.exclusion
      if (exclusion !== undefined) return err({ kind: 'excluded', exclusion: showExclusion(exclusion, 'others') })
      return err({ kind: looked?.eligible === 1 ? 'already-seated' : 'unknown' })
    }
    const awake = wakesAt(post, person, tx.now)
    if (Temporal.Instant.compare(awake, tx.now) > 0) return err({ kind: 'quiet', until: awake })
    const [sent] = await sendAsks(tx, post, [person], {
      callOutId: null,
      wave: 0,
      answerBy: answerByFor(post, tx.now, input.answerMinutes),
    })
    return sent === undefined ? err({ kind: 'already-asked' }) : ok(sent)
  })
}

/** When this person may be asked for this post: now, or at the end of their quiet hours. */
export const wakesAt = (post: AskedPost, { person }: RankedPerson, now: Temporal.Instant): Temporal.Instant =>
  isEmergency(post) && person.emergencyCalls
    ? now
    : askableAt(now, { zone: person.zone, quiet_from: person.quietFrom, quiet_until: person.quietUntil })
