import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { passOn } from './commands/keep-moving'

const said = 'She asked my mother for 5000 tenge. Plum-stone-42.'
let world: World
let d: District
let activityId: string

beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  activityId = newPublicId()
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query(
    `INSERT INTO activities (id, reference, region_id, organization_id, kind, form, work, state, title, aim, briefing, coordinator_id,
       starts_at, ends_at, zone, result_quantity, result_unit, result_confirmer, risk_tier, created_by, created_at)
     VALUES ($1, 'ACT', $2, $3, 'social', 'dated', 'aid', 'open', 'Sandbags by the river', 'a', 'b', $4,
       now(), now() + interval '1 hour', $5, 1, 'piece', 'site-owner', 0, $4, now())`,
    [activityId, d.region, d.organizationId, d.dana, d.zone],
  )
  await client.query('INSERT INTO role_grants (id, person_id, role, granted_at) VALUES ($1, $2, $3, now())', [
    newId(),
    d.aigul,
    'administrator',
  ])
  await client.end()
})

const report = (browser: Browser, fields: Record<string, string | string[]> = {}) =>
  browser.post('/safety/report', {
    subject: `activity:${activityId}`,
    kind: 'money',
    concerns: 'coordinator',
    words: said,
    ...fields,
  })
const rows = () => world.db.selectFrom('safety_reports').selectAll().orderBy('reported_at', 'desc').execute()
const lastReport = async () => {
  const entry = (await world.entries()).findLast((one) => one.kind === 'safety.reported')
  return world.db
    .selectFrom('safety_reports')
    .selectAll()
    .where('id', '=', entry?.subjectId ?? '')
    .executeTakeFirstOrThrow()
}

test('a page passes itself along, and the form says who will read it', async () => {
  const visitor = await world.browser()
  const first = await visitor.get(`/safety/report?about=/activities/${activityId}`)
  expect(first.status).toBe(303)
  const page = await visitor.get(first.headers.get('location') ?? '')
  const html = await page.text()
  expect(html).toContain('Sandbags by the river')
  expect(html).toContain('Saule')
  expect(html).toContain('tel:112')
})

test('a visitor reports, gets a number and a link, and the officer reads it; no word is in the journal', async () => {
  const visitor = await world.browser()
  const sent = await report(visitor, { contact: '+7 701 000 00 00' })
  expect(sent.status).toBe(303)
  const link = sent.headers.get('location') ?? ''
  expect(link).toMatch(/^\/safety\/r\/[\w-]{32}\?new=1$/)
  const follow = await visitor.get(link)
  expect(follow.headers.get('referrer-policy')).toBe('no-referrer')
  const row = await lastReport()
  expect(await follow.text()).toContain(row.reference)
  expect(row).toMatchObject({ about_person_id: d.dana, officer_id: d.officer, state: 'new' })

  const officer = await world.browser(d.officer)
  expect(await (await officer.get('/safety')).text()).not.toContain('Plum-stone')
  const opened = await (await officer.get(`/safety/${row.id}`)).text()
  expect(opened).toContain('Plum-stone-42')
  expect(opened).toContain('+7 701')
  const looks = await world.db.selectFrom('looks').selectAll().where('subject_id', '=', row.id).execute()
  expect(looks).toContainEqual(expect.objectContaining({ viewer_id: d.officer, what: ['words', 'contact', 'steps'] }))
  expect(JSON.stringify(await world.entries())).not.toContain('Plum-stone')

  expect((await officer.post(`/safety/${row.id}/take`)).status).toBe(303)
  await officer.post(`/safety/${row.id}/note`, { words: 'We are looking into it', to: 'reporter' })
  await officer.post(`/safety/${row.id}/note`, { words: 'Call the family', to: 'officers' })
  const seen = await (await visitor.get(link)).text()
  expect(seen).toContain('We are looking into it')
  expect(seen).not.toContain('Call the family')
})

test('a reporter whose link was seen makes it anew; a link lives a year', async () => {
  const visitor = await world.browser()
  const seen = ((await report(visitor)).headers.get('location') ?? '').replace('?new=1', '')
  const renewed = await visitor.post(`${seen}/renew`)
  expect(renewed.status).toBe(303)
  const fresh = renewed.headers.get('location') ?? ''
  expect(fresh).toMatch(/^\/safety\/r\/[\w-]{32}\?renewed=1$/)
  expect((await visitor.get(seen)).status).toBe(410)
  expect(await (await visitor.get(fresh)).text()).toContain('The new link works')
  const { expires_at } = await world.db
    .selectFrom('secret_links')
    .select('expires_at')
    .where('purpose', '=', 'safety-report')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(expires_at).toEqual(world.clock.now().add({ hours: 24 * 365 }))
})

