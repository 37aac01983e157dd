import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { asSystem } from '../platform'
import { auditActivities } from './audit'
import { stepDue } from './commands/chase-overdue'
import { activityJobs } from './jobs'
import { anActivity, inEnglish, sayYes } from './testing/an-activity'
import { addCrowd } from './testing/crowd'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
})

const shiftOf = (response: Response): string => response.headers.get('location') ?? ''
const sweep = async (name: string) => {
  await activityJobs.find((job) => job.name === name)?.run(asSystem(world.system, name), {})
}
/** An activity of today, which is Sunday 22 November, 15:00 in Oral when worlds begin. */
const today = (overrides: Record<string, string | readonly string[]> = {}) => {
  const now = world.clock.now().toZonedDateTimeISO(d.zone)
  const wall = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' })
  return anActivity(world, d, {
    date: now.toPlainDate().toString(),
    from: wall(now.add({ minutes: 30 })),
    until: wall(now.add({ minutes: 150 })),
    ...overrides,
  })
}
const hoursOf = (volunteerId: string) =>
  world.db
    .selectFrom('contributions')
    .select(['minutes', 'state', 'basis', 'form'])
    .where('volunteer_id', '=', volunteerId)
    .orderBy('id')
    .execute()

test('overdue steps: ask after 15 minutes, tell others after 30, again each hour', () => {
  expect([0, 14, 15, 29, 30, 89, 90, 150].map(stepDue)).toEqual([0, 0, 1, 1, 2, 2, 3, 4])
})

test('Lina checks in where she is and out again: minutes are hers, unconfirmed; the position is not kept', async () => {
  const made = await today()
  const lina = await inEnglish(world, d.lina)
  const shift = shiftOf(await sayYes(lina, made))
  expect((await lina.post(`${shift}/check-in`, { latitude: '51.2334', longitude: '51.3668' })).status).toBe(303)
  expect(await (await lina.get(shift)).text()).toContain('You are here since')
  world.clock.advance({ minutes: 95 })
  expect((await lina.post(`${shift}/check-out`)).status).toBe(303)
  await world.entries()
  expect(await hoursOf(d.lina)).toEqual([{ minutes: 95, state: 'recorded', basis: 'free', form: 'organization' }])
  const row = await world.db.selectFrom('attendances').selectAll().where('volunteer_id', '=', d.lina).executeTakeFirst()
  expect(row).toMatchObject({ near: true, extra: false, checked_in_how: 'self' })
  expect(JSON.stringify(await world.entries())).not.toContain('51.2334')
})

