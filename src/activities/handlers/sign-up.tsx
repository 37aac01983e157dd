import { isId } from '../../kit/ids'
import { NotHere, personOf, type Req, seeOther } from '../../platform'
import { type AnswerPost, answerPost } from '../commands/answer-post'
import { leaveList } from '../commands/leave-list'
import { acceptName } from '../pages/activity-page'
import { sayRefusal } from '../pages/say-refusal'
import { showActivityWith } from './browse'

const whole = (text: string | undefined): number | undefined =>
  /^\d{1,6}$/.test(text ?? '') ? Number(text) : undefined

/** Post of the address and the person who is signed in. */
export function postOf(r: Req): { postId: string; activityId: string; personId: string } {
  const postId = r.param('post')
  const activityId = r.param('id')
  const personId = personOf(r.ctx)
  if (!isId(postId) || !isId(activityId) || personId === null) throw new NotHere()
  return { postId, activityId, personId }
}

/** What a form says is accepted together with the yes. */
export function acceptedIn(r: Req, postId: string): AnswerPost['accepted'] {
  const ticks = r.all(acceptName(postId))
  const ethics = ticks.map((tick) => /^ethics-(\d{1,6})$/.exec(tick)?.[1]).find(Boolean)
  return {
    ...(ethics === undefined ? {} : { ethicsVersion: Number(ethics) }),
    ...(ticks.includes('briefing') ? { briefingVersion: whole(r.form.briefing) } : {}),
  }
}

/** POST /activities/:id/posts/:post/answer */
export async function answer(r: Req): Promise<Response> {
  const { postId, activityId, personId } = postOf(r)
  const says = r.form.say === 'no' ? 'no' : 'yes'
  const outcome = await answerPost(r.ctx, {
    postId,
    volunteerId: personId,
    kind: says,
    termsVersion: whole(r.form.terms),
    accepted: acceptedIn(r, postId),
    travelAccepted: r.form.travel === '1',
    groupId: isId(r.form.group) ? r.form.group : undefined,
    orWait: r.form.wait === '1',
  })
  if (outcome.ok) {
    const { value } = outcome
    if (value.outcome === 'seated')
      return seeOther(r, `/me/assignments/${value.assignmentId}`, 'activities.said.seated')
    const said =
      value.outcome === 'kept'
        ? 'activities.said.no'
        : value.waitingPlace === null
          ? 'activities.said.full'
          : 'activities.said.waiting'
    return seeOther(r, `/activities/${activityId}`, said)
  }
  if (outcome.error.kind === 'not-volunteer')
    return seeOther(r, `/join?next=${encodeURIComponent(`/activities/${activityId}`)}`)
  if (outcome.error.kind === 'unknown') throw new NotHere()
  if (outcome.error.kind === 'already-seated') return seeOther(r, `/me/assignments/${outcome.error.assignmentId}`)
  return showActivityWith(r, {
    postId,
    text: sayRefusal(r.v, outcome.error),
    mayTravel: outcome.error.kind === 'travel',
    ticked: r.all(acceptName(postId)),
  })
}

/** POST /activities/:id/posts/:post/leave-list */
export async function leaveWaitingList(r: Req): Promise<Response> {
  const { postId, activityId, personId } = postOf(r)
  const outcome = await leaveList(r.ctx, { postId, volunteerId: personId })
  if (!outcome.ok && outcome.error.kind === 'unknown') throw new NotHere()
  return seeOther(r, `/activities/${activityId}`, 'activities.said.left-list')
}
