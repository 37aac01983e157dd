import { answerPost, checkIn, checkOut, giveBack } from '../../activities'
import { answerAsk } from '../../dispatch'
import { volunteerActor } from './cast'
import { drawReaction, drawTurnout, drawWords, type Habits } from './habits'
import type { Stage } from './stage'

/**
 * Watches for asks, seats and offers that came of an event, and plans how the people concerned react: silence, refusals, late answers, free
 * words, the same answer sent twice, seats given back, people who do not come.
 */
export function watchPeople(stage: Stage, habits: ReadonlyMap<string, Habits>): () => Promise<void> {
  const { db } = stage.system
  const { clock, after, at } = stage.timeline
  const known = new Set<string>()
  let since = clock.now()
  const isNew = (id: string): boolean => !known.has(id) && known.add(id).has(id)

  const ask = (one: {
    id: string
    volunteer_id: string
    post_id: string
    answer_by: Temporal.Instant
    asked_at: Temporal.Instant
  }): void => {
    const own = habits.get(one.volunteer_id)
    const chance = stage.chanceOf('ask', one.volunteer_id, one.post_id)
    const minutes = one.answer_by.since(one.asked_at).total('minutes')
    const reaction = own === undefined ? undefined : drawReaction(own, chance, minutes)
    if (reaction === undefined) return
    after(reaction.afterMinutes, async () => {
      const self = volunteerActor(one.volunteer_id)
      const said = {
        askId: one.id,
        kind: reaction.kind,
        ...(reaction.kind === 'words' ? { words: drawWords(chance) } : {}),
        ...(reaction.kind === 'yes-from' ? { yesFrom: clock.now().add({ hours: 3 }) } : {}),
        travelAccepted: true,
        orWait: chance.happens(0.5),
      }
      const answered = reaction.again
        ? await stage.twice(self, (ctx) => answerAsk(ctx, said))
        : await answerAsk(stage.as(self), said)
      if (answered.ok || answered.error.kind !== 'accept-first') return
      const { ethicsVersion, briefingVersion } = answered.error
      const accepted = {
        ...(ethicsVersion === null ? {} : { ethicsVersion }),
        ...(briefingVersion === null ? {} : { briefingVersion }),
      }
      await answerAsk(stage.as(self), { ...said, accepted })
    })
  }

  const seat = (one: {
    id: string
    volunteer_id: string
    activity_id: string
    post_id: string
    starts_at: Temporal.Instant
    ends_at: Temporal.Instant
  }): void => {
    const chance = stage.chanceOf('seat', one.volunteer_id, one.post_id)
    const turnout = drawTurnout(chance)
    const self = volunteerActor(one.volunteer_id)
    if (turnout.kind === 'gives-back') {
      after(turnout.afterMinutes, async () => void (await giveBack(stage.as(self), { assignmentId: one.id })))
    } else if (turnout.kind === 'comes') {
      at(one.starts_at.add({ minutes: turnout.lateMinutes }), async () => {
        const { activity_id: activityId, post_id: postId, volunteer_id: volunteerId } = one
        const live = await db
          .selectFrom('assignments')
          .select('id')
          .where('id', '=', one.id)
          .where('state', '=', 'live')
          .executeTakeFirst()
        if (live === undefined) return
        const came = await stage.twice(self, (ctx) => checkIn(ctx, { activityId, postId, volunteerId, how: 'self' }))
        if (!came.ok) return
        const { attendanceId } = came.value
        at(one.ends_at.add({ minutes: chance.between(-10, 10) }), async () => {
          // Some forget to check out; the coordinator does it for them.
          if (chance.happens(0.85)) await checkOut(stage.as(self), { attendanceId, how: 'self' })
        })
      })
    }
  }

  const offer = (one: {
    id: string
    post_id: string
    offered_to: string | null
    offered_until: Temporal.Instant | null
  }): void => {
    const volunteerId = one.offered_to
    if (volunteerId === null) return
    const chance = stage.chanceOf('offer', volunteerId, one.post_id)
    if (chance.happens(0.7))
      after(chance.between(2, 20), async () => {
        await answerPost(stage.as(volunteerActor(volunteerId)), {
          postId: one.post_id,
          volunteerId,
          kind: 'yes',
          travelAccepted: true,
        })
      })
  }

  let seen = 0
  return async () => {
    const seq = await stage.lastSeq()
    if (seq === seen) return
    seen = seq
    const from = since
    since = clock.now()
    const asks = await db
      .selectFrom('asks')
      .select(['id', 'volunteer_id', 'post_id', 'answer_by', 'asked_at'])
      .where('asked_at', '>=', from)
      .where('state', '=', 'asked')
      .orderBy('asked_at')
      .orderBy('volunteer_id')
      .limit(5000)
      .execute()
    for (const one of asks) if (isNew(one.id)) ask(one)
    const seats = await db
      .selectFrom('assignments')
      .select(['id', 'volunteer_id', 'activity_id', 'post_id', 'starts_at', 'ends_at'])
      .where('made_at', '>=', from)
      .where('state', '=', 'live')
      .orderBy('made_at')
      .orderBy('volunteer_id')
      .limit(5000)
      .execute()
    for (const one of seats) if (isNew(one.id)) seat(one)
    const offers = await db
      .selectFrom('slots')
      .select(['id', 'post_id', 'offered_to', 'offered_until'])
      .where('offered_to', 'is not', null)
      .orderBy('offered_to')
      .limit(5000)
      .execute()
    for (const one of offers) if (isNew(`${one.id} ${one.offered_to} ${one.offered_until?.toString()}`)) offer(one)
  }
}