test('whoever leads writes down how many came; a word is no number, and nobody else counts', async () => {
  const { activityId } = await today()
  const dana = await inEnglish(world, d.dana)
  const base = `/activities/${activityId}`
  const wrong = await dana.post(`${base}/count`, { people: 'many' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toMatch(/whole number.*value="many"/s)
  expect((await dana.post(`${base}/count`, { people: '12' })).headers.get('location')).toBe(`${base}/site`)
  expect(await (await dana.get(`${base}/site`)).text()).toMatch(/12 people counted, .*Dana; arrivals noted: 0/)
  expect((await (await inEnglish(world, d.lina)).post(`${base}/count`, { people: '3' })).status).toBe(403)
  expect(await world.db.selectFrom('head_counts').select(['people', 'door']).execute()).toEqual([
    { people: 12, door: 'web' },
  ])
})

test('a departure said later than who runs the activity wrote another is shown with both, and changes nothing', async () => {
  const made = await today()
  const [person = ''] = await addCrowd(world, d, 1)
  const theirs = await inEnglish(world, person)
  const shift = shiftOf(await sayYes(theirs, made))
  await theirs.post(`${shift}/check-in`)
  world.clock.advance({ minutes: 60 })
  const left = world.clock.now().subtract({ minutes: 25 }).toString()
  const dana = await inEnglish(world, d.dana)
  const stay = () =>
    world.db.selectFrom('attendances').select(['id', 'checked_out_at']).where('volunteer_id', '=', person).execute()
  const [here] = await stay()
  await dana.post(`/activities/${made.activityId}/check-out`, { attendance: here?.id ?? '' })
  const before = await stay()
  const late = await theirs.post(`${shift}/check-out`, { at: left })
  expect(late.status).toBe(409)
  const html = await late.text()
  expect(html).toContain('On this device: left at')
  expect(html).toContain('Recorded: ')
  expect(html).toContain('If the hours are wrong, say so on the page of hours.')
  expect(await stay()).toEqual(before)
  // The same word, said again within minutes of what is recorded, is quiet.
  const same = before[0]?.checked_out_at?.toString() ?? ''
  expect((await theirs.post(`${shift}/check-out`, { at: same })).status).toBe(303)
  expect(await stay()).toEqual(before)
})

test('who has no seat is not sent away; arriving elsewhere ends the earlier presence and flags it', async () => {
  const first = await today({ seats: '1' })
  const second = await today({ seats: '1' })
  const [walker = ''] = await addCrowd(world, d, 1)
  const dana = await inEnglish(world, d.dana)
  const arrive = (activityId: string) => dana.post(`/activities/${activityId}/check-in`, { volunteer: walker })
  expect((await arrive(first.activityId)).status).toBe(303)
  world.clock.advance({ minutes: 20 })
  expect((await arrive(second.activityId)).status).toBe(303)
  const rows = await world.db
    .selectFrom('attendances')
    .select(['activity_id', 'extra', 'checked_out_how', 'flags'])
    .where('volunteer_id', '=', walker)
    .orderBy('checked_in_at')
    .execute()
  expect(rows).toEqual([
    { activity_id: first.activityId, extra: true, checked_out_how: 'moved', flags: ['moved'] },
    { activity_id: second.activityId, extra: true, checked_out_how: null, flags: [] },
  ])
})

test('age rules bar work also at check-in, and unknown age counts as under 14', async () => {
  const flood = await today({
    work: 'flood',
    seats: '4',
    seatsMin: '2',
    emergencyContact: 'Dana, 8 701 234 56 78',
    do: 'draft',
  })
  const dana = await inEnglish(world, d.dana)
  const stated = ['safe-methods', 'first-aid-on-site', 'authority-agreed', 'written-contract-protective-clothing']
  const sent = await dana.post(`/activities/${flood.activityId}/publish`, { stated })
  expect(sent.status).toBe(303)
  expect((await (await world.browser()).get(`/activities/${flood.activityId}`)).status).toBe(404)
  const aruzhan = await inEnglish(world, d.authority)
  expect((await aruzhan.post(`/activities/${flood.activityId}/review`, { verdict: 'open' })).status).toBe(303)
  const [minor = ''] = await addCrowd(world, d, 1, { ageBand: '16-17' })
  const [unknown = ''] = await addCrowd(world, d, 1, { ageBand: 'unknown' })
  const young = await inEnglish(world, minor)
  const refused = await sayYes(young, flood, { briefing: '1', [`accept_${flood.postId.slice(0, 8)}`]: 'briefing' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('act 42-VI, article 12(2-1)(1)')
  for (const volunteer of [minor, unknown]) {
    const barred = await dana.post(`/activities/${flood.activityId}/check-in`, { volunteer })
    expect(barred.status).toBe(422)
  }
  // An adult reads the briefing first.
  const lina = await inEnglish(world, d.arman)
  const unread = await sayYes(lina, flood)
  expect(unread.status).toBe(422)
  expect(await unread.text()).toContain('To go on, read and tick the box.')
})

test('the gate takes in a one-day helper with name and age, who leaves, and whose hours are claimed later', async () => {
  const made = await today()
  const dana = await inEnglish(world, d.dana)
  const sheet = await (await dana.post(`/activities/${made.activityId}/gate`)).text()
  const gate = /\/gate\/[\w-]{32}/.exec(sheet)?.[0] ?? ''
  const passer = await inEnglish(world)
  expect((await passer.get(gate)).status).toBe(200)
  expect((await passer.post(gate, { name: '', age: '' })).status).toBe(422)
  const child = await passer.post(gate, { name: 'Sabina', age: 'under-14' })
  expect(child.status).toBe(422)
  expect(await child.text()).toContain('Under 14')
  const registered = await passer.post(gate, { name: 'Serik', age: '18-64' })
  const helper = shiftOf(registered)
  expect(helper).toMatch(/^\/helper\//)
  expect(await (await passer.get(helper)).text()).toContain('Hello, Serik')
  world.clock.advance({ minutes: 60 })
  expect((await passer.post(`${helper}/check-out`)).status).toBe(303)
  await world.entries()
  const aigul = await inEnglish(world, d.aigul)
  const claim = helper.replace('/helper/', '/claim/')
  expect((await aigul.get(claim)).status).toBe(200)
  expect(shiftOf(await aigul.post(claim))).toBe('/me/record')
  await world.entries()
  expect((await hoursOf(d.aigul)).map((row) => row.minutes)).toEqual([60])
  expect((await aigul.post(claim)).status).toBe(410)
  // A new sheet ends the old code.
  await dana.post(`/activities/${made.activityId}/gate`)
  expect((await passer.get(gate)).status).toBe(410)
})

test('the gate code in a signed-in hand, and a personal code on the coordinator’s telephone', async () => {
  const made = await today()
  const dana = await inEnglish(world, d.dana)
  const gate =
    /\/gate\/([\w-]{32})/.exec(await (await dana.post(`/activities/${made.activityId}/gate`)).text())?.[1] ?? ''
  const [one = '', two = ''] = await addCrowd(world, d, 2)
  const there = await (await world.browser(one)).post(`/here/${gate}`)
  expect(shiftOf(there)).toMatch(/^\/me\/attendance\//)
  const shift = shiftOf(await sayYes(await world.browser(two), made))
  const code = shift.replace('/me/assignments/', '/attend/')
  expect((await (await world.browser(two)).get(code)).status).toBe(403)
  expect(await (await dana.get(code)).text()).toContain('Check in')
  await dana.post(code, { do: 'in' })
  expect(await (await dana.get(code)).text()).toContain('Check out')
})

test('a forgotten check-out closes by itself and is flagged; at a watched post only a person closes it', async () => {
  const plain = await today()
  const [forgetful = '', watched = ''] = await addCrowd(world, d, 2)
  const dana = await inEnglish(world, d.dana)
  const lone = await today({ contexts: 'lone-post', emergencyContact: 'Dana, 8 701 234 56 78' })
  await dana.post(`/activities/${plain.activityId}/check-in`, { volunteer: forgetful })
  await dana.post(`/activities/${lone.activityId}/check-in`, { volunteer: watched })
  const before = (await world.entries()).length
  world.clock.advance({ minutes: 150 + 16 })
  await sweep('activities.overdue')
  world.clock.advance({ minutes: 20 })
  await sweep('activities.overdue')
  await sweep('activities.overdue')
  world.clock.advance({ hours: 3 })
  await sweep('activities.overdue')
  const mine = (await world.entries()).slice(before).filter((entry) => entry.body.volunteerId === watched)
  expect(mine.map((entry) => entry.kind)).toEqual([
    'attendance.overdue-asked',
    'attendance.overdue-raised',
    'attendance.overdue-raised',
  ])
  const state = async (id: string) =>
    world.db
      .selectFrom('attendances')
      .select(['checked_out_how', 'flags'])
      .where('volunteer_id', '=', id)
      .executeTakeFirst()
  expect(await state(forgetful)).toEqual({ checked_out_how: 'flagged', flags: ['no-check-out'] })
  expect(await state(watched)).toEqual({ checked_out_how: null, flags: [] })
})

test('a no-show takes a witness who was there; finishing tells who came from who is not known', async () => {
  // The next morning: night work would ask for more.
  world.clock.advance({ hours: 10 })
  const made = await today()
  const [came = '', absent = '', silent = ''] = await addCrowd(world, d, 3)
  for (const id of [came, absent, silent]) await sayYes(await world.browser(id), made)
  const dana = await inEnglish(world, d.dana)
  const seat = (id: string) =>
    world.db
      .selectFrom('assignments')
      .select(['id', 'state'])
      .where('activity_id', '=', made.activityId)
      .where('volunteer_id', '=', id)
      .executeTakeFirstOrThrow()
  const noShow = async (witness: string) =>
    dana.post(`/activities/${made.activityId}/no-show/${(await seat(absent)).id}`, { witness })
  expect((await noShow(came)).status).toBe(422)
  world.clock.advance({ minutes: 40 })
  expect((await noShow(silent)).status).toBe(422)
  await dana.post(`/activities/${made.activityId}/check-in`, { volunteer: came })
  expect((await dana.get(`/activities/${made.activityId}/no-show/${(await seat(absent)).id}`)).status).toBe(200)
  expect((await noShow(came)).status).toBe(303)
  expect((await dana.post(`/activities/${made.activityId}/finish`)).status).toBe(422)
  const attendance = await world.db
    .selectFrom('attendances')
    .select('id')
    .where('volunteer_id', '=', came)
    .executeTakeFirstOrThrow()
  world.clock.advance({ minutes: 100 })
  await dana.post(`/activities/${made.activityId}/check-out`, { attendance: attendance.id })
  expect((await dana.post(`/activities/${made.activityId}/finish`)).status).toBe(303)
  const states = await Promise.all([came, absent, silent].map(async (id) => (await seat(id)).state))
  expect(states).toEqual(['done', 'no-show', 'unknown'])
  expect(await auditActivities(world.db)).toEqual({ doubleBookings: 0, overfilled: 0, missingYes: 0 })
})

test('each printed roster is numbered, names a day to destroy it by, and is a look on record', async () => {
  const made = await today()
  await sayYes(await world.browser(d.lina), made)
  const dana = await inEnglish(world, d.dana)
  const sheet = await (await dana.get(`/activities/${made.activityId}/roster`)).text()
  expect(sheet).toMatch(/Sheet no\. [A-Z0-9]{4}-[A-Z0-9]{4}-1/)
  expect(sheet).toContain('Destroy by')
  expect(sheet).toContain('Lina')
  expect(await (await dana.get(`/activities/${made.activityId}/roster`)).text()).toMatch(/-2 ·/)
})

test('work from afar is logged in minutes and words by the person', async () => {
  const made = await anActivity(world, d, { work: 'remote', date: '2026-12-30', minutes: '90' })
  const [writer = ''] = await addCrowd(world, d, 1)
  const person = await inEnglish(world, writer)
  const shift = shiftOf(await sayYes(person, made))
  expect((await person.post(`${shift}/log`, { minutes: '75', words: 'Two pages' })).status).toBe(303)
  await world.entries()
  expect((await hoursOf(writer)).map((row) => row.minutes)).toEqual([75])
})

test('whoever looks for somebody overdue is given the calls to make; only what a person says closes it', async () => {
  const morning = world.clock.now().toZonedDateTimeISO(d.zone).add({ days: 1 }).withPlainTime('09:00').toInstant()
  world.clock.advance({ minutes: morning.since(world.clock.now()).total('minutes') })
  const lone = await today({ contexts: 'lone-post', emergencyContact: 'Dana, 8 701 234 56 78' })
  const [watched = ''] = await addCrowd(world, d, 1)
  const dana = await inEnglish(world, d.dana)
  const officer = await inEnglish(world, d.officer)
  await dana.post(`/activities/${lone.activityId}/check-in`, { volunteer: watched })
  const { id } = await world.db
    .selectFrom('attendances')
    .select('id')
    .where('volunteer_id', '=', watched)
    .executeTakeFirstOrThrow()
  // Nobody is rung about before it is time.
  expect((await dana.get(`/overdue/${id}`)).status).toBe(404)
  world.clock.advance({ minutes: 150 + 31 })
  await sweep('activities.overdue')
  const told = async (personId: string) => {
    await world.entries()
    const rows = await world.db
      .selectFrom('notices')
      .select(['kind', 'path'])
      .where('person_id', '=', personId)
      .execute()
    return rows.filter((row) => row.path === `/overdue/${id}`).map((row) => row.kind)
  }
  expect(await told(d.dana)).toEqual(['not-checked-out'])
  expect(await told(d.officer)).toEqual([])
  const page = await (await dana.get(`/overdue/${id}`)).text()
  expect(page).toContain('href="tel:+77012345678"')
  expect(await (await dana.get(`/activities/${lone.activityId}/manage`)).text()).toContain(`/overdue/${id}`)
  const looks = await world.db.selectFrom('looks').select('viewer_id').where('subject_id', '=', id).execute()
  expect(looks).toEqual([{ viewer_id: d.dana }])
  for (const stranger of [d.lina, watched])
    expect((await (await world.browser(stranger)).get(`/overdue/${id}`)).status).toBe(403)
  expect((await dana.post(`/overdue/${id}`, { whom: 'person' })).status).toBe(422)
  expect((await dana.post(`/overdue/${id}`, { whom: 'emergency-contact', outcome: 'no-answer' })).status).toBe(303)
  world.clock.advance({ minutes: 60 })
  await sweep('activities.overdue')
  expect(await told(d.officer)).toEqual(['not-checked-out-officer'])
  expect((await officer.post(`/overdue/${id}`, { whom: 'person', outcome: 'needs-help' })).status).toBe(303)
  expect(await told(d.officer)).toEqual(['not-checked-out-officer', 'overdue-needs-help'])
  const open = () =>
    world.db
      .selectFrom('attendances')
      .select(['checked_out_at', 'flags'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  expect((await open()).checked_out_at).toBeNull()
  const impossible = await dana.post(`/overdue/${id}`, { whom: 'person', outcome: 'safe', left: '99:00' })
  expect(impossible.status).toBe(422)
  expect((await dana.post(`/overdue/${id}`, { whom: 'emergency-contact', outcome: 'safe' })).status).toBe(303)
  const post = await world.db
    .selectFrom('posts')
    .select('ends_at')
    .where('id', '=', lone.postId)
    .executeTakeFirstOrThrow()
  expect((await open()).checked_out_at?.toString()).toBe(post.ends_at.toString())
  const after = await (await officer.get(`/overdue/${id}`)).text()
  expect(after).toContain('all is well, they have left')
  expect(after).not.toContain('tel:')
})

test('work that is over still counts for the hours of the week', async () => {
  const morning = world.clock.now().toZonedDateTimeISO(d.zone).add({ days: 1 }).withPlainTime('09:00').toInstant()
  world.clock.advance({ minutes: morning.since(world.clock.now()).total('minutes') })
  const [worker = ''] = await addCrowd(world, d, 1)
  const person = await inEnglish(world, worker)
  const wishes = { reachKilometers: '15', transport: 'walk', languages: ['kk'], restHours: '8', daysInRow: '3' }
  const quiet = { quietFrom: '22:00', quietUntil: '07:00' }
  expect((await person.post('/me/preferences', { ...wishes, ...quiet, weekHours: '3' })).status).toBe(303)
  const first = await today()
  const shift = shiftOf(await sayYes(person, first))
  world.clock.advance({ minutes: 30 })
  await person.post(`${shift}/check-in`)
  world.clock.advance({ minutes: 120 })
  await person.post(`${shift}/check-out`)
  const dana = await inEnglish(world, d.dana)
  expect((await dana.post(`/activities/${first.activityId}/finish`)).status).toBe(303)
  const next = await today()
  const refused = await sayYes(person, next)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('over your weekly limit')
  expect(await auditActivities(world.db)).toEqual({ doubleBookings: 0, overfilled: 0, missingYes: 0 })
})

test('the list on site is for whoever runs the activity, and is kept by a telephone from a day before until six hours after', async () => {
  const made = await today()
  const site = `/activities/${made.activityId}/site`
  const [dana, lina] = [await inEnglish(world, d.dana), await inEnglish(world, d.lina)]
  expect((await lina.get(site)).status).toBe(403)
  expect((await lina.post(site, { volunteer: d.lina, what: 'arrived' })).status).toBe(403)
  expect((await (await world.browser()).get(site)).status).not.toBe(200)
  const { ends_at } = await world.db
    .selectFrom('activities')
    .select('ends_at')
    .where('id', '=', made.activityId)
    .executeTakeFirstOrThrow()
  expect((await dana.get(site)).headers.get('x-asar-keep-until')).toBe(ends_at.add({ hours: 6 }).toString())
  const later = await anActivity(world, d, { date: '2026-12-20' })
  expect((await dana.get(`/activities/${later.activityId}/site`)).headers.get('x-asar-keep-until')).toBeNull()
})

test('a word of later about an arrival and a departure: the same is quiet, another is a conflict, and who insists is taken', async () => {
  const made = await today()
  const [walker = ''] = await addCrowd(world, d, 1)
  const dana = await inEnglish(world, d.dana)
  const say = (what: string, minutesAgo: number, more: Record<string, string> = {}) =>
    dana.post(`/activities/${made.activityId}/site`, {
      volunteer: walker,
      what,
      at: world.clock.now().subtract({ minutes: minutesAgo }).toString(),
      ...more,
    })
  expect((await say('arrived', 10)).status).toBe(303)
  expect((await say('arrived', 12)).status).toBe(303)
  const other = await say('arrived', 40)
  expect(other.status).toBe(409)
  expect(await other.text()).toContain('Recorded: here since')
  expect((await say('arrived', 40, { insists: '1' })).status).toBe(303)
  expect((await say('left', 2)).status).toBe(303)
  expect((await say('left', 3)).status).toBe(303)
  expect((await say('left', 20)).status).toBe(409)
  const stays = await world.db
    .selectFrom('attendances')
    .select(['checked_in_at', 'checked_out_at'])
    .where('volunteer_id', '=', walker)
    .execute()
  expect(stays.map((stay) => stay.checked_out_at?.since(stay.checked_in_at).total('minutes'))).toEqual([38])
})
