import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { endRole, grantRole } from '../../people'

let world: World
let district: District
beforeAll(async () => {
  world = await testWorld()
  district = await seedDistrict(world)
})
const as = async (personId: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
const grantOf = (personId: string, role: string) =>
  world.db
    .selectFrom('role_grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

test('the administrator sees who holds which role, what is not set up, and how the house is', async () => {
  const page = await (await (await as(district.administrator)).get('/admin')).text()
  for (const words of [
    'Olzhas',
    'Line operator',
    'ASAR_SMTP_URL',
    'ASAR_SMS_URL',
    'PostgreSQL 18',
    'There are no keys',
  ])
    expect(page).toContain(words)
})

test('a role is given by contact, works at once, and is ended', async () => {
  const timur = await as(district.administrator)
  const lina = await as(district.lina)
  expect((await lina.get('/people')).status).toBe(403)
  expect((await timur.post('/admin/roles', { contact: 'nobody@example.kz', role: 'operator' })).status).toBe(422)
  expect((await timur.post('/admin/roles', { contact: 'lina@example.kz', role: 'coordinator' })).status).toBe(422)
  expect(
    (await timur.post('/admin/roles', { contact: 'lina@example.kz', role: 'operator', region: district.region }))
      .status,
  ).toBe(303)
  expect((await lina.get('/people')).status).toBe(200)
  expect((await world.entries()).at(-1)).toMatchObject({
    kind: 'role.granted',
    body: { role: 'operator', regionId: district.region },
  })
  // Given twice, held once.
  await timur.post('/admin/roles', { contact: 'lina@example.kz', role: 'operator', region: district.region })
  const held = await world.db.selectFrom('role_grants').select('id').where('person_id', '=', district.lina).execute()
  expect(held).toHaveLength(1)
  await timur.post('/admin/roles/end', { grant: held[0]?.id ?? '' })
  expect((await lina.get('/people')).status).toBe(403)
})

test('the last administrator stays, also when two leave at once', async () => {
  const timur = await as(district.administrator)
  const grant = await grantOf(district.administrator, 'administrator')
  const refused = await timur.post('/admin/roles/end', { grant: grant?.id ?? '' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('last administrator stays')
  await timur.post('/admin/roles', { contact: 'dana@example.kz', role: 'administrator' })
  const other = await grantOf(district.dana, 'administrator')
  const outcomes = await Promise.all([grant, other].map((one) => endRole(world.system, { grantId: one?.id ?? '' })))
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
})

test('who runs an organization gives the roles of that organization only', async () => {
  const grants = [{ role: 'organization-admin', organizationId: district.organizationId, regionId: null }] as const
  const dana = {
    ...world.system,
    actor: { kind: 'person', personId: district.dana, name: 'Dana', sessionId: 's', grants },
  } as const
  const role = { personId: district.lina, organizationId: district.organizationId }
  expect((await grantRole(dana, { ...role, role: 'coordinator' })).ok).toBe(true)
  expect(await grantRole(dana, { personId: district.lina, role: 'operator' })).toMatchObject({
    error: { kind: 'forbidden' },
  })
  expect(await grantRole(dana, { personId: district.lina, role: 'administrator' })).toMatchObject({
    error: { kind: 'forbidden' },
  })
  expect(await grantRole(dana, { ...role, role: 'coordinator', organizationId: null })).toMatchObject({
    error: { kind: 'scope-missing' },
  })
})
