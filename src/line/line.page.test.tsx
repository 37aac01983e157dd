import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { newId } from '../kit/ids'
import type { Ctx } from '../platform'
import { pageFaults } from '../web'
import { takeCall, takeNext } from './commands/take-call'
import { givePhone, sessionOf, wishCall } from './line.testing'

let world: World
let d: District
let operator: Browser
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  operator = await world.browser(d.operator)
  operator.cookies.set('lang', 'en')
  await givePhone(world, d.lina, '+77011110001')
  await givePhone(world, d.arman, '+77011110001')
})

const asOperator = async (personId: string): Promise<Ctx> => ({
  ...world.system,
  actor: {
    kind: 'person',
    personId,
    name: 'operator',
    sessionId: await sessionOf(world, personId),
    grants: [{ role: 'operator', organizationId: null, regionId: d.region }],
  },
  door: 'web',
})

async function show(browser: Browser, path: string, lang = 'en'): Promise<string> {
  const response = await browser.get(path, { 'accept-language': lang })
  const html = await response.text()
  expect(response.status, `${path} ${html.slice(0, 1500)}`).toBe(200)
  expect(pageFaults(html)).toEqual([])
  return html
}

const looksOf = async (personId: string) =>
  (await world.db.selectFrom('looks').select('what').where('subject_person_id', '=', personId).execute()).flatMap(
    ({ what }) => what,
  )

test.each(['kk', 'ru', 'en'])('the console, its figures and its form of registering stand in %s', async (lang) => {
  await show(operator, '/line', lang)
  await show(operator, '/line/figures', lang)
  await show(operator, '/line/caller/register', lang)
  await show(operator, `/line/person/${d.lina}`, lang)
})

test('a caller is found by number and by name, and each look is recorded; a number stays hidden until the call is taken', async () => {
  expect((await operator.post('/line', { who: 'Li' })).status).toBe(422)
  const byNumber = await (await operator.post('/line', { who: '8 701 111 00 01' })).text()
  expect(byNumber).toContain(`/line/person/${d.lina}`)
  expect(byNumber).toContain(`/line/person/${d.arman}`)
  expect(await (await operator.post('/line', { who: 'aigu' })).text()).toContain(`/line/person/${d.aigul}`)
  expect(await looksOf(d.aigul)).toContain('name')
  expect(await show(operator, `/line/person/${d.lina}`)).not.toContain('tel:+77011110001')
  expect(await looksOf(d.lina)).not.toContain('phone')
  const taken = await operator.post('/line/take', { kind: 'person', id: d.lina })
  expect(taken.headers.get('location')).toBe(`/line/person/${d.lina}`)
  const call = await show(operator, `/line/person/${d.lina}`)
  expect(call).toContain('tel:+77011110001')
  // What to say stands in Lina's own language, whatever the operator reads.
  expect(call).toContain('lang="kk"')
  expect(call).toContain('Сәлеметсіз бе')
  expect(await looksOf(d.lina)).toContain('phone')
})

test('while one operator talks, no other gets this person or anybody else on the same number', async () => {
  const second = await asOperator(d.administrator)
  expect(await takeCall(second, { kind: 'person', id: d.lina })).toEqual({ ok: false, error: { kind: 'taken' } })
  expect(await takeCall(second, { kind: 'person', id: d.arman })).toEqual({ ok: false, error: { kind: 'taken' } })
  world.clock.advance({ minutes: 16 })
  expect((await takeCall(second, { kind: 'person', id: d.arman })).ok).toBe(true)
  const late = await operator.post(`/line/person/${d.lina}`, { outcome: 'no-answer' })
  expect(late.headers.get('location')).toBe('/line')
})

