import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { newId } from '../kit/ids'
import { ok, unwrap } from '../kit/result'
import { createPerson } from '../people'
import { inCommand } from '../platform'
import { pageFaults } from '../web'
import { goOnWithAll } from './go-on'

const world: World = await testWorld()
const d: District = await seedDistrict(world)
const client = new pg.Client(world.connection('postgres'))
await client.connect()
afterAll(() => client.end())
const put = (table: string, row: Record<string, unknown>) => {
  const names = Object.keys(row)
  return client.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  )
}
const as = async (personId: string): Promise<Browser> => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}

const vetted = (volunteerId: string) =>
  put('credentials', {
    id: newId(),
    volunteer_id: volunteerId,
    competence_id: 'background-check',
    level: 1,
    state: 'confirmed',
    valid_from: '2026-01-01',
    confirmed_by: d.dana,
    confirmed_at: '2026-01-01',
    region_id: d.region,
    created_at: '2026-01-01',
  })

/** So many promises of the last months, each kept (there is an attendance) or broken. */
async function promises(volunteerId: string, count: number, kept: boolean): Promise<void> {
  for (let i = 0; i < count; i++) {
    const [id, start] = [newId(), world.clock.now().subtract({ hours: 24 * (10 + i) })]
    await put('assignments', {
      id,
      slot_id: newId(),
      post_id: newId(),
      activity_id: newId(),
      volunteer_id: volunteerId,
      region_id: d.region,
      answer_id: newId(),
      terms_version: 1,
      state: kept ? 'done' : 'no-show',
      no_show_witness: kept ? null : d.dana,
      starts_at: start.toString(),
      ends_at: start.add({ hours: 2 }).toString(),
      made_at: start.toString(),
      ended_at: start.add({ hours: 2 }).toString(),
    })
    if (!kept) continue
    await put('attendances', {
      id: newId(),
      activity_id: newId(),
      post_id: newId(),
      volunteer_id: volunteerId,
      assignment_id: id,
      region_id: d.region,
      checked_in_at: start.toString(),
      checked_in_how: 'self',
      checked_out_at: start.add({ hours: 2 }).toString(),
    })
  }
}

let bibi: string
beforeAll(async () => {
  await client.query('SET session_replication_role = replica')
  bibi = unwrap(
    await inCommand(world.system, 'test', async (tx) =>
      ok(
        await createPerson(tx, {
          name: 'Bibi Zhumabekova',
          regionId: d.region,
          localityId: d.localityId,
          zone: d.zone,
          lang: 'kk',
          ageBand: '65-plus',
          cameBy: 'operator',
          contacts: [{ kind: 'phone', value: '+77017770011', verified: false }],
          consentHow: 'call',
        }),
      ),
    ),
  )
  // Arman is vetted and steady; Lina is vetted and comes every second time; Aigul is steady and not vetted.
  await vetted(d.arman)
  await vetted(d.lina)
  await promises(d.arman, 4, true)
  await promises(d.lina, 4, true)
  await promises(d.lina, 4, false)
  await promises(d.aigul, 6, true)
})

const asked = async () =>
  (
    await world.db.selectFrom('companion_asks').select(['volunteer_id', 'state', 'kept']).orderBy('asked_at').execute()
  ).map(({ volunteer_id, state, kept }) => [volunteer_id, state, kept])
const pairs = () =>
  world.db.selectFrom('companions').select(['person_id', 'companion_id']).where('ended_at', 'is', null).execute()

async function helping(way: string) {
  const olzhas = await as(d.operator)
  const base = `/people/${bibi}/help`
  const request = (await olzhas.post(base, { way })).headers.get('location')?.split('request=')[1] ?? ''
  return { olzhas, base, request }
}

test('who asks in a call is matched with the volunteer who is near, vetted and steady; nobody else is asked', async () => {
  const { olzhas, base, request } = await helping('call')
  const page = await (await olzhas.get(`${base}/wish?request=${request}`)).text()
  expect(pageFaults(page)).toEqual([])
  expect((await olzhas.post(`${base}/wish`, { request })).status).toBe(422)
  expect((await olzhas.post(`${base}/wish`, { request, scope: 'answer-asks' })).status).toBe(303)
  expect(await asked()).toEqual([[d.arman, 'asked', 4]])
  const wished = (await world.entries()).find((entry) => entry.kind === 'companion.wished')
  expect(wished).toMatchObject({ door: 'call', onBehalfOf: bibi, publicBody: { region: d.region, door: 'call' } })
  expect(JSON.stringify(wished?.publicBody)).not.toContain(bibi)
})

