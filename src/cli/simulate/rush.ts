import { answerPost, createActivity, publishActivity } from '../../activities'
import { withRandomIds } from '../../kit/ids'
import { findRegion } from '../../places'
import { obligationIds } from '../../standards'
import { type Cast, volunteerActor } from './cast'
import { nextSlot } from './organize-help'
import type { Stage } from './stage'

const PEOPLE = 40
const SEATS = 5
const HOURS = 2

/**
 * At the end of a drill everyone wants the same few seats in the same moment, and others of the same hours: what must never happen has its
 * best chance here, through two processes. Who wins is left to the moment; that nobody wins too much is what the audit looks for.
 */
export async function rushForSeats(stage: Stage, cast: Cast): Promise<void> {
  const { db } = stage.system
  const coordinator = cast.coordinators[0]
  const people = await db
    .selectFrom('volunteers')
    .select(['id', 'region_id'])
    .where('state', '=', 'active')
    .orderBy('id')
    .limit(PEOPLE)
    .execute()
  const region = people[0] === undefined ? undefined : await findRegion(db, people[0].region_id)
  if (coordinator === undefined || region === undefined) return
  const startsAt = nextSlot(stage.timeline.clock.now().add({ hours: 24 }), region.zone)
  const posts: string[] = []
  for (const shiftMinutes of [0, 60]) {
    const made = await createActivity(stage.as(coordinator.actor), {
      organizationId: coordinator.organizationId,
      work: 'clean-up',
      title: 'Rush',
      place: { regionId: region.id, zone: region.zone, point: region.point },
      startsAt: startsAt.add({ minutes: shiftMinutes }),
      endsAt: startsAt.add({ minutes: shiftMinutes + HOURS * 60 }),
      seats: SEATS,
      seatsMin: 1,
      aim: 'A clean yard',
      briefing: 'Bring gloves.',
      emergencyContact: '+7 701 000 00 00',
    })
    if (!made.ok) continue
    const { activityId, postId } = made.value
    const published = await publishActivity(stage.as(coordinator.actor), { activityId, stated: obligationIds })
    if (published.ok) posts.push(postId)
  }
  await withRandomIds(() =>
    Promise.all(
      people.map(async ({ id: volunteerId }, i) => {
        const self = volunteerActor(volunteerId)
        const inOrder = i % 2 === 0 ? posts : [...posts].reverse()
        for (const postId of inOrder)
          await stage.twice(self, (ctx) =>
            answerPost(ctx, { postId, volunteerId, kind: 'yes', travelAccepted: true, orWait: true }),
          )
      }),
    ),
  )
}
