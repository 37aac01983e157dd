import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { openGateways } from '../../test/gateways'
import { type Browser, testWorld, type World } from '../../test/world'

let world: World
let d: District
let gateways: Awaited<ReturnType<typeof openGateways>>
beforeAll(async () => {
  gateways = await openGateways()
  world = await testWorld({ background: true, config: { smtpUrl: gateways.smtpUrl } })
  d = await seedDistrict(world)
})
afterAll(() => gateways.close())

const inEnglish = async (personId?: string): Promise<Browser> => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}

/** Someone came to an activity of today for so many minutes. */
async function aStay(personId: string, minutes: number, overrides: Record<string, string> = {}) {
  const dana = await inEnglish(d.dana)
  const now = world.clock.now().toZonedDateTimeISO(d.zone)
  const wall = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' })
  const made = await dana.post('/activities/new', {
    organization: d.organizationId,
    work: 'clean-up',
    place: d.localityId,
    date: now.toPlainDate().toString(),
    from: wall(now.add({ minutes: 1 })),
    until: wall(now.add({ minutes: minutes + 1 })),
    seats: '5',
    do: 'publish',
    ...overrides,
  })
  const activityId = /\/activities\/([0-9a-f-]{36})/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
  await dana.post(`/activities/${activityId}/check-in`, { volunteer: personId })
  world.clock.advance({ minutes })
  const { id } = await world.db
    .selectFrom('attendances')
    .select('id')
    .where('activity_id', '=', activityId)
    .executeTakeFirstOrThrow()
  await dana.post(`/activities/${activityId}/check-out`, { attendance: id })
  await world.entries()
  const contribution = await world.db
    .selectFrom('contributions')
    .select('id')
    .where('attendance_id', '=', id)
    .executeTakeFirstOrThrow()
  return { activityId, contributionId: contribution.id }
}

