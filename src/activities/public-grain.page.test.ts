import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'

let world: World
let d: District
let dana: Browser
let visitor: Browser
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  dana = await world.browser(d.dana)
  visitor = await world.browser()
  for (const browser of [dana, visitor]) browser.cookies.set('lang', 'en')
})

const hours = { date: '2026-11-24', from: '10:10', until: '12:20' }
const idIn = (response: Response) =>
  /\/activities\/([0-9a-f-]{36})/.exec(response.headers.get('location') ?? '')?.[1] ?? ''

async function aVisit(): Promise<string> {
  await visitor.post('/ask/send', {
    kind: 'food',
    line1: 'bread',
    amount1: '10',
    place: d.localityId,
    place_q: 'Oral',
    home: 'yes',
    address: 'SecretStreet 12',
    when: 'week',
    reach: 'phone',
    phone: '8 701 234 56 78',
    callSafe: 'yes',
    textSafe: 'no',
  })
  const line = await world.db
    .selectFrom('need_lines as l')
    .innerJoin('needs as n', 'n.id', 'l.need_id')
    .select(['l.id', 'l.need_id'])
    .executeTakeFirstOrThrow()
  await (await world.browser(d.operator)).post(`/needs/${line.need_id}/verify`, { method: 'call', words: '' })
  await dana.post(`/needs/${line.need_id}/claim`, {
    organization: d.organizationId,
    line: line.id,
    quantity: '10',
    until: '2026-11-25T12:00',
  })
  const claim = await world.db.selectFrom('line_claims').select('id').executeTakeFirstOrThrow()
  const fields = { claim: claim.id, organization: d.organizationId, work: 'delivery', place: d.localityId, seats: '2' }
  const made = await dana.post('/activities/new', {
    ...fields,
    ...hours,
    title: 'Bread',
    seatsMin: '2',
    emergencyContact: '+7 701 000 00 00',
    placeWords: 'SecretCorner',
    briefing: 'SecretBriefing',
    do: 'publish',
  })
  const id = idIn(made)
  await dana.post(`/activities/${id}/publish`, { stated: ['confidentiality', 'safe-methods', 'two-adults-present'] })
  return id
}

const apiGet = async (path: string) => (await world.http.request(`http://127.0.0.1:8080/api/v1${path}`)).json()

test('of a visit to one person a stranger learns region and day, by page, list, interface and journal alike', async () => {
  const id = await aVisit()
  const state = await world.db.selectFrom('activities').select('state').where('id', '=', id).executeTakeFirst()
  expect(state).toEqual({ state: 'open' })
  const entries = (await world.entries()).filter((entry) => entry.publicBody.activity === id)
  expect(entries.map((entry) => entry.kind)).toEqual(
    expect.arrayContaining(['activity.created', 'post.added', 'activity.published']),
  )
  for (const { kind, publicBody } of entries.filter((entry) => entry.kind !== 'activity.created')) {
    expect(publicBody, kind).toMatchObject({ day: '2026-11-24', region: d.region })
    for (const key of ['startsAt', 'endsAt', 'locality', 'need']) expect(publicBody, kind).not.toHaveProperty(key)
  }
  const read = async (browser: Browser, path: string) => (await browser.get(path)).text()
  const fine = /10:10|12:20|SecretCorner|SecretBriefing/
  for (const path of [`/activities/${id}`, '/activities', `/organizations/${d.organizationId}`]) {
    const page = await read(visitor, path)
    expect(page, path).toContain('Bread')
    expect(fine.exec(page)?.[0], path).toBeUndefined()
  }
  expect(await read(visitor, `/activities/${id}`)).not.toMatch(/Oral\b/)
  // Who may say yes sees what they say yes to.
  for (const browser of [dana, await world.browser(d.lina)]) {
    const page = await read(browser, `/activities/${id}`)
    for (const words of ['10:10', 'SecretBriefing']) expect(page).toContain(words)
    expect(page).not.toContain('SecretStreet')
  }
  const one = (await apiGet(`/activities/${id}`)) as Record<string, unknown> & { posts: { startsAt: string }[] }
  const wholeDay = { startsAt: '2026-11-23T19:00:00Z', endsAt: '2026-11-24T19:00:00Z', dayOnly: true }
  expect(one).toMatchObject({ ...wholeDay, locality: null, briefing: '' })
  expect(one.posts[0]?.startsAt).toBe(wholeDay.startsAt)
  // No bound of the list tells the hour either.
  const listed = async (query: string) =>
    ((await apiGet(`/activities?${query}`)) as { activities: { id: string }[] }).activities.some((row) => row.id === id)
  expect(await listed('from=2026-11-24T18:59:00Z')).toBe(true)
  expect(await listed('from=2026-11-24T19:00:00Z')).toBe(false)
  expect(await listed('to=2026-11-23T19:00:01Z')).toBe(true)
  expect(await listed('to=2026-11-23T19:00:00Z')).toBe(false)
  await dana.post(`/activities/${id}/cancel`)
  const cancelled = (await world.entries()).find((entry) => entry.kind === 'activity.cancelled')
  expect(cancelled?.publicBody).toMatchObject({ day: '2026-11-24' })
  expect(cancelled?.publicBody).not.toHaveProperty('startsAt')
})

test('work in public stays public with place and time', async () => {
  const id = idIn(
    await dana.post('/activities/new', {
      organization: d.organizationId,
      work: 'clean-up',
      place: d.localityId,
      seats: '5',
      ...hours,
      do: 'publish',
    }),
  )
  const published = (await world.entries()).findLast((entry) => entry.kind === 'activity.published')
  expect(published?.publicBody).toMatchObject({
    activity: id,
    startsAt: '2026-11-24T05:10:00Z',
    locality: d.localityId,
  })
  expect(await (await visitor.get(`/activities/${id}`)).text()).toContain('10:10')
})
