import readSheets from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { addCrowd } from '../../activities/testing/crowd'
import { countsOf } from '../../indicators'
import { pageFaults } from '../../web'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  await aDay([...(await addCrowd(world, d, 4)), d.lina], 60)
})

const english = async (personId?: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}

/** People came to an activity of today for so many minutes, and their coordinator confirmed it. */
async function aDay(people: readonly string[], minutes: number) {
  const dana = await english(d.dana)
  const now = world.clock.now().toZonedDateTimeISO(d.zone)
  const wall = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' })
  const made = await dana.post('/activities/new', {
    organization: d.organizationId,
    work: 'clean-up',
    place: d.localityId,
    date: now.toPlainDate().toString(),
    from: wall(now.add({ minutes: 1 })),
    until: wall(now.add({ minutes: minutes + 1 })),
    seats: '9',
    do: 'publish',
  })
  const activityId = /\/activities\/([0-9a-f-]{36})/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
  for (const volunteer of people) await dana.post(`/activities/${activityId}/check-in`, { volunteer })
  world.clock.advance({ minutes })
  const here = await world.db.selectFrom('attendances').select('id').where('activity_id', '=', activityId).execute()
  for (const { id } of here) await dana.post(`/activities/${activityId}/check-out`, { attendance: id })
  await world.entries()
  await dana.post(`/activities/${activityId}/hours/confirm`, { all: '1' })
  await world.entries()
}

const path = () => `/reports/organizations/${d.organizationId}`

test('an organization’s year is told from what was recorded, and each figure opens to its entries, which add up to it', async () => {
  const dana = await english(d.dana)
  const html = await (await dana.get(path())).text()
  expect(pageFaults(html)).toEqual([])
  expect(html).toContain('Zhaiyq helpers: report of 2026')
  expect(html).toMatch(/Hours confirmed<\/p><p class="stat__value">5\sh/)
  const proof = await (await dana.get(`${path()}/proof/hours-confirmed?year=2026`)).text()
  expect(pageFaults(proof)).toEqual([])
  const positions = [...proof.matchAll(/\/log\/entries\/(\d+)/g)].map(([, position]) => Number(position))
  const behind = (await world.entries()).filter((entry) => positions.includes(entry.position))
  const sum = behind
    .flatMap((entry) => countsOf(entry))
    .reduce((total, { indicator, amount }) => (indicator === 'hours-confirmed' ? total + amount : total), 0)
  expect(sum).toBe(300)
})

test('the workbook holds minutes as numbers, and a year of nothing is zero', async () => {
  const dana = await english(d.dana)
  const file = await (await dana.get(`${path()}/report.xlsx?year=2026`)).arrayBuffer()
  const [figures] = await readSheets(Buffer.from(file))
  expect(figures?.data.find((row) => row.includes('hours-confirmed'))?.[2]).toBe(300)
  const past = await (await dana.get(`${path()}?year=2024`)).text()
  expect(past).toContain('report of 2024')
  expect(past).not.toMatch(/NaN|undefined/)
})

test('its own people, its region’s authority and administrators read it; nobody else does', async () => {
  for (const may of [d.dana, d.authority, d.administrator])
    expect((await (await english(may)).get(path())).status).toBe(200)
  for (const mayNot of [d.lina, d.operator, d.officer]) {
    for (const end of ['', '/report.pdf', '/report.xlsx', '/proof/hours-confirmed'])
      expect((await (await english(mayNot)).get(`${path()}${end}`)).status).toBe(403)
  }
  const organization = await (await (await english(d.lina)).get(`/organizations/${d.organizationId}`)).text()
  expect(organization).not.toContain(path())
})

test('a figure that counts nothing opens to nothing', async () => {
  const html = await (await (await english(d.dana)).get(`${path()}/proof/hours-paid-time`)).text()
  expect(html).toContain('No entry has been counted')
  expect((await (await english(d.dana)).get(`${path()}/proof/needs-raised`)).status).toBe(404)
})

test('a key of the organization reads the same figures and their entries; one of another has none', async () => {
  const own = await openCaller(world, { scopes: ['reports:read'], organizationId: d.organizationId })
  const { body } = await own.get(`${path()}?year=2026&lang=kk`)
  const figures = (body.sections as { figures: object[] }[]).flatMap((section) => section.figures)
  expect(figures).toContainEqual(expect.objectContaining({ definition: 'hours-confirmed', value: 300 }))
  const proof = await own.get(`${path()}/proof/hours-confirmed?year=2026`)
  expect((proof.body.entries as { kind: string }[]).map(({ kind }) => kind)).toContain('hours.confirmed')
  expect((await own.get(`${path()}/proof/needs-raised`)).status).toBe(404)
  const other = await openCaller(world, { scopes: ['reports:read'], regionId: 'KZ-75' })
  for (const address of [path(), `${path()}/proof/hours-confirmed`]) expect((await other.get(address)).status).toBe(404)
})
