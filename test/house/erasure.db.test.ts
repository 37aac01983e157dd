import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { answerPost } from '../../src/activities'
import { unwrap } from '../../src/kit/result'
import { publishRelease } from '../../src/open'
import { tilePath, tilesOf } from '../../src/verify'
import { seedDistrict } from '../district'
import { makeHome } from '../open-release'
import { testWorld } from '../world'

const folder = await mkdtemp(join(tmpdir(), 'asar-erasure-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const world = await testWorld({ background: true, seals: true, config: { dataFolder: folder } })
const d = await seedDistrict(world)
await makeHome(world.connection('postgres'))
await world.db
  .insertInto('settings')
  .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
  .execute()
const MARK = 'Zxmark7731'
const PAGES_MAX = 1500
const PHONE = '+77017731773'

const PLANTED = `${MARK}|lina@example|7017731773`

/** Rows of any table in which a text stands. */
async function rowsWith(pattern: string): Promise<string[]> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    )
    const found: string[] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`SELECT 1 FROM ${name} t WHERE t::text ~ $1 LIMIT 1`, [pattern])
      if (rows.length > 0) found.push(name)
    }
    return found.sort()
  } finally {
    await client.end()
  }
}

/** Everything that goes out to anybody: pages a visitor can reach, feeds, the interface, the log with its proofs, a release of open data. */
async function everythingPublic(): Promise<ReadonlyMap<string, string>> {
  await world.app.journal.caughtUp()
  world.clock.advance({ minutes: 11 })
  const release = unwrap(await publishRelease(world.system))
  await world.app.journal.caughtUp()
  const visitor = await world.browser()
  const manifest = await (await visitor.get(`/open/${release}/manifest.json`)).text()
  const sealed = (await (await visitor.get('/log/checkpoint')).text()).split('\n')[1] ?? '0'
  const found = new Map<string, string>()
  const queue = [
    ...[
      '/',
      '/numbers',
      '/activities',
      '/organizations',
      '/needs/causes',
      '/sites',
      '/open',
      '/open/catalog.jsonld',
      '/log',
    ],
    ...['/api/v1/openapi.json', '/api/v1/numbers', '/api/v1/activities', '/api/v1/organizations', '/api/v1/causes'],
    ...JSON.parse(manifest).files.map(({ name }: { name: string }) => `/open/${release}/${name}`),
    ...[...tilesOf(Number(sealed))].map((tile) => `/log/${tilePath(tile)}`),
    ...Array.from({ length: Number(sealed) }, (_, at) => `/log/entries/${at + 1}/proof`),
  ]
  for (let path = queue.shift(); path !== undefined && found.size < PAGES_MAX; path = queue.shift()) {
    const response = await visitor.get(path)
    const text = Buffer.from(await response.arrayBuffer()).toString()
    found.set(
      path,
      text.replace(/^extra (.+)$/m, (_, sealedEntry) => Buffer.from(sealedEntry, 'base64').toString()),
    )
    if (response.headers.get('content-type')?.startsWith('text/html') !== true) continue
    for (const [, href = ''] of text.matchAll(/href="(\/[^"#?]*)/g))
      if (!/^\/(assets|log|open|lang|theme)\b/.test(href) && !found.has(href) && !queue.includes(href)) queue.push(href)
  }
  return found
}

const saying = (texts: ReadonlyMap<string, string>) =>
  [...texts].filter(([, text]) => new RegExp(`${MARK}|7017731773`).test(text)).map(([path]) => path)

test('what a person said or others said of them, in every room, is gone with them', async () => {
  const lina = await world.browser(d.lina)
  const dana = await world.browser(d.dana)
  const officer = await world.browser(d.officer)
  const done = async (answer: Promise<Response>) => {
    const response = await answer
    expect(response.status, response.status < 400 ? '' : (await response.text()).slice(0, 4000)).toBeLessThan(400)
    return response
  }
  const person = { age: '18-64', place: d.localityId }
  await done(lina.post('/me/account/edit', { ...person, name: MARK }))
  const ask = { kind: 'food', line1: 'bread', amount1: '10', place: d.localityId, place_q: 'Oral', home: 'yes' }
  const reach = { when: 'today', reach: 'phone', phone: PHONE, callSafe: 'yes', textSafe: 'no' }
  await done(lina.post('/ask/send', { ...ask, ...reach, address: `${MARK} 12`, words: MARK }))
  const [need, line] = [
    await world.db.selectFrom('needs').select('id').executeTakeFirstOrThrow(),
    await world.db.selectFrom('need_lines').select('id').executeTakeFirstOrThrow(),
  ]
  const operator = await world.browser(d.operator)
  await done(operator.post(`/needs/${need.id}/verify`, { method: 'call', words: MARK }))
  const claim = { organization: d.organizationId, line: line.id, quantity: '10', until: '2026-11-23T12:00' }
  await done(dana.post(`/needs/${need.id}/claim`, claim))
  const claimed = await world.db.selectFrom('line_claims').select('id').executeTakeFirstOrThrow()
  await done(
    dana.post('/activities/new', {
      claim: claimed.id,
      organization: d.organizationId,
      work: 'delivery',
      place: d.localityId,
      placeWords: `by the door of ${MARK}`,
      briefing: `Ring twice, ${MARK} is slow`,
      date: '2026-11-23',
      from: '10:00',
      until: '12:00',
      seats: '2',
      seatsMin: '2',
      do: 'draft',
    }),
  )
  await done(lina.post('/me/competences', { competence: 'flood-defence', level: '1', evidence: MARK }))

  const made = await done(
    dana.post('/activities/new', {
      organization: d.organizationId,
      work: 'clean-up',
      place: d.localityId,
      date: '2026-11-22',
      from: '15:01',
      until: '16:01',
      seats: '5',
      do: 'publish',
    }),
  )
  const activityId = /[0-9a-f-]{36}/.exec(made.headers.get('location') ?? '')?.[0] ?? ''
  const post = await world.db.selectFrom('posts').select('id').where('activity_id', '=', activityId).execute()
  const postId = post[0]?.id ?? ''
  await done(lina.post(`/activities/${activityId}/posts/${postId}/group`, { name: MARK }))
  const actor = { kind: 'person' as const, personId: d.lina, name: MARK, sessionId: d.lina, grants: [] }
  unwrap(await answerPost({ ...world.system, actor }, { postId, volunteerId: d.lina, kind: 'words', words: MARK }))
  await done(dana.post(`/activities/${activityId}/check-in`, { volunteer: d.lina }))
  world.clock.advance({ minutes: 60 })
  const stay = await world.db.selectFrom('attendances').select('id').where('volunteer_id', '=', d.lina).execute()
  await done(dana.post(`/activities/${activityId}/check-out`, { attendance: stay[0]?.id ?? '' }))
  await world.entries()
  const hours = await world.db.selectFrom('contributions').select('id').where('volunteer_id', '=', d.lina).execute()
  await done(dana.post(`/contributions/${hours[0]?.id}/dispute`, { minutes: '30', words: `${MARK} left early` }))

  const report = {
    subject: `activity:${activityId}`,
    kind: 'money',
    concerns: 'coordinator',
    words: 'Somebody took it',
  }
  await done(lina.post('/safety/report', { ...report, contact: `${MARK}@example.kz`, named: 'yes' }))
  await done(dana.post(`/organizations/${d.organizationId}/members/invite`, { name: MARK, contact: 'lina@example.kz' }))
  await done(officer.post('/suspensions', { person: d.lina, reason: 'harm', words: MARK, days: '30' }))
  const held = await world.db.selectFrom('suspensions').select('id').where('person_id', '=', d.lina).execute()
  await done(lina.post(`/me/suspension/${held[0]?.id}/appeal`, { words: MARK }))

  const before = await rowsWith(PLANTED)
  expect(before).toEqual(
    expect.arrayContaining([
      'activities',
      'answer_words',
      'contact_channels',
      'credentials',
      'disputes',
      'need_contacts',
      'organization_members',
      'people',
      'safety_report_words',
      'sign_up_groups',
      'suspensions',
    ]),
  )
  const texts = await everythingPublic()
  expect(texts.size).toBeGreaterThan(100)
  expect([...texts.keys()].some((path) => path.startsWith('/log/tile/entries/'))).toBe(true)
  expect(saying(texts)).toEqual([])

  // Shown by their own wish, to whoever has the link; taken back, nowhere from that moment on.
  const pick = { 'pick-hours': `hours:${hours[0]?.id}`, name: 'yes', days: '30' }
  const link = /\/shared\/[\w-]{32}/.exec(await (await done(lina.post('/me/record/share', pick))).text())?.[0] ?? ''
  const visitor = await world.browser()
  const page = await (await visitor.get(link)).text()
  const shown = [link, ...new Set(page.match(/\/shared\/[\w-]+\/[0-9a-f-]{36}\/\w+/g) ?? [])]
  expect(shown.length).toBeGreaterThan(1)
  expect(page).toContain(MARK)
  for (const path of shown) {
    const answer = await visitor.get(path)
    expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'private, no-store'])
  }
  const share = await world.db.selectFrom('record_shares').select('id').executeTakeFirstOrThrow()
  await done(lina.post(`/shares/${share.id}/withdraw`))
  const dayAfter = async () => {
    for (const path of shown) {
      const answer = await visitor.get(path)
      expect([path, answer.status]).toEqual([path, 410])
      expect(await answer.text()).not.toContain(MARK)
    }
  }
  await dayAfter()
  world.clock.advance({ hours: 24 })
  await dayAfter()
  expect(saying(await everythingPublic())).toEqual([])

  const gone = await lina.post('/me/account/delete', { sure: 'yes' })
  expect(gone.headers.get('location')).toBe('/')
  await world.entries()
  expect(await rowsWith(PLANTED)).toEqual([])
  expect(saying(await everythingPublic())).toEqual([])
})
