import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { liftSuspension, suspend, upholdSuspension } from '../commands/suspensions'
import { suspensionOf, suspensionOfOrganization } from '../queries'

let world: World
let district: District
/** A browser of somebody, in English whatever the account says. */
const as = async (personId: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
beforeAll(async () => {
  world = await testWorld()
  district = await seedDistrict(world)
})
const held = () => world.db.selectFrom('suspensions').selectAll().where('lifted_at', 'is', null).execute()

test('an officer suspends at once, with a reason that the person reads', async () => {
  const saule = await as(district.officer)
  expect((await saule.post('/suspensions', { person: district.lina })).status).toBe(422)
  const done = await saule.post('/suspensions', {
    person: district.lina,
    reason: 'money-request',
    words: 'Two people told us the same.',
  })
  expect(done.headers.get('location')).toBe('/suspensions')
  expect(await suspensionOf(world.db, district.lina, world.clock.now())).toMatchObject({ reason: 'money-request' })
  const lina = await as(district.lina)
  expect(await (await lina.get('/me/account')).text()).toContain('You are suspended')
  const page = await (await lina.get('/me/suspension')).text()
  expect(page).toContain('Asking for money')
  expect(page).toContain('Two people told us the same.')
  expect((await saule.post('/suspensions', { person: district.lina, reason: 'harm' })).status).toBe(422)
})

test('the person appeals once; somebody else than who suspended answers; lifting opens everything again', async () => {
  const [one] = await held()
  const id = one?.id ?? ''
  const lina = await as(district.lina)
  const arman = await as(district.arman)
  const saule = await as(district.officer)
  const answer = { decision: 'uphold', [`answer-${id}`]: 'Bring the ticket.' }
  expect(await (await saule.post(`/suspensions/${id}/decide`, answer)).text()).toContain('There is no appeal to answer')
  expect((await arman.post(`/me/suspension/${id}/appeal`, { words: 'Not mine' })).status).toBe(403)
  expect((await lina.post(`/me/suspension/${id}/appeal`, { words: ' ' })).status).toBe(422)
  expect((await lina.post(`/me/suspension/${id}/appeal`, { words: 'I asked for the bus fare back.' })).status).toBe(303)
  expect((await lina.post(`/me/suspension/${id}/appeal`, { words: 'again' })).status).toBe(422)
  const queue = await (await saule.get('/suspensions')).text()
  expect(queue).toContain('I asked for the bus fare back.')
  expect(queue).toContain('somebody else answers the appeal')
  expect(queue).not.toContain('value="uphold"')
  const own = await saule.post(`/suspensions/${id}/decide`, answer)
  expect(own.status).toBe(422)
  expect(await own.text()).toContain('You suspended them: somebody else answers the appeal')
  const aruzhan = await as(district.authority)
  expect((await aruzhan.post(`/suspensions/${id}/decide`, { decision: 'uphold' })).status).toBe(422)
  expect((await aruzhan.post(`/suspensions/${id}/decide`, answer)).status).toBe(303)
  const answered = await (await lina.get('/me/suspension')).text()
  expect(answered).toContain('Bring the ticket.')
  expect(answered).toContain('Your appeal is answered')
  await aruzhan.post(`/suspensions/${id}/decide`, { decision: 'lift' })
  expect(await suspensionOf(world.db, district.lina, world.clock.now())).toBeUndefined()
  const kinds = (await world.entries()).map((entry) => entry.kind)
  expect(kinds).toEqual(['suspension.started', 'suspension.appealed', 'suspension.upheld', 'suspension.lifted'])
})

test('roles rest while their holder or their organization is suspended, and come back by themselves', async () => {
  const saule = await as(district.officer)
  await saule.post('/suspensions', { person: district.operator, reason: 'breach', days: '2' })
  const olzhas = await as(district.operator)
  expect((await olzhas.get('/people')).status).toBe(403)
  expect((await olzhas.get('/me/account')).status).toBe(200)
  world.clock.advance({ hours: 48 })
  expect((await olzhas.get('/people')).status).toBe(200)
  const link = `/suspensions/new?organization=${district.organizationId}`
  expect(await (await saule.get(`/organizations/${district.organizationId}`)).text()).toContain(link)
  expect(await (await olzhas.get(`/organizations/${district.organizationId}`)).text()).not.toContain(link)
  expect((await saule.get(link)).status).toBe(200)
  await saule.post('/suspensions', { organization: district.organizationId, reason: 'under-review' })
  expect(await suspensionOfOrganization(world.db, district.organizationId, world.clock.now())).toBeDefined()
  const dana = await as(district.dana)
  const page = await (await dana.get('/me/suspension')).text()
  expect(page).toContain('The organization is suspended: Zhaiyq helpers')
  const organization = (await held()).find((one) => one.organization_id !== null)
  expect((await dana.post(`/me/suspension/${organization?.id}/appeal`, { words: 'We sent the papers.' })).status).toBe(
    303,
  )
})

test('whoever runs a suspended organization has no part in the decision, whatever else they are', async () => {
  const organization = (await held()).find((one) => one.organization_id !== null)
  const id = organization?.id ?? ''
  const dana = {
    ...world.system,
    actor: {
      kind: 'person',
      personId: district.dana,
      name: 'Dana',
      sessionId: 's',
      grants: [{ role: 'authority', organizationId: null, regionId: 'KZ-27' }],
    },
  } as const
  const own = { ok: false, error: { kind: 'own-case' } }
  expect(await liftSuspension(dana, { suspensionId: id })).toMatchObject(own)
  expect(await upholdSuspension(dana, { suspensionId: id, answer: 'No' })).toMatchObject(own)
  const aruzhan = await as(district.authority)
  expect((await aruzhan.post(`/suspensions/${id}/decide`, { decision: 'lift' })).status).toBe(303)
  expect(await suspensionOfOrganization(world.db, district.organizationId, world.clock.now())).toBeUndefined()
})

test('nobody suspends themselves, and only an administrator an administrator', async () => {
  const saule = await as(district.officer)
  expect((await saule.post('/suspensions', { person: district.officer, reason: 'harm' })).status).toBe(422)
  expect((await saule.post('/suspensions', { person: district.administrator, reason: 'harm' })).status).toBe(403)
})

test('an officer of one region decides nothing in another', async () => {
  const elsewhere = {
    ...world.system,
    actor: {
      kind: 'person',
      personId: district.officer,
      name: 'Saule',
      sessionId: 's',
      grants: [{ role: 'safety-officer', organizationId: null, regionId: 'KZ-75' }],
    },
  } as const
  expect(await suspend(elsewhere, { personId: district.arman, reason: 'harm' })).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  })
})

test('two officers at once: one suspension', async () => {
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => suspend(world.system, { personId: district.aigul, reason: 'abuse' })),
  )
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.error.kind === 'suspended-already')).toHaveLength(2)
})
