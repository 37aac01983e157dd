import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { openGateways } from '../../../test/gateways'
import { testWorld, type World } from '../../../test/world'
import { openSeeds } from '../../dispatch/seed-post.testing'
import { newId, newPublicId } from '../../kit/ids'
import { pageFaults } from '../../web/page-faults'
import { openBotApi } from '../channels/telegram/bot-api.testing'
import { tell } from '../tell'
import type { Pace } from '../told'
import { moveUnread } from './next-door'
import { sendDue } from './send-due'

let world: World
let d: District
let gateways: Awaited<ReturnType<typeof openGateways>>
let bot: Awaited<ReturnType<typeof openBotApi>>

beforeAll(async () => {
  gateways = await openGateways()
  bot = await openBotApi()
  world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms, telegram: bot.settings } })
  d = await seedDistrict(world)
  const seeds = await openSeeds(world, d)
  for (const [kind, value] of [
    ['phone', '+77012345678'],
    ['telegram', '90210'],
  ])
    await seeds.insert([
      [
        'contact_channels',
        { id: newId(), person_id: d.lina, kind, value, verified_at: world.clock.now(), created_at: world.clock.now() },
      ],
    ])
})
afterAll(async () => {
  await gateways.close()
  await bot.close()
})

async function notice(pace: Pace, personId = d.lina): Promise<string> {
  const dedupe = newPublicId()
  const told = { to: { personId }, kind: 'suspension-lifted', subject: { kind: 'person', id: personId } }
  await tell(world.db, [{ ...told, path: '/me/account', pace, dedupe }], world.clock.now(), world.system.ports)
  return (await world.db.selectFrom('notices').select('id').where('dedupe', '=', dedupe).executeTakeFirstOrThrow()).id
}
async function pass(minutes: number): Promise<void> {
  world.clock.advance({ minutes })
  await moveUnread(world.system)
  await sendDue(world.system)
}
const ways = async (noticeId: string) =>
  (
    await world.db
      .selectFrom('notice_deliveries')
      .select(['channel', 'state', 'reason'])
      .where('notice_id', '=', noticeId)
      .where('channel', '<>', 'in-app')
      .orderBy('id')
      .execute()
  ).map(({ channel, state, reason }) => [channel, state, reason])
const sent = () => ({
  telegram: bot.sent().length,
  sms: gateways.messages.length,
  mail: gateways.mails.filter(({ to }) => to === 'lina@example.kz').length,
})
const listed = async (personId = d.lina) =>
  (await (await (await world.browser(d.operator)).get('/line')).text()).split(`/line/person/${personId}"`).length - 1

test('a bot that is blocked, a number that is refused, a mailbox that takes nothing: each once, never two at once, and then a call', async () => {
  bot.blocked.add('90210')
  gateways.refuse.number = true
  gateways.refuse.mail = true
  const id = await notice('now')
  await sendDue(world.system)
  const seen: number[] = []
  for (let tries = 0; tries < 9; tries++) {
    const states = (await ways(id)).map(([, state]) => state)
    seen.push(states.filter((state) => state === 'waiting' || state === 'sending').length)
    await pass(33)
  }
  expect(Math.max(...seen)).toBe(1)
  expect(await ways(id)).toEqual([
    ['telegram', 'failed', 'gateway-403'],
    ['sms', 'failed', 'gateway-422'],
    ['email', 'failed', 'gateway-451'],
    ['operator', 'failed', 'gateway-451'],
  ])
  expect(bot.sent()).toHaveLength(1)
  expect(gateways.messages).toEqual([])
  expect(await listed()).toBe(1)
  bot.blocked.clear()
  gateways.refuse.number = false
  gateways.refuse.mail = false
})

test('what is left unread goes to the next door after its time, and at last an urgent one to a call', async () => {
  expect(await listed()).toBe(1)
  const before = sent()
  const id = await notice('now')
  await sendDue(world.system)
  await pass(9)
  expect(await ways(id)).toEqual([['telegram', 'sent', null]])
  await pass(2)
  await pass(11)
  expect(await ways(id)).toEqual([
    ['telegram', 'sent', null],
    ['sms', 'sent', null],
    ['email', 'sent', null],
  ])
  await pass(11)
  await pass(60)
  expect((await ways(id)).at(-1)).toEqual(['operator', 'failed', 'unread'])
  expect(sent()).toEqual({ telegram: before.telegram + 1, sms: before.sms + 1, mail: before.mail + 1 })
})

test('what was looked at, or can wait, stays at its door', async () => {
  world.clock.advance({ hours: 14 })
  const [read, later] = [await notice('soon'), await notice('later')]
  await sendDue(world.system)
  await (await world.browser(d.lina)).post('/me/notices/seen')
  await pass(200)
  expect(await ways(read)).toEqual([['telegram', 'sent', null]])
  await world.db.updateTable('notices').set({ seen_at: null }).where('id', '=', later).execute()
  await pass(200)
  expect(await ways(later)).toEqual([['telegram', 'sent', null]])
})