test('a call that came to nothing comes up again by the rule, can be taken back, and what was said is kept with it', async () => {
  await wishCall(world, 'person', d.aigul)
  expect(await show(operator, '/line')).toContain(`/line/person/${d.aigul}`)
  await operator.post('/line/take', { kind: 'person', id: d.aigul })
  const path = `/line/person/${d.aigul}`
  const wrong = await operator.post(path, { outcome: 'later', at: '2020-01-01T10:00', noted: 'after milking' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('after milking')
  const local = world.clock.now().add({ hours: 3 }).toZonedDateTimeISO(d.zone).toPlainDateTime()
  const at = local.toString({ smallestUnit: 'minute' })
  expect((await operator.post(path, { outcome: 'later', at, noted: 'after milking' })).status).toBe(303)
  expect(await show(operator, '/line')).not.toContain(path)
  expect(await show(operator, path)).toContain('after milking')
  const tried = await world.db
    .selectFrom('line_tries')
    .select(['id', 'waited_seconds'])
    .where('callee_id', '=', d.aigul)
    .executeTakeFirstOrThrow()
  expect(tried.waited_seconds).toBe(600)
  expect((await operator.post(`/line/tries/${tried.id}/undo`)).headers.get('location')).toBe(path)
  expect(await show(operator, '/line')).toContain(path)
  expect(await show(operator, path)).not.toContain('after milking')
  expect((await operator.post(`/line/tries/${tried.id}/undo`)).status).toBe(404)
})

test('six operators reach for one person at once and one gets them; pressing "next" at once, each gets somebody else', async () => {
  world.clock.advance({ minutes: 20 })
  const people = [d.operator, d.authority, d.officer, d.administrator, d.dana, d.arman]
  const operators = await Promise.all(people.map(asOperator))
  const reached = await Promise.all(operators.map((ctx) => takeCall(ctx, { kind: 'person', id: d.aigul })))
  expect(reached.filter(({ ok }) => ok)).toHaveLength(1)
  world.clock.advance({ minutes: 20 })
  for (const id of [d.lina, d.aigul]) await wishCall(world, 'person', id, 30)
  const next = await Promise.all(operators.map((ctx) => takeNext(ctx)))
  const callees = next.flatMap((one) => (one.ok ? [one.value.id] : []))
  expect([...callees].sort()).toEqual([d.lina, d.aigul].sort())
})

test('whoever has no telephone is registered by their own word, and nobody without it', async () => {
  const told = { name: 'Zeinep', lang: 'kk', age: '65-plus', place: d.localityId, place_q: 'Oral', when: 'weekends' }
  expect((await operator.post('/line/caller/register', told)).status).toBe(422)
  const kept = await operator.post('/line/caller/register', { ...told, agreed: 'yes' })
  const path = kept.headers.get('location') ?? ''
  expect(path).toMatch(/^\/line\/person\//)
  await show(operator, path)
  const id = path.split('/').at(-1) ?? ''
  const consents = await world.db.selectFrom('consents').select('given_how').where('person_id', '=', id).execute()
  expect(consents).toContainEqual({ given_how: 'call' })
  const joined = (await world.entries()).find((entry) => entry.kind === 'volunteer.joined' && entry.subjectId === id)
  expect(joined?.publicBody).toMatchObject({ door: 'call' })
})

test('a request is told on the line: a number its person called unsafe is not rung', async () => {
  const visitor = await world.browser()
  const ask = { kind: 'food', line1: 'bread', amount1: '10', place: d.localityId, place_q: 'Oral', home: 'yes' }
  const reach = {
    when: 'today',
    reach: 'phone',
    phone: '+77015550055',
    callSafe: 'no',
    textSafe: 'yes',
    address: 'Abai 1',
  }
  await visitor.post('/ask/send', { ...ask, ...reach })
  const { id } = await world.db.selectFrom('needs').select('id').executeTakeFirstOrThrow()
  expect(await show(operator, '/line')).toContain(`/line/need/${id}`)
  await operator.post('/line/take', { kind: 'need', id })
  const call = await show(operator, `/line/need/${id}`)
  expect(call).toContain('must not be rung')
  expect(call).not.toContain('5550055')
  expect(call).not.toContain('value="no-answer"')
  // Nobody was spoken with until somebody says so.
  expect(call).toMatch(/name="outcome"/)
  expect(call).not.toMatch(/name="outcome"[^>]* checked/)
  expect(call).not.toContain('name="at"')
  expect((await operator.post(`/line/need/${id}`, {})).status).toBe(422)
  expect((await operator.post(`/line/need/${id}`, { outcome: 'no-call' })).status).toBe(303)
  expect(await show(operator, '/line')).not.toContain(`/line/need/${id}`)
})

test('coordinators, volunteers and operators of another region have no part in it', async () => {
  for (const personId of [d.dana, d.lina]) {
    const stranger = await world.browser(personId)
    expect((await stranger.get('/line')).status).toBe(403)
    expect((await stranger.post('/line/take', { kind: 'person', id: d.aigul })).status).toBe(403)
  }
  const elsewhere: Ctx = {
    ...(await asOperator(d.authority)),
    actor: {
      kind: 'person',
      personId: d.authority,
      name: 'elsewhere',
      sessionId: await sessionOf(world, d.authority),
      grants: [{ role: 'operator', organizationId: null, regionId: 'KZ-75' }],
    },
  }
  expect(await takeCall(elsewhere, { kind: 'person', id: d.aigul })).toEqual({
    ok: false,
    error: { kind: 'forbidden' },
  })
  expect(unwrapError(await takeNext(elsewhere))).toBe('nobody')
  expect((await operator.post(`/line/person/${d.operator}`, { outcome: 'reached' })).status).toBe(403)
})

const unwrapError = (result: Awaited<ReturnType<typeof takeNext>>): string | undefined =>
  result.ok ? undefined : result.error.kind

test('a yes passed on for somebody whom no message reaches stands in the list, until it is taken back', async () => {
  world.clock.advance({ minutes: 16 })
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  const answerId = newId()
  await client.query(
    `INSERT INTO answers (id, post_id, volunteer_id, terms_version, kind, author_id, consent_id, door, at)
      VALUES ($1, $1, $2, 1, 'yes', $3, $1, 'companion', $4)`,
    [answerId, d.aigul, d.lina, world.clock.now().subtract({ minutes: 5 }).toString()],
  )
  const told = 'a yes was passed on for them: tell them'
  expect(await show(operator, '/line')).not.toContain(told)
  await client.query('INSERT INTO notice_settings (person_id, email, sms) VALUES ($1, false, false)', [d.aigul])
  expect(await show(operator, '/line')).toContain(told)
  await client.query('UPDATE answers SET undone_at = now() WHERE id = $1', [answerId])
  expect(await show(operator, '/line')).not.toContain(told)
  await client.end()
})
