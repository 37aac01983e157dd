import readSheets from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { anActivity } from '../../activities/testing/an-activity'
import { pageFaults } from '../../web'

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