test('the volunteer learns where and why, not who; their yes alone makes no pair, and nobody answers for them', async () => {
  const arman = await as(d.arman)
  const home = await (await arman.get('/me')).text()
  expect(home).toContain('Would you be a companion? Oral')
  const path = /\/me\/companion-asks\/[0-9a-f-]{36}/.exec(home)?.[0] ?? ''
  const page = await (await arman.get(path)).text()
  expect(pageFaults(page)).toEqual([])
  expect(page).toContain('You kept 4 promises in six months')
  expect(page).not.toContain('Bibi')
  const lina = await as(d.lina)
  expect((await lina.get(path)).status).toBe(404)
  expect((await lina.post(path, { say: 'yes' })).status).toBe(404)
  // The person has no word before a volunteer has given theirs.
  const { olzhas, base, request } = await helping('call')
  await olzhas.post(`${base}/wish/decide`, { request, say: 'yes' })
  expect(await pairs()).toEqual([])
  expect((await arman.post(path, { say: 'yes' })).status).toBe(303)
  expect(await pairs()).toEqual([])
  expect((await arman.post(path, { say: 'no' })).headers.get('location')).toBe(path)
})

test('the person hears by a call and agrees there: only now they are a pair, with the operator named', async () => {
  const { olzhas, base, request } = await helping('call')
  await client.query('INSERT INTO notice_settings (person_id, email, sms) VALUES ($1, false, false)', [bibi])
  expect(await (await olzhas.get('/line')).text()).toContain('a companion was found')
  const page = await (await olzhas.get(`${base}/wish?request=${request}`)).text()
  expect(page).toContain('Arman would be your companion')
  expect(pageFaults(page)).toEqual([])
  const stranger = await as(d.lina)
  expect((await stranger.post(`${base}/wish/decide`, { request, say: 'yes' })).status).toBe(403)
  expect((await olzhas.post(`${base}/wish/decide`, { request, say: 'yes' })).status).toBe(303)
  expect(await pairs()).toEqual([{ person_id: bibi, companion_id: d.arman }])
  const entries = await world.entries()
  expect(entries.find((entry) => entry.kind === 'companion.added')).toMatchObject({
    subjectId: bibi,
    body: { companionId: d.arman, how: 'call', tie: 'volunteer', before: d.operator },
  })
  expect(entries.at(-1)).toMatchObject({ kind: 'companion.wish-ended', publicBody: { outcome: 'paired' } })
})

test('after a no, a silence or the person’s no the next is asked, each once', async () => {
  await client.query("DELETE FROM assignments WHERE state = 'no-show'")
  await vetted(d.aigul)
  const dana = await as(d.dana)
  expect((await dana.post('/me/account/wish', { scope: ['answer-asks', 'say-receipts'] })).status).toBe(303)
  const first = (await asked()).at(-1)
  const refuser = await as(String(first?.[0]))
  const path = /\/me\/companion-asks\/[0-9a-f-]{36}/.exec(await (await refuser.get('/me')).text())?.[0] ?? ''
  await refuser.post(path, { say: 'no' })
  world.clock.advance({ hours: 49 })
  await goOnWithAll(world.system)
  const states = (await asked()).slice(1).map(([, state]) => state)
  expect(states).toEqual(['no', 'silent', 'asked'])
  expect(new Set((await asked()).slice(1).map(([id]) => id))).toEqual(new Set([d.lina, d.aigul, d.arman]))
  const last = String((await asked()).at(-1)?.[0])
  const one = await as(last)
  const its = /\/me\/companion-asks\/[0-9a-f-]{36}/.exec(await (await one.get('/me')).text())?.[0] ?? ''
  await one.post(its, { say: 'yes' })
  expect(await (await dana.get('/me')).text()).toContain('would be your companion')
  await dana.post('/me/account/wish/decide', { say: 'no' })
  expect((await asked()).at(-1)?.[1]).toBe('refused')
  expect(await pairs()).toHaveLength(1)
  await dana.post('/me/account/wish/withdraw')
  expect(await (await dana.get('/me/account/wish')).text()).toContain('Ask for one')
})