const stateOf = async (id: string) =>
  world.db
    .selectFrom('contributions')
    .select(['state', 'minutes', 'confirmed_by', 'confirmed_by_kind', 'basis'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

test('hours are confirmed by a second person; nobody confirms their own', async () => {
  const { activityId, contributionId } = await aStay(d.lina, 90)
  const dana = await inEnglish(d.dana)
  expect(await (await dana.get(`/activities/${activityId}/hours`)).text()).toMatch(/1\sh\s30\smin/)
  // Pressed with nothing ticked, it confirms nothing.
  expect((await dana.post(`/activities/${activityId}/hours/confirm`)).status).toBe(303)
  const done = await dana.post(`/activities/${activityId}/hours/confirm`, { all: '1' })
  expect(done.status).toBe(303)
  expect(await stateOf(contributionId)).toMatchObject({ state: 'confirmed', confirmed_by: d.dana })
  const entry = (await world.entries()).findLast((one) => one.kind === 'hours.confirmed')
  expect(entry?.publicBody).toEqual({
    region: d.region,
    day: '2026-11-22',
    kind: 'environment',
    form: 'organization',
    basis: 'free',
    skilled: 'no',
    minutes: 90,
    definition: 1,
    confirmedBy: 'coordinator',
  })

  // Dana helps with her own hands as well: her hours wait for somebody else.
  const client = await world.db.selectFrom('volunteers').selectAll().where('id', '=', d.lina).executeTakeFirstOrThrow()
  const { default: pg } = await import('pg')
  const raw = new pg.Client(world.connection('postgres'))
  await raw.connect()
  await raw.query('SET session_replication_role = replica')
  await raw.query(
    'INSERT INTO volunteers (id, region_id, state, joined_at, first_when, latitude, longitude, cell) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [d.dana, d.region, 'active', world.clock.now().toString(), 'weekends', client.latitude, client.longitude, ''],
  )
  await raw.end()
  const own = await aStay(d.dana, 30)
  await dana.post(`/activities/${own.activityId}/hours/confirm`, { contribution: own.contributionId })
  expect((await stateOf(own.contributionId)).state).toBe('recorded')
  const stranger = await inEnglish(d.arman)
  expect((await stranger.get(`/activities/${activityId}/hours`)).status).toBe(403)
})

test('a dispute keeps both words, is decided by somebody else, and leaves a trail', async () => {
  const { activityId, contributionId } = await aStay(d.arman, 60)
  const arman = await inEnglish(d.arman)
  const raised = await arman.post(`/contributions/${contributionId}/dispute`, {
    minutes: '80',
    words: 'I stayed to load',
  })
  expect(raised.status).toBe(303)
  const dispute = await world.db
    .selectFrom('disputes')
    .selectAll()
    .where('contribution_id', '=', contributionId)
    .executeTakeFirstOrThrow()
  expect(dispute).toMatchObject({ minutes_before: 60, minutes_claimed: 80, decided_at: null })
  const dana = await inEnglish(d.dana)
  expect(await (await dana.get(`/activities/${activityId}/hours`)).text()).toContain('I stayed to load')
  await dana.post(`/activities/${activityId}/hours/confirm`, { all: '1' })
  expect((await stateOf(contributionId)).state).toBe('disputed')
  await dana.post(`/disputes/${dispute.id}/decide`, { minutes: '80', answer: 'Right', activity: activityId })
  expect(await stateOf(contributionId)).toMatchObject({ state: 'confirmed', minutes: 80 })
  const trail = (await world.entries()).filter((one) => one.subjectId === contributionId).map((one) => one.kind)
  expect(trail).toEqual(['hours.recorded', 'hours.disputed', 'dispute.decided'])
})

test('a result counts only when somebody else says so, with evidence', async () => {
  const { activityId } = await aStay(d.aigul, 45)
  const dana = await inEnglish(d.dana)
  expect((await dana.post(`/activities/${activityId}/result`, { quantity: '12' })).status).toBe(303)
  const confirm = (browser: Browser, fields: Record<string, string> = {}) =>
    browser.post(`/activities/${activityId}/result/confirm`, { say: 'yes', ...fields })
  expect((await confirm(dana, { evidence: 'photo' })).status).toBe(422)
  expect((await confirm(await inEnglish(d.lina), { evidence: 'photo' })).status).toBe(403)
  const aigul = await inEnglish(d.aigul)
  expect((await confirm(aigul)).status).toBe(422)
  expect((await confirm(aigul, { evidence: 'Photo at the school' })).status).toBe(303)
  const result = await world.db
    .selectFrom('results')
    .select(['state', 'quantity', 'confirmed_by', 'confirmed_by_kind'])
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
  expect(result).toEqual({
    state: 'confirmed',
    quantity: 12,
    confirmed_by: d.aigul,
    confirmed_by_kind: 'second-person',
  })
  expect((await dana.post(`/activities/${activityId}/result`, { quantity: '99' })).status).toBe(422)
})

test('the link to confirm goes straight to the owner of the site; who organizes never sees it, and it is no use to them', async () => {
  const { activityId } = await aStay(d.lina, 30, { work: 'event', resultConfirmer: 'site-owner' })
  const dana = await inEnglish(d.dana)
  await dana.post(`/activities/${activityId}/result`, { quantity: '40' })
  const letters = () => gateways.mails.filter((mail) => mail.to === 'owner@school.example.kz')
  const mailed = async () => {
    const before = letters().length
    const sent = await dana.post(`/activities/${activityId}/result/link`, { contact: 'Owner@school.example.kz' })
    expect(sent.status).toBe(303)
    expect(await (await dana.get(sent.headers.get('location') ?? '')).text()).not.toMatch(/\/confirm\/[\w-]{32}/)
    await expect.poll(() => letters().length, { timeout: 10_000 }).toBe(before + 1)
    return /\/confirm\/[\w-]{32}/.exec(letters().at(-1)?.body ?? '')?.[0] ?? ''
  }
  const old = await mailed()
  const link = await mailed()
  const owner = await inEnglish()
  expect((await owner.get(old)).status).toBe(410)
  // The address of whoever organizes or worked there is refused, and the link does nothing in their hands.
  for (const contact of ['dana@example.kz', 'lina@example.kz', 'no address', ''])
    expect((await dana.post(`/activities/${activityId}/result/link`, { contact })).status, contact).toBe(422)
  for (const person of [d.dana, d.lina])
    expect((await (await inEnglish(person)).post(link, { say: 'yes' })).status).toBe(422)
  expect((await (await inEnglish(d.arman)).get(`/activities/${activityId}/result`)).status).toBe(403)
  const page = await (await owner.get(link)).text()
  expect(page).toContain('40 people helped')
  expect(page).not.toContain('Lina')
  expect((await owner.post(link, { say: 'no', words: 'It was 20' })).status).toBe(303)
  const state = () =>
    world.db
      .selectFrom('results')
      .select(['state', 'confirmed_by_kind'])
      .where('activity_id', '=', activityId)
      .executeTakeFirst()
  expect(await state()).toEqual({ state: 'denied', confirmed_by_kind: 'site-owner' })
  // Denied is not the end: what is right is reported anew.
  await dana.post(`/activities/${activityId}/result`, { quantity: '20' })
  await owner.post(link, { say: 'yes' })
  expect(await state()).toEqual({ state: 'confirmed', confirmed_by_kind: 'site-owner' })
})

test('where nothing can be sent, an operator with no part in it reads the link out; nobody else can', async () => {
  const { activityId } = await aStay(d.lina, 30, { work: 'event', resultConfirmer: 'site-owner' })
  const dana = await inEnglish(d.dana)
  await dana.post(`/activities/${activityId}/result`, { quantity: '7' })
  const path = `/activities/${activityId}/result/hand-over`
  for (const person of [d.dana, d.lina, d.authority])
    expect((await (await inEnglish(person)).post(path)).status).toBe(403)
  const operator = await inEnglish(d.operator)
  expect(await (await operator.get(`/activities/${activityId}`)).text()).toContain(path)
  expect(await (await dana.get(`/activities/${activityId}`)).text()).not.toContain(path)
  const link = /\/confirm\/[\w-]{32}/.exec(await (await operator.post(path)).text())?.[0] ?? ''
  const passed = (await world.entries()).at(-1)
  expect(passed).toMatchObject({ kind: 'result.link-passed', publicBody: { door: 'operator' } })
  expect((await (await inEnglish()).post(link, { say: 'yes' })).status).toBe(303)
})

test('the record shows hours and results by year, confirmed and unconfirmed apart; duty is never added in', async () => {
  const { contributionId } = await aStay(d.lina, 120)
  const lina = await inEnglish(d.lina)
  await lina.post(`/contributions/${contributionId}/basis`, { basis: 'compulsory' })
  expect((await stateOf(contributionId)).basis).toBe('compulsory')
  await world.entries()
  const page = await (await lina.get('/me/record')).text()
  expect(page).toMatch(/2\sh/)
  expect(page).toMatch(/On record as entry \d+; it is sealed within seconds/)
  expect(page).toContain('as a duty (school, work, court)')
  expect(page).toContain('confirmed by the owner of the site')
  expect(
    (await (await inEnglish(d.arman)).post(`/contributions/${contributionId}/basis`, { basis: 'free' })).status,
  ).toBe(404)
})
