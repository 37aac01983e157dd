import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { catchUp } from '../../journal'
import { newPublicId } from '../../kit/ids'
import { stateInWords } from '../../needs/pages/state-words'
import { noticesFollower } from '../../notices/follower'
import { pageFaults, translator } from '../../web'
import { givenGoods } from './testing/given-goods'

let world: World
let d: District
let goods: Awaited<ReturnType<typeof givenGoods>>
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  goods = await givenGoods(world, d)
})

async function show(browser: Browser, path: string): Promise<string> {
  const response = await browser.get(path)
  const html = await response.text()
  expect(response.status, `${path} ${html.slice(0, 2000)}`).toBe(200)
  expect(pageFaults(html)).toEqual([])
  return html
}
const stateInKazakh = (state: string) => stateInWords({ t: translator('kk') }, state)
const answersIn = (html: string) => [...html.matchAll(/\/goods\/([0-9a-f-]{36})/g)].map(([, id = '']) => id)

test.each(['kk', 'ru', 'en'])(
  'the person helped finds what came and its code on their page, and answers for it: %s',
  async (lang) => {
    const line = await goods.given(10)
    const visitor = await world.browser()
    const get = (path: string) => visitor.get(path, { 'accept-language': lang })
    const follow = await (await get(`/n/${line.secret}`)).text()
    expect(pageFaults(follow)).toEqual([])
    expect(follow).toMatch(/: \d{4}</)
    const [delivery = ''] = answersIn(follow)
    expect((await visitor.get(`/n/${line.secret}/receipt`)).headers.get('location')).toBe(`/n/${line.secret}/goods`)
    const path = `/n/${line.secret}/goods/${delivery}`
    expect(pageFaults(await (await get(path)).text())).toEqual([])
    expect((await visitor.post(path, {})).status).toBe(422)
    expect((await visitor.post(path, { result: 'partly', reason: 'wrong' })).status).toBe(422)
    const wrong = await visitor.post(path, { result: 'partly', reason: 'wrong', 'many-wrong': '30' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="30"')
    const said = await visitor.post(path, {
      result: 'partly',
      reason: ['wrong', 'damaged'],
      'many-wrong': '3',
      'many-damaged': '1',
      came: 'тіс щёткасы',
    })
    expect(said.headers.get('location')).toBe(`/n/${line.secret}`)
    const row = await world.db
      .selectFrom('need_lines')
      .select(['open', 'delivered'])
      .where('id', '=', line.lineId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ open: 4, delivered: 6 })
    const troubles = await world.db
      .selectFrom('receipt_troubles')
      .select(['reason', 'came_item_id'])
      .where('need_id', '=', line.needId)
      .orderBy('reason')
      .execute()
    expect(troubles).toEqual([
      { reason: 'damaged', came_item_id: null },
      { reason: 'wrong', came_item_id: 'toothbrush' },
    ])
  },
)

test('whoever delivered sees a no on no page, others do and follow it up; a person who agrees is told of by name of their request', async () => {
  const line = await goods.given(5)
  const visitor = await world.browser()
  const [delivery = ''] = answersIn(await show(visitor, `/n/${line.secret}`))
  await visitor.post(`/n/${line.secret}/goods/${delivery}`, { result: 'no', reason: 'damaged', still: 'no' })
  const dana = await world.browser(d.dana)
  expect(await show(dana, `/needs/${line.needId}/goods`)).toContain('Расталмаған')
  expect(await show(dana, '/receipts')).not.toContain(line.reference)
  const desk = await show(dana, `/needs/${line.needId}`)
  expect(desk).toContain(stateInKazakh('helped'))
  expect(desk).not.toContain(stateInKazakh('unmet'))
  expect((await dana.get(`/needs/${line.needId}/goods/${delivery}`)).status).toBe(403)
  const { personId } = await goods.anotherOrganization()
  const gulnara = await world.browser(personId)
  expect(await show(gulnara, '/receipts')).toContain(line.reference)
  const trouble = await world.db
    .selectFrom('receipt_troubles')
    .select('id')
    .where('need_id', '=', line.needId)
    .executeTakeFirstOrThrow()
  expect((await dana.post('/receipts/done', { trouble: trouble.id, outcome: 'replaced' })).status).toBe(403)
  expect(
    (await gulnara.post('/receipts/done', { trouble: trouble.id, outcome: 'explained' })).headers.get('location'),
  ).toBe('/receipts')
  expect(await show(gulnara, '/receipts')).not.toContain(line.reference)
  await visitor.post(`/n/${line.secret}/goods/${delivery}`, {
    result: 'no',
    reason: 'damaged',
    still: 'no',
    tell: 'yes',
  })
  expect(await show(dana, '/receipts')).toContain(line.reference)
})

test('an operator passes on what the person says on a call, with how they agreed', async () => {
  const line = await goods.given(5)
  const operator = await world.browser(d.operator)
  const [delivery = ''] = answersIn(await show(operator, `/needs/${line.needId}/goods`))
  const path = `/needs/${line.needId}/goods/${delivery}`
  await show(operator, path)
  expect((await operator.post(path, { result: 'yes' })).status).toBe(422)
  expect((await operator.post(path, { result: 'yes', consentHow: 'by-phone' })).headers.get('location')).toBe(
    `/needs/${line.needId}/goods`,
  )
  expect(await show(operator, `/needs/${line.needId}/goods`)).toContain('передал оператор')
})

test('at the hand-out the number and the code of the person are enough, and what was not right is said there too', async () => {
  const codeOf = async (secret: string) =>
    /Receipt code: (\d{4})/.exec(await show(await world.browser(), `/n/${secret}`))?.[1] ?? ''
  const dana = await world.browser(d.dana)
  await show(dana, '/receipts/code')
  expect(await show(dana, '/receipts/code?reference=K7M4-QX9T')).toContain('value="K7M4-QX9T"')
  // Where the goods were handed out, the code is asked for next.
  expect(await show(dana, '/stock')).toContain('href="/receipts/code"')
  const right = await goods.given(5)
  expect((await dana.post('/receipts/code', { reference: 'ABCD-EFGH', code: '1', say: 'yes' })).status).toBe(422)
  expect((await dana.post('/receipts/code', { reference: right.reference, code: 'none', say: 'yes' })).status).toBe(422)
  const code = await codeOf(right.secret)
  expect((await dana.post('/receipts/code', { reference: right.reference, code, say: 'yes' })).status).toBe(303)
  expect(
    await world.db.selectFrom('needs').select('receipt').where('id', '=', right.needId).executeTakeFirst(),
  ).toEqual({ receipt: 'yes' })
  const wrong = await goods.given(5)
  const typed = { reference: wrong.reference, code: await codeOf(wrong.secret) }
  const asked = await (await dana.post('/receipts/code', { ...typed, say: 'more' })).text()
  expect(pageFaults(asked)).toEqual([])
  const delivery = /name="delivery"[^>]*value="([0-9a-f-]{36})"|value="([0-9a-f-]{36})"[^>]*name="delivery"/.exec(asked)
  const said = {
    ...typed,
    say: 'answer',
    delivery: delivery?.[1] ?? delivery?.[2] ?? '',
    result: 'partly',
    reason: 'too-little',
    'many-too-little': '2',
  }
  expect((await dana.post('/receipts/code', said)).status).toBe(303)
  expect(
    await world.db.selectFrom('need_lines').select('open').where('id', '=', wrong.lineId).executeTakeFirst(),
  ).toEqual({ open: 2 })
})

test('a companion answers for whom they accompany, within what that person agreed to', async () => {
  const line = await goods.given(5, 'blanket', { personId: d.aigul })
  const [aigul, arman, lina] = [await world.browser(d.aigul), await world.browser(d.arman), await world.browser(d.lina)]
  const delivery = await world.db
    .selectFrom('line_movements')
    .select('id')
    .where('line_id', '=', line.lineId)
    .where('to_part', '=', 'delivered')
    .executeTakeFirstOrThrow()
  const path = `/me/received/${delivery.id}`
  expect((await arman.get(path)).status).toBe(404)
  expect((await arman.post(path, { result: 'yes' })).status).toBe(404)
  const agreed = await aigul.post('/me/account/companions', {
    contact: 'arman@example.kz',
    scope: 'say-receipts',
    tie: 'neighbour',
    until: '2027-06-01',
  })
  expect(agreed.status).toBe(303)
  expect(await show(arman, '/me')).toContain('/me/received')
  expect(await show(arman, '/me/received')).toContain('Aigul')
  await show(arman, path)
  expect((await lina.get(path)).status).toBe(404)
  // Power that came after they agreed counts: it is asked again at each word.
  const elsewhere = newPublicId()
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query(
    "INSERT INTO organization_members (organization_id, person_id, state, since) VALUES ($1, $2, 'member', now())",
    [elsewhere, d.aigul],
  )
  await client.query(
    "INSERT INTO role_grants (id, person_id, role, organization_id, granted_at) VALUES ($1, $2, 'organization-admin', $1, now())",
    [elsewhere, d.arman],
  )
  const bent = await arman.post(path, { result: 'yes' })
  expect(bent.status).toBe(422)
  expect(await bent.text()).toContain('у кого есть власть над человеком')
  await client.query('DELETE FROM role_grants WHERE id = $1', [elsewhere])
  await client.query('DELETE FROM organization_members WHERE organization_id = $1', [elsewhere])
  await client.end()
  expect((await arman.post(path, { result: 'partly' })).status).toBe(422)
  expect((await arman.post(path, { result: 'partly', reason: 'late' })).status).toBe(303)
  const said = await world.db
    .selectFrom('receipts')
    .select(['said_by', 'door', 'result'])
    .where('line_id', '=', line.lineId)
    .executeTakeFirst()
  expect(said).toEqual({ said_by: 'companion', door: 'companion', result: 'partly' })
  expect(await show(aigul, '/me/account/acts')).toContain('Arman (Aigul атынан)')
  await world.entries()
  await catchUp(world.db, noticesFollower(world.system))
  // Whoever was spoken for hears of it, and answers otherwise on their own page.
  expect(
    await world.db.selectFrom('notices').select('need_id').where('kind', '=', 'helped-receipt-for-you').execute(),
  ).toEqual([{ need_id: line.needId }])
})
