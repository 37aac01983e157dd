import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { drawCallBacks } from '../goods/receipts/commands/draw-call-backs'
import { givenGoods } from '../goods/receipts/testing/given-goods'
import { newId } from '../kit/ids'
import { unwrap } from '../kit/result'
import { pageFaults, sampleView } from '../web'
import { takeCall, takeNext } from './commands/take-call'
import { addOperators, type Operator } from './line.testing'
import { lineTopic } from './topic'

let world: World
let d: District
let mine: Operator
let carrier: Operator
let outside: Browser
let needId = ''
let deliveryId = ''

/** Gives a person a role of an organization, past the commands. */
async function grant(personId: string, role: string, organizationId: string): Promise<void> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  const values = [newId(), personId, role, organizationId, world.clock.now().toString()]
  await client.query(
    'INSERT INTO role_grants (id, person_id, role, organization_id, granted_at) VALUES ($1, $2, $3, $4, $5)',
    values,
  )
  await client.end()
}

beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  const goods = await givenGoods(world, d)
  await goods.given(5)
  world.clock.advance({ hours: 50 })
  unwrap(await drawCallBacks(world.system, d.region))
  const call = await world.db.selectFrom('call_backs').select(['need_id', 'delivery_id']).executeTakeFirstOrThrow()
  ;[needId, deliveryId] = [call.need_id, call.delivery_id]
  const [first, second] = await addOperators(world, d.region, 2, world.db)
  if (first === undefined || second === undefined) throw new Error('two operators were expected')
  const { actor } = second.ctx
  if (actor.kind !== 'person') throw new Error('a person was expected')
  await grant(actor.personId, 'coordinator', d.organizationId)
  const grants = [...actor.grants, { role: 'coordinator', organizationId: d.organizationId, regionId: null } as const]
  mine = first
  carrier = { ...second, ctx: { ...second.ctx, actor: { ...actor, grants } } }
  const { personId } = await goods.anotherOrganization('Third helpers')
  outside = await world.browser(personId)
  for (const browser of [mine.browser, carrier.browser, outside]) browser.cookies.set('lang', 'en')
})

const liveIn = (html: string): string => /\/live\/line\/([0-9a-f-]{36})/.exec(html)?.[1] ?? ''

test('a drawn call stands in the one list, and in no other: not for those who delivered, nor for another organization', async () => {
  const path = `/line/need/${needId}`
  expect(await (await mine.browser.get('/line')).text()).toContain(path)
  for (const browser of [await world.browser(d.dana), outside]) {
    expect((await browser.get('/line')).status).toBe(403)
    expect((await browser.get(path)).status).toBe(403)
    expect((await browser.post(`${path}/receipt`, { result: 'yes' })).status).toBe(403)
    const receipts = await (await browser.get('/receipts')).text()
    expect(pageFaults(receipts)).toEqual([])
    expect(receipts).not.toContain(needId)
    expect(receipts).not.toContain('href="/line"')
  }
  expect(await (await mine.browser.get('/receipts')).text()).toContain('href="/line"')
})

test('an operator with a part in the delivery neither sees nor gets the call, on the page and live', async () => {
  const page = await (await carrier.browser.get('/line')).text()
  expect(page).not.toContain(needId)
  const own = liveIn(page)
  const shared = liveIn(await (await mine.browser.get('/line')).text())
  expect(await lineTopic.classOf(mine.ctx, shared)).toBe('operator')
  expect(await lineTopic.classOf(carrier.ctx, shared)).toBeUndefined()
  expect(await lineTopic.classOf(carrier.ctx, own)).toBe('operator')
  const list = async (id: string) =>
    String(await lineTopic.render(world.system, sampleView({ lang: 'en' }), id, 'operator'))
  expect(await list(shared)).toContain(needId)
  expect(await list(own)).not.toContain(needId)
  expect(await takeNext(carrier.ctx)).toEqual({ ok: false, error: { kind: 'nobody' } })
  expect(await takeCall(carrier.ctx, { kind: 'need', id: needId })).toEqual({ ok: false, error: { kind: 'forbidden' } })
  const call = await (await carrier.browser.get(`/line/need/${needId}`)).text()
  expect(call).not.toContain(`/line/need/${needId}/receipt`)
  const said = await carrier.browser.post(`/line/need/${needId}/receipt/${deliveryId}`, { result: 'yes' })
  expect(said.status).toBe(403)
})

test('in the call the answer is taken with its reason, as that of the draw, and ends it', async () => {
  expect((await takeNext(mine.ctx)).ok).toBe(true)
  const path = `/line/need/${needId}/receipt/${deliveryId}`
  expect(await (await mine.browser.get(`/line/need/${needId}`)).text()).toContain(path)
  for (const lang of ['kk', 'ru', 'en']) {
    mine.browser.cookies.set('lang', lang)
    expect(pageFaults(await (await mine.browser.get(path)).text())).toEqual([])
  }
  const wrong = await mine.browser.post(path, { result: 'partly', reason: 'too-little' })
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  expect(html).toMatch(/value="partly"[^>]*checked|checked[^>]*value="partly"/)
  expect(html).toContain('id="script-kk"')
  const said = await mine.browser.post(path, { result: 'partly', reason: 'too-little', 'many-too-little': '2' })
  expect(said.headers.get('location')).toBe(`/line/need/${needId}`)
  const receipt = world.db.selectFrom('receipts').select(['said_by', 'result', 'door']).where('need_id', '=', needId)
  expect(await receipt.executeTakeFirstOrThrow()).toEqual({ said_by: 'call-back', result: 'partly', door: 'call' })
  const drawn = world.db.selectFrom('call_backs').select('state').where('need_id', '=', needId)
  expect(await drawn.executeTakeFirstOrThrow()).toEqual({ state: 'answered' })
})
