import readSheets from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { anActivity } from '../../activities/testing/an-activity'
import { pageFaults } from '../../web'
import { readPart } from './register'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  await anActivity(world, d)
})

const looks = () =>
  world.db
    .selectFrom('looks')
    .select(['viewer_id', 'subject_person_id', 'what'])
    .where('subject_kind', '=', 'register')
    .execute()
const sheetsOf = async (response: Response) => readSheets(Buffer.from(await response.arrayBuffer()))

test('anyone takes along organizations, programmes and actions, with a dictionary and no name of a person', async () => {
  const visitor = await world.browser()
  const html = await (await visitor.get('/register')).text()
  expect(pageFaults(html)).toEqual([])
  const sheets = await sheetsOf(await visitor.get(`/register/${d.region}/register.xlsx`))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['organizations', 'programmes', 'actions', 'dictionary'])
  const said = JSON.stringify(sheets)
  expect(said).toContain('Zhaiyq helpers')
  expect(said).toContain('Орал')
  for (const name of ['Dana', 'Lina', 'Aigul']) expect(said).not.toContain(name)
  const csv = await (await visitor.get(`/register/${d.region}/actions.csv`)).text()
  expect(csv).toContain('2026-11-28 10:00')
  for (const file of ['volunteers.csv', 'coordinators.csv', 'x.csv', 'register.pdf'])
    expect((await visitor.get(`/register/${d.region}/${file}`)).status).toBe(404)
  expect(await looks()).toEqual([])
})

test('whoever keeps the register has the names too, and each look is recorded; of another region they have none', async () => {
  const aruzhan = await world.browser(d.authority)
  const sheets = await sheetsOf(await aruzhan.get(`/register/${d.region}/full/register.xlsx`))
  expect(JSON.stringify(sheets.find(({ sheet }) => sheet === 'volunteers'))).toContain('Lina')
  expect(JSON.stringify(sheets.find(({ sheet }) => sheet === 'coordinators'))).toContain('Dana')
  const seen = await looks()
  expect(seen.map(({ subject_person_id: id }) => id)).toEqual(expect.arrayContaining([d.lina, d.dana]))
  expect(new Set(seen.map(({ viewer_id: viewer }) => viewer))).toEqual(new Set([d.authority]))
  expect((await aruzhan.get('/register/KZ-75/full/register.xlsx')).status).toBe(403)
  for (const mayNot of [d.dana, d.operator, d.lina])
    expect((await (await world.browser(mayNot)).get(`/register/${d.region}/full/volunteers.csv`)).status).toBe(403)
  expect(await looks()).toHaveLength(seen.length)
})

test('a long part goes on where it was cut, without gap or repeat, and the interface says where', async () => {
  await anActivity(world, d, { title: 'Клин-ап, звоните +7 701 234 56 78' })
  const key = await openCaller(world, { scopes: [] })
  const slices: unknown[][] = []
  let next: unknown = ''
  while (next !== null) {
    const { status, body } = await key.get(`/register/${d.region}/actions?limit=1&after=${next}`)
    expect(status).toBe(200)
    slices.push(...(body.rows as unknown[][]))
    next = body.next
  }
  const whole = await readPart(world.system, 'actions', d.region)
  expect(slices).toEqual(whole.rows)
  expect(whole.rows).toHaveLength(2)
  expect(whole.next).toBeNull()
  expect(JSON.stringify(whole.rows)).toContain('звоните …')
  expect(JSON.stringify(whole.rows)).not.toContain('234')
  const visitor = await world.browser()
  const rest = await visitor.get(`/register/${d.region}/actions.csv?after=${slices[0]?.[0]}`)
  expect((await rest.text()).trim().split('\r\n')).toHaveLength(2)
  expect(await (await visitor.get('/register')).text()).toMatch(/20.000/)
})

test('names through the interface are for a key that keeps this region’s register, and are looks too', async () => {
  const before = (await looks()).length
  for (const mayNot of [
    { scopes: ['register:export'], regionId: 'KZ-75' },
    { scopes: ['register:export'], organizationId: d.organizationId },
    { scopes: ['region:review'], regionId: d.region },
  ])
    expect((await (await openCaller(world, mayNot)).get(`/register/${d.region}/full/volunteers`)).status).toBe(403)
  expect((await (await openCaller(world, { scopes: [] })).get(`/register/${d.region}/volunteers`)).status).toBe(404)
  expect(await looks()).toHaveLength(before)
  const keeper = await openCaller(world, { scopes: ['register:export'], regionId: d.region })
  const { body } = await keeper.get(`/register/${d.region}/full/volunteers?limit=1`)
  expect(body.rows).toHaveLength(1)
  expect(await looks()).toHaveLength(before + 1)
})
