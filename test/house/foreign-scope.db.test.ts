import { sql } from 'kysely'
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app'
import { confirmLine, openSite } from '../../src/goods'
import { askForGoods } from '../../src/goods/hand-over/commands/ask-for-goods'
import { givenGoods } from '../../src/goods/receipts/testing/given-goods'
import { prepareDemo } from '../../src/house'
import { findSetting } from '../../src/house/settings'
import { isId, newId, newPublicId } from '../../src/kit/ids'
import { unwrap } from '../../src/kit/result'
import { suspend } from '../../src/people'
import { type ApiOperation, permissions } from '../../src/platform'
import { type ApiCaller, openCaller } from '../api-caller'
import { type Browser, testWorld, type World } from '../world'

// A stranger who holds every role there is with a scope, in another organization and another region, puts the ids of the demonstration
// into every address. Whatever they see or change is not theirs.
const elsewhere = 'KZ-75'
const scoped = ['authority', 'safety-officer', 'operator', 'coordinator', 'organization-admin'] as const

/** Where ids of a path come from, by its beginning: the first that fits. */
const sources: readonly (readonly [start: string, sql: string])[] = [
  ['/authority/organizations/:id', 'SELECT id FROM organizations'],
  ['/organizations/:id', 'SELECT id FROM organizations'],
  ['/activities/:id', 'SELECT id FROM activities'],
  ['/attend/:id', 'SELECT id FROM activities'],
  ['/desk/posts/:id', 'SELECT id FROM posts'],
  ['/desk/call-outs/:id', 'SELECT id FROM call_outs'],
  ['/desk/plans/:id', 'SELECT id FROM plans'],
  ['/needs/:id', 'SELECT id FROM needs'],
  ['/incidents/:id', 'SELECT id FROM incidents'],
  ['/credentials/:id', 'SELECT id FROM credentials'],
  ['/contributions/:id', 'SELECT id FROM contributions'],
  ['/badges/:id', 'SELECT id FROM badges'],
  ['/shares/:id', 'SELECT id FROM record_shares'],
  ['/letters/:id', 'SELECT id FROM letters'],
  ['/disputes/:id', 'SELECT id FROM disputes'],
  ['/safety/patterns/:id', 'SELECT id FROM companion_flags'],
  ['/safety/:id', 'SELECT id FROM safety_reports'],
  ['/people/:id', 'SELECT id FROM people'],
  ['/asks/:id', 'SELECT id FROM asks'],
  ['/me/asks/:id', 'SELECT id FROM asks'],
  ['/me/assignments/:id', 'SELECT id FROM assignments'],
  ['/me/attendance/:id', 'SELECT id FROM attendances'],
  ['/overdue/:id', 'SELECT id FROM attendances'],
  ['/me/suspension/:id', 'SELECT id FROM suspensions'],
  ['/suspensions/:id', 'SELECT id FROM suspensions'],
  ['/swaps/:id', 'SELECT id FROM swaps'],
  ['/groups/:id', 'SELECT id FROM sign_up_groups'],
  ['/sites/:id', 'SELECT id FROM sites'],
  ['/stock/:id', 'SELECT id FROM sites'],
  ['/lots/:id', 'SELECT id FROM stock_lots'],
  ['/c/:label', 'SELECT reference AS id FROM stock_lots'],
  ['/kits/:id', 'SELECT id FROM kits'],
  ['/rounds/plans/:id', 'SELECT id FROM round_plans'],
  ['/rounds/wishes/:id', 'SELECT id FROM needs'],
  ['/rounds/:id', 'SELECT id FROM rounds'],
  ['/me/companion-asks/:id', 'SELECT id FROM companion_asks'],
  ['/me/account/papers/:consent', 'SELECT consent_id AS id FROM signed_papers'],
  ['/me/rounds/:id', 'SELECT id FROM rounds'],
  ['/me/received/:id', "SELECT id FROM line_movements WHERE to_part = 'delivered'"],
  ['/line/person/:id', 'SELECT id FROM people'],
  ['/line/need/:id', 'SELECT id FROM needs'],
  ['/line/message/:id', 'SELECT id FROM inbound_messages'],
  ['/line/gift/:id', 'SELECT id FROM gifts'],
  ['/line/tries/:id', 'SELECT id FROM line_tries'],
  ['/me/calls/:done', "SELECT id FROM journal WHERE kind = 'person.created'"],
  ['/reports/organizations/:id', 'SELECT id FROM organizations'],
  ['/reports/series/:id', 'SELECT series_id AS id FROM activities WHERE series_id IS NOT NULL'],
  ['/register/:region', 'SELECT DISTINCT region_id AS id FROM activities'],
]
/** The same for operations of the interface; ids, and the code of a label. */
const operationSources: readonly (readonly [start: string, table: string, column?: string])[] = [
  ['/reports/organizations/:organizationId', 'organizations'],
  ['/reports/series/:id', 'activities WHERE series_id IS NOT NULL', 'series_id'],
  ['/register/:region', 'activities', 'region_id'],
  ['/activities/:id', 'activities'],
  ['/answers/:id', 'answers'],
  ['/asks/:id', 'asks'],
  ['/assignments/:id', 'assignments'],
  ['/attendance/:id', 'attendances'],
  ['/badges/:id', 'badges'],
  ['/call-outs/:id', 'call_outs'],
  ['/claims/:id', 'line_claims'],
  ['/disputes/:id', 'disputes'],
  ['/exchanges/:id', 'swaps'],
  ['/gifts/:id', 'gifts'],
  ['/goods-asks/:id', 'goods_asks'],
  ['/groups/:id', 'sign_up_groups'],
  ['/hours/:id', 'contributions'],
  ['/incidents/:id', 'incidents'],
  ['/letters/:id', 'letters'],
  ['/lines/:id', 'need_lines'],
  ['/need-links/:id', 'need_links'],
  ['/kits/:id', 'kits'],
  ['/lots/:id', 'stock_lots'],
  ['/lots/:code', 'stock_lots', 'reference'],
  ['/needs/:id', 'needs'],
  ['/organizations/:organizationId', 'organizations'],
  ['/people/:id', 'people'],
  ['/pledges/:id', 'pledges'],
  ['/round-plans/:id', 'round_plans'],
  ['/rounds/:id', 'rounds'],
  ['/shares/:id', 'record_shares'],
  ['/sites/:id', 'sites'],
  ['/posts/:id', 'posts'],
  ['/posts/:post', 'posts'],
  ['/receipt-troubles/:id', 'receipt_troubles'],
  ['/referrals/:id', 'need_referrals'],
  ['/vehicles/:id', 'vehicles'],
  ['/volunteers/:volunteerId', 'volunteers'],
  ['/webhooks/:id', 'webhooks'],
]
/**
 * Open to everyone by design: anyone may answer an open activity, alone or as a group; and the catalogue is one for all regions, so whoever
 * checks requests anywhere translates an item of it.
 */
