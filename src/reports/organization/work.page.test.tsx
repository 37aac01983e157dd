import pg from 'pg'
import readSheets from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { addCrowd } from '../../activities/testing/crowd'
import { countsOf } from '../../indicators'
import { languages, pageFaults, translator } from '../../web'

let world: World
let d: District
let people: readonly string[]
let activityId: string
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  people = [...(await addCrowd(world, d, 4)), d.lina]
  activityId = await aDay(people, 60)
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
  return activityId
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())

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
  // Each person's hour is recorded, then confirmed: what the page says of each adds up as well.
  expect(proof.match(/>1\sh</g)).toHaveLength(5)
  const [newest = 0] = positions
  const rest = await (await dana.get(`${path()}/proof/hours-confirmed?year=2026&before=${newest}`)).text()
  expect([...rest.matchAll(/\/log\/entries\/(\d+)/g)].map(([, position]) => Number(position))).toEqual(
    positions.slice(1),
  )
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
  const entries = proof.body.entries as { kind: string; minutes: number }[]
  expect(entries.map(({ kind }) => kind)).toContain('hours.confirmed')
  expect(entries.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(300)
  expect((await own.get(`${path()}/proof/needs-raised`)).status).toBe(404)
  const other = await openCaller(world, { scopes: ['reports:read'], regionId: 'KZ-75' })
  for (const address of [path(), `${path()}/proof/hours-confirmed`]) expect((await other.get(address)).status).toBe(404)
})

test('a series is told as a whole, and its coordinator finds it on each of its activities', async () => {
  const dana = await english(d.dana)
  await dana.post(`/activities/${activityId}/repeat`, { every: 'week', times: '3' })
  const repeated = await world.db
    .selectFrom('activities')
    .select(['id', 'series_id'])
    .where('series_id', 'is not', null)
    .execute()
  expect(repeated).toHaveLength(4)
  const series = `/reports/series/${repeated[0]?.series_id}`
  for (const { id } of repeated) {
    expect(await (await dana.get(`/activities/${id}`)).text()).toContain(`href="${series}"`)
    expect(await (await (await english(d.lina)).get(`/activities/${id}`)).text()).not.toContain(series)
  }
  const html = await (await dana.get(series)).text()
  expect(pageFaults(html)).toEqual([])
  expect(html).toMatch(/Hours confirmed<\/p><p class="stat__value">5\sh/)
  const proof = await (await dana.get(`${series}/proof/hours-confirmed`)).text()
  expect(proof.match(/\/log\/entries\//g)?.length).toBeGreaterThanOrEqual(5)
  expect(proof).toContain(`href="${series}"`)
  for (const end of ['', '/report.pdf', '/report.xlsx', '/proof/hours-confirmed'])
    expect((await (await english(d.lina)).get(`${series}${end}`)).status).toBe(403)
  expect((await dana.get(`/reports/series/${d.organizationId}`)).status).toBe(404)
})

test('a report read at once holds as of the entry it names, no sooner and no later', async () => {
  const key = await openCaller(world, {
    scopes: ['reports:read', 'activities:manage'],
    organizationId: d.organizationId,
  })
  const planned = await world.db.selectFrom('activities').select('id').where('state', '=', 'open').execute()
  expect(planned.length).toBeGreaterThan(0)
  for (const { id } of planned) {
    await key.post(`/activities/${id}/end`, { how: 'cancel' })
    const { body } = await key.get(path())
    const figures = (body.sections as { figures: { definition: string; value: number }[] }[]).flatMap(
      (section) => section.figures,
    )
    const behind = (await world.entries()).filter(
      ({ kind, position }) => kind === 'activity.cancelled' && position <= Number(body.asOf),
    )
    expect(figures.find(({ definition }) => definition === 'activities-cancelled')?.value).toBe(behind.length)
  }
})

test.each(languages)('a company’s year keeps paid time apart on page, PDF and workbook alike in %s', async (lang) => {
  await makeCompany()
  const dana = await world.browser(d.dana)
  dana.cookies.set('lang', lang)
  const t = translator(lang)
  const html = await (await dana.get(path())).text()
  expect(pageFaults(html)).toEqual([])
  expect(html).toContain(t('reports.company.lead'))
  expect(html).toContain(t('reports.apart.lead'))
  expect(html).toMatch(/<svg class="scene"[^>]*role="img"/)
  const { text } = await extractText(await getDocumentProxy(await bytesOf(await dana.get(`${path()}/report.pdf`))), {
    mergePages: true,
  })
  const sheets = await readSheets(Buffer.from(await bytesOf(await dana.get(`${path()}/report.xlsx`))))
  const figures = sheets[0]?.data ?? []
  for (const [id, minutes] of [
    ['hours-recorded', 0],
    ['hours-paid-time', 300],
    ['hours-compulsory', 0],
  ] as const) {
    expect(figures.find((row) => row.includes(id))?.[2], id).toBe(minutes)
    for (const whole of [html, text]) expect(whole).toContain(t(`indicators.${id}.name`))
    const proof = await (await dana.get(`${path()}/proof/${id}?year=2026`)).text()
    expect(pageFaults(proof)).toEqual([])
    expect(proof.includes('/log/entries/'), id).toBe(id !== 'hours-compulsory')
  }
})

/** The organization as a company whose people were there in paid time. */
async function makeCompany(): Promise<void> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query(`SET session_replication_role = replica; UPDATE organizations SET kind = 'company'`)
  await client.end()
  for (const volunteer of people) {
    const { id } = await world.db
      .selectFrom('contributions')
      .select('id')
      .where('volunteer_id', '=', volunteer)
      .executeTakeFirstOrThrow()
    await (await world.browser(volunteer)).post(`/contributions/${id}/basis`, { basis: 'paid-time' })
  }
  await world.entries()
}