test('the officer suspends at once, closes, and the reporter can open it again', async () => {
  const visitor = await world.browser()
  const link = (await report(visitor)).headers.get('location')?.split('?')[0] ?? ''
  const { id } = await lastReport()
  const officer = await world.browser(d.officer)
  const suspended = await officer.post(`/safety/${id}/suspend`, {
    whom: `person:${d.dana}`,
    suspendWords: 'A report is being looked into',
  })
  expect(suspended.status).toBe(303)
  expect(await world.db.selectFrom('suspensions').selectAll().where('person_id', '=', d.dana).execute()).toHaveLength(1)
  expect(
    (await officer.post(`/safety/${id}/suspend`, { whom: `person:${d.dana}`, suspendWords: 'Again' })).status,
  ).toBe(422)
  expect(
    (await officer.post(`/safety/${id}/suspend`, { whom: `person:${d.lina}`, suspendWords: 'No part in it' })).status,
  ).toBe(422)
  await officer.post(`/safety/${id}/close`, { outcome: 'suspended', closeWords: 'Thank you' })
  expect(await world.db.selectFrom('safety_reports').select('state').where('id', '=', id).executeTakeFirst()).toEqual({
    state: 'closed',
  })
  await visitor.post(`${link}/add`, { words: 'It happened again' })
  expect(await world.db.selectFrom('safety_reports').select('state').where('id', '=', id).executeTakeFirst()).toEqual({
    state: 'in-hand',
  })
})

test('a report about an officer goes past that officer, who cannot even see that it exists', async () => {
  const visitor = await world.browser()
  await report(visitor, { concerns: 'officer', not: d.officer })
  const row = await lastReport()
  expect([d.aigul, d.administrator]).toContain(row.officer_id)
  expect(row.excluded_ids).toContain(d.officer)
  const officer = await world.browser(d.officer)
  expect((await officer.get(`/safety/${row.id}`)).status).toBe(404)
  expect((await officer.post(`/safety/${row.id}/take`)).status).toBe(404)
  expect(await (await officer.get('/safety')).text()).not.toContain(row.reference)
  const other = await world.browser(row.officer_id ?? '')
  expect((await other.post(`/safety/${row.id}/hand-over`, { officer: d.officer })).status).toBe(422)
})

test('an officer of the organization concerned never gets its reports', async () => {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query("INSERT INTO organization_members VALUES ($1, $2, 'member', now())", [d.organizationId, d.officer])
  const visitor = await world.browser()
  await report(visitor, { concerns: 'organization' })
  const row = await lastReport()
  expect([d.aigul, d.administrator]).toContain(row.officer_id)
  expect((await (await world.browser(d.officer)).get(`/safety/${row.id}`)).status).toBe(404)
  await client.query('DELETE FROM organization_members WHERE person_id = $1', [d.officer])
  await client.end()
})

test('a signed-in reporter who wants no name leaves none, not even in the journal', async () => {
  const lina = await world.browser(d.lina)
  await report(lina, { anonymous: 'yes' })
  const entry = (await world.entries()).findLast((one) => one.kind === 'safety.reported')
  expect(entry).toMatchObject({ actorKind: 'visitor', actorId: null })
  expect(entry?.publicBody).toEqual({ region: d.region, day: '2026-11-22', door: 'web' })
  const kept = await world.db.selectFrom('idempotency').select('scope').where('command', '=', 'reportHarm').execute()
  expect(new Set(kept.map((one) => one.scope))).toEqual(new Set(['visitor']))
})

test('words of danger are put first and show the number again', async () => {
  const visitor = await world.browser()
  const sent = await report(visitor, { kind: 'harm', words: 'The house is on fire and people are inside' })
  expect(sent.headers.get('location')).toContain('danger=1')
  expect((await lastReport()).urgent).toBe(true)
  expect(await (await visitor.get(sent.headers.get('location') ?? '')).text()).toContain('emergency--raised')
})

test('a report nobody takes goes to the next officer', async () => {
  await report(await world.browser())
  const row = await lastReport()
  await passOn(world.system, row.id)
  const after = await world.db
    .selectFrom('safety_reports')
    .select('officer_id')
    .where('id', '=', row.id)
    .executeTakeFirst()
  expect(after?.officer_id).not.toBe(row.officer_id)
})

test('what was typed stays when something is missing', async () => {
  const visitor = await world.browser()
  const answer = await report(visitor, { kind: '', words: 'half a story' })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('half a story')
  expect(html).toContain('href="#f-kind"')
})

test('without the right region, a role, or the link nothing opens', async () => {
  await report(await world.browser())
  const { id } = await lastReport()
  for (const personId of [d.lina, d.dana, d.operator, d.authority]) {
    expect((await (await world.browser(personId)).get(`/safety/${id}`)).status).toBe(403)
  }
  expect((await (await world.browser()).get(`/safety/r/${'x'.repeat(32)}`)).status).toBe(410)
  const client = new pg.Client(world.connection('asar_app'))
  await client.connect()
  await expect(client.query('SELECT words FROM safety_report_words')).rejects.toMatchObject({ code: '42501' })
  await client.end()
})

test('the same form sent twice is one report', async () => {
  const visitor = await world.browser()
  const before = (await rows()).length
  const _key = newPublicId()
  await report(visitor, { _key })
  await report(visitor, { _key })
  expect(await rows()).toHaveLength(before + 1)
})