const forEveryone =
  /^(\/activities\/:id\/posts\/:post\/(answer|leave-list|group)|\/catalogue\/items\/:id\/names|\/items\/:id\/names)$/

const routes = rooms
  .flatMap((room) => room.routes)
  .filter(({ may, path }) => !['anyone', 'secret-link', 'set-up', 'demo'].includes(may) && path.includes('/:'))
  .filter(({ path }) => !path.includes('/:secret') && !forEveryone.test(path))

let world: World
let stranger: Browser
let strangerId: string
let keys: readonly ApiCaller[]
const ids = new Map<string, string[]>()

beforeAll(async () => {
  world = await testWorld({ config: { demo: true } })
  expect((await prepareDemo({ ...world.app, rooms })).ok).toBe(true)
  await playOn()
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await putRound(client)
  await client.query(
    `INSERT INTO inbound_messages (id, door, line, sender, provider_id, text, length, said_at, kept_at, answered_at, region_id, attention)
     VALUES ($1, 'sms', '+77112000000', '+77010000009', 'm', 'Who are you?', 12, now(), now(), now(), 'KZ-27', 'words')`,
    [newId()],
  )
  // A series of one, and a call of a moment ago that might be taken back: the demonstration has none.
  await client.query(`SET session_replication_role = replica;
    UPDATE activities SET series_id = id WHERE id = (SELECT id FROM activities ORDER BY id LIMIT 1);
    INSERT INTO line_tries (id, callee_kind, callee_id, region_id, operator_id, incoming, outcome, at, before)
    SELECT gen_random_uuid(), 'person', id, region_id, id, false, 'no-answer', now(), '{}' FROM people
    WHERE region_id = 'KZ-27' ORDER BY id LIMIT 1;
    INSERT INTO companion_flags (id, companion_id, region_id, rule, count, seen_at, state)
    SELECT gen_random_uuid(), id, region_id, 'burst', 4, now(), 'open' FROM people WHERE region_id = 'KZ-27' ORDER BY id LIMIT 1;
    INSERT INTO companion_wishes (id, person_id, region_id, scopes, until, door, asked_at, state)
    SELECT gen_random_uuid(), id, region_id, '{answer-asks}', now() + interval '1 month', 'call', now(), 'open' FROM people
    WHERE region_id = 'KZ-27' ORDER BY id LIMIT 1;
    INSERT INTO companion_asks (id, wish_id, volunteer_id, kept, travel_minutes, asked_at, answer_by, state)
    SELECT gen_random_uuid(), w.id, v.id, 3, 10, now(), now() + interval '2 days', 'asked' FROM companion_wishes w, volunteers v LIMIT 1;
    INSERT INTO signed_papers (consent_id, person_id, kept_at, form, sealed, added_by, added_at)
    SELECT gen_random_uuid(), id, 'Folder 1', 'jpeg', '\\x00', id, now() FROM people WHERE region_id = 'KZ-27' ORDER BY id LIMIT 1;
    SET session_replication_role = origin`)
  for (const [start, sql] of sources) {
    const { rows } = await client.query<{ id: string }>(`${sql} LIMIT 3`)
    ids.set(
      start,
      rows.map((row) => row.id),
    )
  }
  for (const [start, table, column = 'id'] of operationSources) {
    const { rows } = await client.query<{ id: string }>(`SELECT ${column} AS id FROM ${table} LIMIT 3`)
    ids.set(
      `/api${start}`,
      rows.map((row) => row.id),
    )
  }
  for (const [name, table] of [
    [':post', 'posts'],
    [':assignment', 'assignments'],
    [':key', 'api_keys'],
    [':webhook', 'webhooks'],
    [':locality', 'localities'],
  ]) {
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM ${table} LIMIT 1`)
    ids.set(name ?? '', [rows[0]?.id ?? newPublicId()])
  }
  ids.set(':file', ['register.xlsx'])
  ids.set(':number', ['hours-confirmed'])
  ids.set(':part', ['volunteers'])
  const [personId, organizationId] = [newPublicId(), newPublicId()]
  await client.query('SET session_replication_role = replica')
  await client.query(
    `INSERT INTO people (id, region_id, name, lang, zone, age_band, state, came_by, created_at)
     VALUES ($1, $2, 'Stranger', 'en', 'Asia/Almaty', '18-64', 'active', 'self', now())`,
    [personId, elsewhere],
  )
  await client.query(
    `INSERT INTO organizations (id, region_id, kind, legal_form, name, state, created_by, created_at, verified_at)
     VALUES ($1, $2, 'ngo', 'public-association', 'Elsewhere', 'active', $3, now(), now())`,
    [organizationId, elsewhere, personId],
  )
  for (const role of scoped) {
    const inOrganization = role === 'coordinator' || role === 'organization-admin'
    await client.query(
      'INSERT INTO role_grants (id, person_id, role, organization_id, region_id, granted_at) VALUES ($1, $2, $3, $4, $5, now())',
      [newId(), personId, role, inOrganization ? organizationId : null, inOrganization ? null : elsewhere],
    )
  }
  await client.end()
  stranger = await world.browser(personId)
  strangerId = personId
  const scopes = Object.keys(permissions)
  keys = [await openCaller(world, { scopes, organizationId }), await openCaller(world, { scopes, regionId: elsewhere })]
}, 120_000)

// What the demonstration has none of yet, made by its own people.
async function playOn(): Promise<void> {
  const cast = (await findSetting(world.db, 'demo'))?.people ?? []
  const as = (part: string) => world.browser(cast.find((person) => person.part === part)?.personId)
  const volunteer = cast.find((person) => person.part === 'volunteer')?.personId ?? ''
  const posts = await world.db.selectFrom('posts').select(['id', 'activity_id']).execute()
  const coordinator = await as('coordinator')
  const made = await as('volunteer')
  const { organization_id } = await world.db
    .selectFrom('activities')
    .select('organization_id')
    .executeTakeFirstOrThrow()
  expect((await coordinator.post('/desk/plan', { of: organization_id, days: '14' })).status).toBe(303)
  for (const post of posts) {
    await coordinator.post(`/desk/posts/${post.id}/call-outs`, { ceiling: '3', wanted: '900', minutes: '60' })
    await made.post(`/activities/${post.activity_id}/posts/${post.id}/group`, { name: 'Neighbours' })
  }
  await made.post('/me/competences', { competence: 'land-search', level: '3' })
  await (await world.browser()).post('/safety/report', {
    subject: `activity:${posts[0]?.activity_id}`,
    kind: 'money',
    concerns: 'coordinator',
    words: 'Somebody asked for money.',
  })
  await (await as('authority')).post('/incidents', {
    region: 'KZ-27',
    hazard: 'flood',
    name: 'Zhaiyq flood',
  })
  await putRecord()
  const [, second, third] = cast.filter((person) => person.part === 'volunteer')
  const idOf = (part: string) => cast.find((person) => person.part === part)?.personId ?? ''
  await playThroughKeys(idOf('coordinator'), idOf('operator'), second?.personId ?? '', third?.personId ?? '')
  expect((await suspend(world.system, { personId: volunteer, reason: 'breach' })).ok).toBe(true)
}

// Somebody of the demonstration's past shows a year of theirs, and has a letter to look at.
async function putRecord(): Promise<void> {
  const { volunteer_id, activity_id } = await world.db
    .selectFrom('contributions as c')
    .innerJoin('people as p', 'p.id', 'c.volunteer_id')
    .select(['c.volunteer_id', 'c.activity_id'])
    .where('p.state', '=', 'active')
    .where('c.basis', '=', 'free')
    .limit(1)
    .executeTakeFirstOrThrow()
  const { coordinator_id } = await world.db
    .selectFrom('activities')
    .select('coordinator_id')
    .where('id', '=', activity_id)
    .executeTakeFirstOrThrow()
  const { year } = await world.db
    .selectFrom('contributions')
    .select(sql<string>`extract(year FROM on_date)::text`.as('year'))
    .where('volunteer_id', '=', volunteer_id)
    .where('basis', '=', 'free')
    .limit(1)
    .executeTakeFirstOrThrow()
  const worker = await world.browser(volunteer_id)
  expect((await worker.post('/me/record/share', { 'pick-year': `year:${year}`, days: '30' })).status).toBe(200)
  const letter = { volunteer: volunteer_id, words: 'They came early, worked calmly and left nobody alone.' }
  const sent = await (await world.browser(coordinator_id)).post(`/activities/${activity_id}/letter`, letter)
  expect(sent.status).toBe(303)
}

// A round that was proposed and not sent out, and a kit, of the first organization: planning one takes stock and a licence.
async function putRound(client: pg.Client): Promise<void> {
  const [vehicle, plan] = [newPublicId(), newPublicId()]
  await client.query('SET session_replication_role = replica')
  await client.query(
    `INSERT INTO vehicles (id, region_id, name, grams_max, millilitres_max, cold_box, lifts, weekdays, from_minute, until_minute, state, offered_at)
     VALUES ($1, 'KZ-27', 'Van', 100000, 100000, false, false, '{1}', 480, 1200, 'offered', now())`,
    [vehicle],
  )
  await client.query(
    `INSERT INTO round_plans (id, region_id, organization_id, zone, starts_at, ends_at, vehicles, made_at, until)
     SELECT $1, region_id, id, 'Asia/Oral', now(), now() + interval '8 hours', 1, now(), now() + interval '2 days'
     FROM organizations ORDER BY created_at LIMIT 1`,
    [plan],
  )
  await client.query(
    `INSERT INTO rounds (id, reference, region_id, organization_id, plan_id, vehicle_id, zone, state, starts_at, ends_at, distance_meters, two, vetted, languages, made_at)
     SELECT $1, 'ROUN-D234', region_id, organization_id, id, $2, zone, 'proposed', starts_at, ends_at, 1000, false, false, '{}', now()
     FROM round_plans WHERE id = $3`,
    [newPublicId(), vehicle, plan],
  )
  await client.query(
    `INSERT INTO kits (id, region_id, organization_id, name, state, made_at)
     SELECT $1, region_id, id, 'Night kit', 'active', now() FROM organizations ORDER BY created_at LIMIT 1`,
    [newPublicId()],
  )
  await client.query('SET session_replication_role = DEFAULT')
}

// The same through a partner's key: somebody at an activity of now, a stand-in to decide, two needs alike, a referral, a webhook.
async function playThroughKeys(coordinator: string, operator: string, second: string, third: string): Promise<void> {
  const key = await openCaller(world, { scopes: Object.keys(permissions) })
  const done = async (path: string, body: unknown) => {
    const answer = await key.post(path, body)
    expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  const { id: organization } = await world.db.selectFrom('organizations').select('id').executeTakeFirstOrThrow()
  const { id: locality } = await world.db
    .selectFrom('localities')
    .select('id')
    .where('region_id', '=', 'KZ-27')
    .executeTakeFirstOrThrow()
  const now = world.clock.now()
  const activityIn = (minutes: number) =>
    done('/activities', {
      ...{ organization, coordinator, work: 'clean-up', title: 'Courtyard', place: { locality }, seats: 2 },
      startsAt: now.add({ minutes }).toString(),
      endsAt: now.add({ minutes: minutes + 60 }).toString(),
      ...{ aim: 'A clean courtyard', briefing: 'Wear gloves.' },
    })
  const made = await activityIn(5)
  const later = await activityIn(40 * 24 * 60)
  const asks = async (volunteer: string) => ({
    volunteer,
    consent: (await done(`/people/${volunteer}/help`, { way: 'call' })).consent,
  })
  const own = await asks(second)
  const { assignment } = await done(`/posts/${later.post}/answers`, { ...own, kind: 'yes' })
  const { exchange } = await done(`/assignments/${assignment}/stand-in`, own)
  await done(`/exchanges/${exchange}/accept`, await asks(third))
  await done(`/activities/${made.id}/attendance`, { volunteer: second })
  const need = {
    ...{ kind: 'food', lines: [{ words: 'нан' }], place: { locality, atHome: false }, consentHow: 'by-phone' },
    ...{ neededBy: now.add({ hours: 5 }).toString(), urgency: 'expected', contact: '+7 701 234 56 78' },
  }
  await done('/needs', need)
  const { id } = await done('/needs', need)
  const followUpAt = now.add({ hours: 24 }).toString()
  await done(`/needs/${id}/verify`, { method: 'call' })
  const at = { regionId: 'KZ-27', districtId: null, localityId: locality, zone: 'Asia/Oral' }
  const { siteId } = unwrap(
    await openSite(world.system, {
      ...{ organizationId: organization, kind: 'collection', name: 'School', address: 'Abai street 1', hours: '' },
      ...{ place: { ...at, latitude: 51.2, longitude: 51.4 }, takes: [] },
    }),
  )
  await done('/gifts', {
    ...{ place: 'KZ-27', things: [{ item: 'bread', quantity: 1, site: siteId }], consentHow: 'by-phone' },
    until: now.add({ hours: 48 }).toString(),
  })
  await done(`/needs/${id}/referrals`, { receiver: 'Social service', followUpAt, referredBy: operator })
  await playReceipts()
  const hook = { url: 'https://93.184.215.14/hook', kinds: ['need.raised'] }
  await done(`/organizations/${organization}/webhooks`, hook)
}

// Goods given to somebody: one answer that follow-ups come of, one silence that is called about.
async function playReceipts(): Promise<void> {
  const { organization_id, id: person } = await world.db
    .selectFrom('role_grants as g')
    .innerJoin('organizations as o', 'o.id', 'g.organization_id')
    .select(['g.organization_id', 'g.person_id as id'])
    .where('g.role', '=', 'coordinator')
    .where('o.region_id', '=', 'KZ-27')
    .executeTakeFirstOrThrow()
  const place = await world.db
    .selectFrom('localities')
    .select(['id', 'district_id'])
    .where('region_id', '=', 'KZ-27')
    .where('district_id', 'is not', null)
    .executeTakeFirstOrThrow()
  const home = { region: 'KZ-27', zone: 'Asia/Oral', districtId: place.district_id ?? '', localityId: place.id }
  const goods = await givenGoods(world, {
    ...home,
    organizationId: organization_id ?? '',
    dana: person,
    operator: person,
  })
  const troubled = await goods.given(3)
  const said = { lineId: troubled.lineId, troubles: [{ reason: 'damaged' as const }], by: { kind: 'person' as const } }
  expect((await confirmLine(goods.onLink(troubled.needId), said)).ok).toBe(true)
  await goods.given(2)
  const { organizationId: holderId } = await goods.anotherOrganization()
  const asked = await askForGoods(goods.dana(), {
    askerId: organization_id ?? '',
    holderId,
    what: { itemId: 'blanket', siteId: goods.siteId },
    quantity: 5,
    words: '',
    until: world.clock.now().add({ hours: 24 }),
  })
  expect(asked.ok).toBe(true)
}

const plausible = {
  say: 'yes',
  sure: 'yes',
  decision: 'lift',
  answer: 'yes',
  reason: 'harm',
  words: 'Long enough to count',
  name: 'A name',
  contact: 'new@example.kz',
  way: 'call',
  how: 'call',
  method: 'call',
  marks: 'papers',
  mark: 'papers',
  role: 'coordinator',
  date: '2026-12-05',
  from: '10:00',
  until: '2026-12-05',
  seats: '9',
  wanted: '2',
  ceiling: '5',
  minutes: '60',
  day: '2026-12-05',
  quantity: '1',
  restricted: 'yes',
  url: 'https://example.kz/hook',
  outcome: 'nothing-found',
  note: 'A note',
  basis: 'free',
}

const addressesOf = (path: string): string[] => {
  const [start] = sources.find(([start]) => path.startsWith(start)) ?? []
  if (start === undefined) throw new Error(`no ids are known for ${path}: name their table above`)
  const own = /:\w+/.exec(start)?.[0] ?? ''
  return (ids.get(start) ?? []).map((id) =>
    path.replace(own, id).replace(/:\w+/g, (name) => ids.get(name)?.[0] ?? newPublicId()),
  )
}

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  'a stranger of another organization and region may not: %s',
  async (_, route) => {
    const before = (await world.entries()).length
    for (const address of addressesOf(route.path)) {
      const answer = route.method === 'GET' ? await stranger.get(address) : await stranger.post(address, plausible)
      expect([403, 404, 410], `${address} answered ${answer.status}`).toContain(answer.status)
    }
    expect(await world.entries()).toHaveLength(before)
  },
)

const operationPaths = (path: string): string[] => {
  const [start] = operationSources.find(([start]) => path.startsWith(start)) ?? []
  if (start === undefined) throw new Error(`no ids are known for ${path}: name their table above`)
  const own = /:\w+/.exec(start)?.[0] ?? ''
  return (ids.get(`/api${start}`) ?? []).map((id) =>
    path.replace(own, id).replace(/:\w+/g, (name) => ids.get(name)?.[0] ?? newPublicId()),
  )
}

/** The example, with the stranger as whoever decided and a volunteer of the demonstration as whose word it is. */
const meant = (operation: ApiOperation): unknown =>
  JSON.parse(
    JSON.stringify(operation.example.body ?? {}, (name, value) =>
      name.endsWith('By') && isId(value)
        ? strangerId
        : name === 'volunteer'
          ? ids.get('/api/volunteers/:volunteerId')?.[0]
          : name === 'locality'
            ? (ids.get(':locality')?.[0] ?? value)
            : value,
    ),
  )

// A partner's key with every scope there is, of that other organization and of that other region.
const operations = rooms
  .flatMap((room) => room.operations ?? [])
  .filter(({ may, path }) => may !== 'anyone' && path.includes('/:') && !forEveryone.test(path))

test.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  'a key of another organization or region may not: %s',
  async (_, operation) => {
    const before = (await world.entries()).length
    const query = new URLSearchParams(operation.example.query ?? {})
    for (const path of operationPaths(operation.path))
      for (const key of keys) {
        const address = `${path}${query.size === 0 ? '' : `?${query}`}`
        const answer = operation.method === 'GET' ? await key.get(address) : await key.post(address, meant(operation))
        expect([403, 404, 410], `${address} answered ${answer.status} ${JSON.stringify(answer.body)}`).toContain(
          answer.status,
        )
      }
    expect(await world.entries()).toHaveLength(before)
  },
)

test('what these routes and operations open was there to be tried', () => {
  const starts = [...sources.map(([start]) => start), ...operationSources.map(([start]) => `/api${start}`)]
  expect(starts.filter((start) => (ids.get(start) ?? []).length === 0)).toEqual([])
})