test('an alarm that somebody has seen to goes to no further door, and nobody on duty is rung for not having read one', async () => {
  const alarm = async () => {
    const id = newId()
    const now = world.clock.now()
    const message = {
      door: 'sms',
      line: '1414',
      sender: '+77770000009',
      text: '…',
      length: 1,
      said_at: now,
      kept_at: now,
    }
    await world.db
      .insertInto('inbound_messages')
      .values({ ...message, id, provider_id: id, answered_at: now, attention: 'danger', region_id: d.region })
      .execute()
    const subject = { kind: 'message', id }
    const told = { to: { personId: d.lina }, kind: 'message-danger', subject, path: '/line', duty: true, dedupe: id }
    await tell(world.db, [{ ...told, pace: 'now' }], now, world.system.ports)
    const notice = await world.db.selectFrom('notices').select('id').where('dedupe', '=', id).executeTakeFirstOrThrow()
    return { id, noticeId: notice.id }
  }
  const [seen, unseen] = [await alarm(), await alarm()]
  await sendDue(world.system)
  await world.db
    .updateTable('inbound_messages')
    .set({ handled_at: world.clock.now(), handled_by: d.operator })
    .where('id', '=', seen.id)
    .execute()
  for (let doors = 0; doors < 4; doors++) await pass(11)
  expect(await ways(seen.noticeId)).toEqual([['telegram', 'sent', null]])
  expect((await ways(unseen.noticeId)).map(([channel]) => channel)).toEqual(['telegram', 'sms', 'email'])
})

test('a person puts their doors in order, hours and language on one page, by buttons alone', async () => {
  const lina = await world.browser(d.lina)
  lina.cookies.set('lang', 'en')
  const order = async () =>
    [...(await (await lina.get('/me/notices/settings')).text()).matchAll(/<strong>([^<]+)<\/strong>/g)].map(
      ([, name]) => name,
    )
  expect(pageFaults(await (await lina.get('/me/notices/settings')).text())).toEqual([])
  const call = 'Call by an operator'
  expect(await order()).toEqual(['Notification on a device', 'Telegram', 'E-mail', 'SMS', call])
  await lina.post('/me/notices/doors', { do: 'up:sms' })
  await lina.post('/me/notices/doors', { do: 'up:sms' })
  await lina.post('/me/notices/doors', { do: 'up:sms' })
  await lina.post('/me/notices/doors', { do: 'nonsense:drop' })
  expect(await order()).toEqual(['SMS', 'Notification on a device', 'Telegram', 'E-mail', call])
  await lina.post('/me/notices/doors', { do: 'off:sms' })
  const first = await notice('soon')
  await lina.post('/me/notices/doors', { do: 'on:sms' })
  const second = await notice('soon')
  expect([(await ways(first))[0]?.[0], (await ways(second))[0]?.[0]]).toEqual(['telegram', 'sms'])
  const wrong = await lina.post('/me/notices/settings', {
    digestAt: '25:00',
    quietFrom: '22:00',
    quietUntil: 'x',
    lang: 'ru',
    digest: 'yes',
  })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('25:00')
  await lina.post('/me/notices/settings', {
    digestAt: '18:00',
    quietFrom: '22:00',
    quietUntil: '07:00',
    lang: 'ru',
    digest: 'no',
  })
  const person = await world.db
    .selectFrom('people')
    .select(['quiet_from', 'quiet_until', 'lang'])
    .where('id', '=', d.lina)
    .executeTakeFirst()
  expect(person).toEqual({ quiet_from: '22:00:00', quiet_until: '07:00:00', lang: 'ru' })
  expect((await (await world.browser()).post('/me/notices/doors', { do: 'up:sms' })).status).toBe(403)
})

test('whoever wants to be rung, and nothing else, stands on the list of calls at once; what can wait is not rung about', async () => {
  const aigul = await world.browser(d.aigul)
  for (const turn of ['off:email', 'on:operator']) await aigul.post('/me/notices/doors', { do: turn })
  const [soon, later] = [await notice('soon', d.aigul), await notice('later', d.aigul)]
  await sendDue(world.system)
  expect([await ways(soon), await ways(later)]).toEqual([[['operator', 'failed', 'asked-for']], []])
  expect(await listed(d.aigul)).toBe(1)
  await aigul.post('/me/notices/doors', { do: 'off:operator' })
  expect(await ways(await notice('soon', d.aigul))).toEqual([])
})

test('an operator arranges it for whoever asks them to, on the same page, and for nobody else', async () => {
  const olzhas = await world.browser(d.operator)
  olzhas.cookies.set('lang', 'en')
  const base = `/people/${d.dana}/help`
  const started = await olzhas.post(base, { way: 'call' })
  const request = started.headers.get('location')?.split('request=')[1] ?? ''
  expect(await (await olzhas.get(`${base}?request=${request}`)).text()).toContain(`${base}/notices?request=${request}`)
  const page = await (await olzhas.get(`${base}/notices?request=${request}`)).text()
  expect(pageFaults(page)).toEqual([])
  expect(page).toContain('Help for Dana')
  for (const own of ['push-device', '/me/notices', '#telegram']) expect(page).not.toContain(own)
  await olzhas.post(`${base}/notices/doors`, { request, do: 'on:operator' })
  const hours = { quietFrom: '20:00', quietUntil: '10:00', lang: 'ru', digest: 'no', digestAt: '18:00' }
  expect((await olzhas.post(`${base}/notices`, { request, ...hours, quietFrom: '8' })).status).toBe(422)
  await olzhas.post(`${base}/notices`, { request, ...hours })
  expect((await world.entries()).slice(-2)).toMatchObject([
    { kind: 'notices.settings-changed', actorId: d.operator, onBehalfOf: d.dana, body: { fields: ['operator'] } },
    { kind: 'person.corrected', actorId: d.operator, onBehalfOf: d.dana },
  ])
  for (const [path, form] of [
    [`${base}/notices`, hours],
    [`${base}/notices/doors`, { do: 'off:operator' }],
    [`/people/${d.lina}/help/notices/doors`, { request, do: 'off:email' }],
  ] as const)
    expect((await olzhas.post(path, form)).status, path).toBe(403)
  const administrator = await world.browser(d.administrator)
  expect((await administrator.get(`${base}/notices?request=${request}`)).status).toBe(403)
})
