import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../../test/district'
import { testWorld, type World } from '../../../../test/world'
import { openSeeds } from '../../../dispatch/seed-post.testing'
import { newId } from '../../../kit/ids'
import { sendDue } from '../../send/send-due'
import { understandWaiting } from '../../talk/understand'
import { tell } from '../../tell'
import { openPhoneGateway } from './phone-gateway.testing'

const LINA = '+77010000001'
let world: World
let d: District
let seeds: Awaited<ReturnType<typeof openSeeds>>
let gateway: Awaited<ReturnType<typeof openPhoneGateway>>

beforeAll(async () => {
  gateway = await openPhoneGateway()
  world = await testWorld({ config: { voice: gateway.settings } })
  d = await seedDistrict(world)
  seeds = await openSeeds(world, d)
  const now = world.clock.now()
  await seeds.insert([
    [
      'contact_channels',
      { id: newId(), person_id: d.lina, kind: 'phone', value: LINA, verified_at: now, created_at: now },
    ],
  ])
  const lina = await world.browser(d.lina)
  await lina.post('/me/notices/doors', { do: 'on:voice' })
})
afterAll(() => gateway.close())

async function asked() {
  const { askId, code, activityId } = await seeds.ask(d.lina, { minutes: 600 })
  const now = world.clock.now()
  const values = { askId, activityId }
  const subject = { kind: 'ask', id: askId }
  await tell(
    world.db,
    [{ to: { personId: d.lina }, kind: 'asked', subject, path: '/me', pace: 'now', values }],
    now,
    world.system.ports,
  )
  await sendDue(world.system)
  const call = gateway.ordered.at(-1)
  if (call === undefined) throw new Error('a call was expected to be ordered')
  return { askId, call, code }
}
const bring = (init: ReturnType<typeof gateway.tell>) =>
  world.http.request('http://127.0.0.1:8080/channels/voice', init)
/** Presses a key, and lets the house understand meanwhile what it stands for. */
async function press(call: string, key: string, id?: string) {
  const answer = bring(gateway.tell({ type: 'key', call, key }, world.clock.now(), id))
  for (let tries = 0; tries < 10; tries++) await understandWaiting(world.system)
  const late = setInterval(() => void understandWaiting(world.system), 50)
  const response = await answer
  clearInterval(late)
  return { status: response.status, ...((await response.json().catch(() => ({}))) as { say: string; keys: string[] }) }
}
const ended = (call: string, outcome: string) =>
  bring(gateway.tell({ type: 'ended', call, outcome }, world.clock.now()))
const askState = async (id: string) =>
  (await world.db.selectFrom('asks').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const ways = async () =>
  (
    await world.db
      .selectFrom('notice_deliveries as d')
      .innerJoin('notices as n', 'n.id', 'd.notice_id')
      .select(['d.channel', 'd.state', 'd.reason'])
      .where('n.person_id', '=', d.lina)
      .where('n.kind', '=', 'asked')
      .where('d.channel', '<>', 'in-app')
      .orderBy('n.id', 'desc')
      .orderBy('d.id')
      .execute()
  ).map(({ channel, state, reason }) => [channel, state, reason])

test('an ask is spoken with its keys; one answers it as the typed word would, and zero takes it back', async () => {
  const { askId, call } = await asked()
  expect(call).toMatchObject({ to: LINA, lang: 'kk', keys: ['1', '2', '3', '0'] })
  expect(call.events).toBe('http://127.0.0.1:8080/channels/voice')
  expect(call.say).toMatch(/Келсеңіз, 1 басыңыз/)
  expect(call.say).not.toMatch(/http/)
  const no = await press(call.id, '2', 'the-same')
  expect(no.say).toMatch(/келе алмайсыз/)
  expect(no.keys).toEqual(['0'])
  expect(await askState(askId)).toBe('no')
  const entry = (await world.entries()).findLast(({ kind }) => kind.startsWith('answer.'))
  expect([entry?.door, entry?.actorId]).toEqual(['voice', d.lina])
  expect((await press(call.id, '0')).say).toMatch(/қайтарылды/)
  const said = world.db.selectFrom('answers').select('undone_at').where('volunteer_id', '=', d.lina)
  expect((await said.executeTakeFirstOrThrow()).undone_at).not.toBeNull()
  expect((await press(call.id, '1')).status).toBe(404)
  await sendDue(world.system)
  const replies = await world.db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .select(['d.channel', 'd.state'])
    .where('n.kind', '=', 'talk-reply')
    .execute()
  expect(replies).toEqual([
    { channel: 'voice', state: 'sent' },
    { channel: 'voice', state: 'sent' },
  ])
})

test('three is called again in an hour, zero is rung by an operator', async () => {
  const { call } = await asked()
  expect((await press(call.id, '3')).say).toMatch(/бір сағаттан кейін/)
  const before = gateway.ordered.length
  world.clock.advance({ minutes: 59 })
  await sendDue(world.system)
  expect(gateway.ordered.length).toBe(before)
  world.clock.advance({ minutes: 2 })
  await sendDue(world.system)
  const again = gateway.ordered.at(-1)
  expect(again?.id).not.toBe(call.id)
  expect((await press(again?.id ?? '', '7')).keys).toEqual(['1', '2', '3', '0'])
  expect((await press(again?.id ?? '', '0')).say).toMatch(/оператор/)
  expect((await ways())[1]).toEqual(['operator', 'failed', 'asked-for'])
  const list = await (await (await world.browser(d.operator)).get('/line')).text()
  expect(list.split(`/line/person/${d.lina}"`)).toHaveLength(2)
})

test('a call nobody takes, or that the gateway refuses, goes on to a call by an operator', async () => {
  const { call } = await asked()
  expect((await ended(call.id, 'busy')).status).toBe(200)
  expect((await ended(call.id, 'busy')).status).toBe(404)
  expect((await ways()).slice(0, 2)).toEqual([
    ['voice', 'failed', 'busy'],
    ['operator', 'failed', 'busy'],
  ])
  gateway.behave.status = 422
  await asked()
  expect((await ways()).slice(0, 2)).toEqual([
    ['voice', 'failed', 'gateway-422'],
    ['operator', 'failed', 'gateway-422'],
  ])
  gateway.behave.status = 202
})

test('only the gateway that shares the secret is heard, and only lately', async () => {
  const { call, askId } = await asked()
  const good = gateway.tell({ type: 'key', call: call.id, key: '2' }, world.clock.now())
  const forged = { ...good, headers: { ...good.headers, 'webhook-signature': 'v1,AAAA' } }
  const changed = { ...good, body: good.body.replace('"2"', '"1"') }
  const old = gateway.tell({ type: 'key', call: call.id, key: '2' }, world.clock.now().subtract({ minutes: 6 }))
  for (const init of [forged, changed, old]) expect((await bring(init)).status).toBe(404)
  expect((await bring(gateway.tell({ type: 'key', call: call.id, key: 'x' }, world.clock.now()))).status).toBe(422)
  expect((await bring(gateway.tell({ type: 'key', call: newId(), key: '1' }, world.clock.now()))).status).toBe(404)
  expect(await askState(askId)).toBe('asked')
})
