import type { District } from '../../../test/district'
import type { Browser, World } from '../../../test/world'

/** A browser of this person whose pages are in one language. */
export async function browserIn(world: World, lang: string, personId?: string): Promise<Browser> {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', lang)
  return browser
}

/** Somebody works at an activity of the next morning for so many minutes, through the pages; Dana confirms it unless told not to. */
export async function aStay(world: World, d: District, personId: string, minutes: number, confirmed = true) {
  const today = world.clock.now().toZonedDateTimeISO(d.zone)
  // The next morning, so that nothing runs over midnight.
  world.clock.advance({ minutes: (33 - today.hour) * 60 })
  const dana = await browserIn(world, 'en', d.dana)
  const now = world.clock.now().toZonedDateTimeISO(d.zone)
  const wall = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' })
  const made = await dana.post('/activities/new', {
    ...{ organization: d.organizationId, work: 'clean-up', place: d.localityId, seats: '5', do: 'publish' },
    ...{ date: now.toPlainDate().toString(), from: wall(now.add({ minutes: 1 })) },
    until: wall(now.add({ minutes: minutes + 1 })),
  })
  const activityId = /[0-9a-f-]{36}/.exec(made.headers.get('location') ?? '')?.[0] ?? ''
  await dana.post(`/activities/${activityId}/check-in`, { volunteer: personId })
  world.clock.advance({ minutes })
  const stay = await world.db
    .selectFrom('attendances')
    .select('id')
    .where('activity_id', '=', activityId)
    .executeTakeFirstOrThrow()
  await dana.post(`/activities/${activityId}/check-out`, { attendance: stay.id })
  await world.entries()
  if (confirmed) await dana.post(`/activities/${activityId}/hours/confirm`, { all: '1' })
  await world.entries()
  const { id } = await world.db
    .selectFrom('contributions')
    .select('id')
    .where('attendance_id', '=', stay.id)
    .executeTakeFirstOrThrow()
  return { activityId, contributionId: id }
}
