import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { newId } from '../../kit/ids'
import { pageFaults } from '../../web'
import { lookForPatterns } from './look-for-patterns'

const world: World = await testWorld()
const d: District = await seedDistrict(world)
const client = new pg.Client(world.connection('postgres'))
await client.connect()
afterAll(() => client.end())
const put = async (table: string, row: Record<string, unknown>) => {
  const names = Object.keys(row)
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  )
}
/** People Arman accompanies, each with the consent under which he does. */
const accompanied: { personId: string; consentId: string }[] = []
const now = () => world.clock.now()

beforeAll(async () => {
  await client.query('SET session_replication_role = replica')
  for (const personId of [d.lina, d.aigul, d.dana, d.officer]) {
    const consentId = newId()
    await put('consents', {
      id: consentId,
      person_id: personId,
      purpose: 'companion',
      data: ['answer-asks'],
      given_how: 'web',
      given_at: now().toString(),
      valid_until: '2027-06-01',
    })
    await put('companions', {
      id: newId(),
      person_id: personId,
      companion_id: d.arman,
      consent_id: consentId,
      created_at: now().toString(),
    })
    accompanied.push({ personId, consentId })
  }
})

const answer = (at: number, when: Temporal.Instant) =>
  put('answers', {
    id: newId(),
    post_id: newId(),
    volunteer_id: accompanied[at]?.personId,
    terms_version: 1,
    kind: 'yes',
    author_id: d.arman,
    consent_id: accompanied[at]?.consentId,
    door: 'companion',
    at: when.toString(),
  })
const flags = async () =>
  await world.db
    .selectFrom('companion_flags')
    .select(['rule', 'count'])
    .where('state', '=', 'open')
    .orderBy('rule')
    .execute()
const look = async () => {
  await lookForPatterns(world.system)
  return flags()
}

test('answers for three people within ten minutes are no pattern, for a fourth they are; by day they are none of the night', async () => {
  for (const at of [0, 1, 2]) await answer(at, now().subtract({ minutes: 9 - at }))
  expect(await look()).toEqual([])
  await answer(3, now().subtract({ minutes: 1 }))
  expect(await look()).toEqual([{ rule: 'burst', count: 4 }])
  expect(await look()).toEqual([{ rule: 'burst', count: 4 }])
  const seen = (await world.entries()).filter((entry) => entry.kind === 'safety.pattern-seen')
  expect(seen).toMatchObject([{ body: { rule: 'burst', companionId: d.arman }, publicBody: {} }])
})

test('yeses that all came at night, one telephone for three people, and receipts for one’s own deliveries are seen', async () => {
  await client.query('DELETE FROM answers')
  // Half past midnight at the river.
  const night = Temporal.Instant.from('2026-11-21T19:30:00Z')
  for (const at of [0, 1, 2, 3]) await answer(at, night.add({ minutes: at * 15 }))
  for (const personId of [d.arman, d.lina, d.aigul, d.dana])
    await put('contact_channels', {
      id: newId(),
      person_id: personId,
      kind: 'phone',
      value: '+77010000777',
      created_at: now().toString(),
    })
  const needId = newId()
  await put('activities', {
    id: newId(),
    reference: 'ACT-PAT',
    region_id: d.region,
    organization_id: d.organizationId,
    kind: 'social-help',
    form: 'dated',
    work: 'aid',
    state: 'open',
    title: 't',
    aim: 'a',
    briefing: 'b',
    coordinator_id: d.dana,
    need_id: needId,
    zone: d.zone,
    result_quantity: 1,
    result_unit: 'piece',
    result_confirmer: 'site-owner',
    risk_tier: 0,
    created_by: d.dana,
    created_at: now().toString(),
    starts_at: now().toString(),
    ends_at: now().add({ hours: 1 }).toString(),
  })
  const { rows } = await client.query('SELECT id FROM activities')
  await put('attendances', {
    id: newId(),
    activity_id: rows[0].id,
    post_id: newId(),
    volunteer_id: d.arman,
    region_id: d.region,
    checked_in_at: now().subtract({ hours: 2 }).toString(),
    checked_in_how: 'self',
  })
  await put('receipts', {
    id: newId(),
    region_id: d.region,
    need_id: needId,
    line_id: newId(),
    delivery_id: newId(),
    quantity: 1,
    right_quantity: 1,
    result: 'yes',
    said_by: 'companion',
    door: 'companion',
    entered_by: d.arman,
    said_at: now().toString(),
  })
  expect(await look()).toEqual([
    { rule: 'burst', count: 4 },
    { rule: 'nights', count: 4 },
    { rule: 'one-phone', count: 3 },
    { rule: 'own-delivery', count: 1 },
  ])
  // Nothing follows by itself: he acts as before.
  expect(await world.db.selectFrom('suspensions').select('id').execute()).toEqual([])
  expect(await world.db.selectFrom('companions').select('id').where('ended_at', 'is not', null).execute()).toEqual([])
})

test('an officer reads why, and closes it with words; a stranger and whoever it is about may not', async () => {
  const saule = await world.browser(d.officer)
  const page = await (await saule.get('/safety/patterns')).text()
  expect(pageFaults(page)).toEqual([])
  expect(page).toContain('Arman')
  const { id } = await world.db
    .selectFrom('companion_flags')
    .select('id')
    .where('rule', '=', 'own-delivery')
    .executeTakeFirstOrThrow()
  const path = `/safety/patterns/${id}`
  const one = await (await saule.get(path)).text()
  expect(pageFaults(one)).toEqual([])
  expect(one).toContain('Соңғы 90 күн')
  const arman = await world.browser(d.arman)
  expect((await arman.post(path, { outcome: 'explained', words: 'x' })).status).toBe(403)
  const empty = await saule.post(path, { outcome: 'explained', words: ' ' })
  expect(empty.status).toBe(422)
  expect((await saule.post(path, { outcome: 'explained', words: 'One car in the village.' })).status).toBe(303)
  expect((await saule.post(path, { outcome: 'explained', words: 'Twice.' })).status).toBe(404)
  await client.query('INSERT INTO role_grants (id, person_id, role, granted_at) VALUES ($1, $2, $3, now())', [
    newId(),
    d.arman,
    'safety-officer',
  ])
  const officer = await world.browser(d.arman)
  expect(await (await officer.get('/safety/patterns')).text()).not.toContain(
    '<form method="post" action="/safety/patterns',
  )
  const other = await world.db
    .selectFrom('companion_flags')
    .select('id')
    .where('rule', '=', 'nights')
    .executeTakeFirstOrThrow()
  expect((await officer.post(`/safety/patterns/${other.id}`, { outcome: 'explained', words: 'x' })).status).toBe(404)
  expect(await look()).toHaveLength(3)
})
