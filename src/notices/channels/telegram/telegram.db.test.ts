import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type District, seedDistrict } from '../../../../test/district'
import { openGateways } from '../../../../test/gateways'
import { testWorld, type World } from '../../../../test/world'
import { openSeeds } from '../../../dispatch/seed-post.testing'
import { newReference } from '../../../kit/reference'
import { languages } from '../../../web'
import { sendDue } from '../../send/send-due'
import { readText } from '../../talk/grammar/read-text'
import { understandWaiting } from '../../talk/understand'
import { tell } from '../../tell'
import { openBotApi } from './bot-api.testing'
import { askButtons } from './chat-text'
import { hearUpdate } from './hear-update'
import { holdPolling } from './hold-polling'
import { openTelegram } from './open-telegram'

const CHAT = 90210
let world: World
let d: District
let seeds: Awaited<ReturnType<typeof openSeeds>>
let bot: Awaited<ReturnType<typeof openBotApi>>
let gateways: Awaited<ReturnType<typeof openGateways>>
let updateId = 1

beforeAll(async () => {
  bot = await openBotApi()
  gateways = await openGateways()
  world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms, telegram: bot.settings } })
  d = await seedDistrict(world)
  seeds = await openSeeds(world, d)
})
afterAll(async () => {
  await bot.close()
  await gateways.close()
})
beforeEach(() => {
  bot.calls.length = 0
  gateways.messages.length = 0
  gateways.mails.length = 0
})

const post = (update: unknown, secret = bot.settings.secret ?? '') =>
  world.http.request('http://127.0.0.1:8080/channels/telegram', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify(update),
  })
const chat = (id = CHAT, type = 'private') => ({ id, type })
const words = (text: string, of = chat()) => ({
  update_id: updateId++,
  message: {
    message_id: 1,
    date: world.clock.now().epochMilliseconds / 1000,
    chat: of,
    text,
    from: { language_code: 'kk' },
  },
})
const press = (data: string) => ({
  update_id: updateId++,
  callback_query: { id: `press-${updateId}`, data, message: { chat: chat() }, from: { language_code: 'kk' } },
})
/** Brings an update and returns what the bot then says to the chat. */
async function bring(update: unknown): Promise<string | undefined> {
  const before = bot.sent().length
  expect((await post(update)).status).toBe(204)
  await understandWaiting(world.system)
  await sendDue(world.system)
  return bot
    .sent()
    .slice(before)
    .map(({ text }) => String(text))
    .at(-1)
}
async function link(personId: string, id = CHAT): Promise<string | undefined> {
  const page = await (await (await world.browser(personId)).post('/me/notices/telegram')).text()
  const code = /t\.me\/asar_test_bot\?start=([\w-]+)/.exec(page)?.[1] ?? ''
  return bring(words(`/start ${code}`, chat(id)))
}
type Keyboard = { readonly inline_keyboard: readonly (readonly { readonly callback_data: string }[])[] }
const buttonsOf = (message: Record<string, unknown> = {}): string[] =>
  (message.reply_markup as Keyboard).inline_keyboard.flat().map(({ callback_data }) => callback_data)
const settingsOf = (personId: string) =>
  world.db.selectFrom('notice_settings').select('telegram').where('person_id', '=', personId).executeTakeFirst()
const chatsOf = async (personId: string) =>
  (
    await world.db
      .selectFrom('contact_channels')
      .select('value')
      .where('person_id', '=', personId)
      .where('kind', '=', 'telegram')
      .execute()
  ).map(({ value }) => value)
async function asked(volunteer: string) {
  const { askId, code, activityId } = await seeds.ask(volunteer)
  const now = world.clock.now()
  const values = { askId, activityId, until: now.add({ minutes: 60 }).toString() }
  const subject = { kind: 'ask', id: askId }
  await tell(
    world.db,
    [{ to: { personId: volunteer }, kind: 'asked', subject, path: '/me', pace: 'now', values }],
    now,
    world.system.ports,
  )
  await sendDue(world.system)
  return { askId, code }
}
const askState = async (id: string) =>
  (await world.db.selectFrom('asks').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

test('Telegram is who knows the secret, and speaks with people one by one alone', async () => {
  const before = await world.db.selectFrom('inbound_messages').selectAll().execute()
  expect((await post(words('hello'), 'another-secret-of-the-same-sort')).status).toBe(404)
  expect((await post(words('hello', chat(-5, 'group')))).status).toBe(204)
  for (const odd of [null, [], 7, {}, { update_id: 'x' }, { update_id: 1, message: {} }])
    expect((await post(odd)).status).toBe(204)
  expect(await world.db.selectFrom('inbound_messages').selectAll().execute()).toEqual(before)
})

test('a chat is linked by a code that its owner sees once, and by nobody else later', async () => {
  expect(await bring(words('/start'))).toMatch(/\/me\/notices\/settings/)
  const page = await (await (await world.browser(d.lina)).post('/me/notices/telegram')).text()
  const code = /start=([\w-]+)/.exec(page)?.[1] ?? ''
  const update = words(`/start ${code}`)
  expect(await bring(update)).toMatch(/қосылды/)
  expect(await bring(update)).toMatch(/қосылды/)
  expect(await chatsOf(d.lina)).toEqual([String(CHAT)])
  expect(await bring(words(`/start ${code}`, chat(666)))).toMatch(/пайдаланылған/)
  expect(await chatsOf(d.lina)).toEqual([String(CHAT)])
  const late = /start=([\w-]+)/.exec(await (await (await world.browser(d.dana)).post('/me/notices/telegram')).text())
  world.clock.advance({ minutes: 31 })
  expect(await bring(words(`/start ${late?.[1]}`, chat(667)))).toMatch(/пайдаланылған/)
  expect(await chatsOf(d.dana)).toEqual([])
  expect((await (await world.browser()).post('/me/notices/telegram')).status).toBe(403)
})

test('what the buttons under an ask send is understood as what they say, in every language', () => {
  for (const lang of languages) {
    const read = askButtons(lang, newReference()).map(({ says }) => {
      expect(Buffer.byteLength(says)).toBeLessThanOrEqual(64)
      return readText(says)
    })
    expect(read.map(({ intent }) => intent.kind)).toEqual(['yes', 'no', 'from'])
    expect(read.every(({ code }) => code !== null)).toBe(true)
  }
})

test('an ask comes with buttons; a press answers it like the typed word, once', async () => {
  await link(d.lina)
  world.clock.advance({ hours: 20 })
  const { askId } = await asked(d.lina)
  const [message] = bot.sent().slice(-1)
  expect(message).toMatchObject({ chat_id: String(CHAT), link_preview_options: { is_disabled: true } })
  const no = buttonsOf(message)[1] ?? ''
  const pressed = press(no)
  expect(await bring(pressed)).toMatch(/келе алмайсыз/)
  expect(await bring(pressed)).toBeUndefined()
  expect(await askState(askId)).toBe('no')
  expect(bot.calls.filter(({ method }) => method === 'answerCallbackQuery')).toHaveLength(2)
  expect((await world.entries()).findLast(({ kind }) => kind.startsWith('answer.'))?.door).toBe('telegram')
})

test('a busy Telegram gets the pause it asked for, and a blocked bot hands over to the next door', async () => {
  world.clock.advance({ hours: 24 })
  bot.behave.retryAfter = 7
  await asked(d.lina)
  await sendDue(world.system)
  bot.behave.retryAfter = 0
  const tries = bot.sent().length
  world.clock.advance({ seconds: 6 })
  await sendDue(world.system)
  expect(bot.sent().length).toBe(tries)
  world.clock.advance({ seconds: 2 })
  await sendDue(world.system)
  expect(bot.sent().length).toBe(tries + 1)
  bot.blocked.add(String(CHAT))
  gateways.mails.length = 0
  await asked(d.lina)
  await sendDue(world.system)
  expect(gateways.mails.filter(({ to }) => to === 'lina@example.kz')).toHaveLength(1)
  bot.blocked.clear()
})

test('/stop and blocking the bot end it, /start begins again', async () => {
  expect(await bring(words('/stop'))).toMatch(/жазбаймыз/)
  expect(await settingsOf(d.lina)).toEqual({ telegram: false })
  expect(await bring(words('0'))).toMatch(/қайта келеді/)
  expect(await settingsOf(d.lina)).toEqual({ telegram: true })
  await bring({ update_id: updateId++, my_chat_member: { chat: chat(), new_chat_member: { status: 'kicked' } } })
  expect(await settingsOf(d.lina)).toEqual({ telegram: false })
  expect(await bring(words('/start'))).toMatch(/қосылды/)
  expect(await settingsOf(d.lina)).toEqual({ telegram: true })
  const lina = await world.browser(d.lina)
  expect(await (await lina.get('/me/notices/settings')).text()).toContain('Чат қосулы.')
  await lina.post('/me/notices/telegram/unlink')
  expect(await chatsOf(d.lina)).toEqual([])
})

test('help is asked for there only after a consent on record, asked once and withdrawn at the account', async () => {
  const needs = async () => (await world.db.selectFrom('needs').select('id').execute()).length
  const before = await needs()
  expect(await bring(words('Маған су керек', chat(777)))).toMatch(/\/ask/)
  await link(d.lina)
  expect(await bring(words('20 литр ауыз су керек, Oral, бүгін'))).toMatch(/шетелде/)
  expect(await needs()).toBe(before)
  expect(await bring(words('жоқ'))).toMatch(/\/ask/)
  await bring(words('20 литр ауыз су керек, Oral, бүгін'))
  const agree = buttonsOf(bot.sent().at(-1))[0] ?? ''
  expect(await bring(press(agree))).toMatch(/Өтінішіңіз жазылды/)
  expect(await needs()).toBe(before + 1)
  await bring(words('Нан керек, Oral, ертең'))
  expect(await needs()).toBe(before + 2)
  const consents = () =>
    world.db.selectFrom('consents').select(['id', 'given_how']).where('purpose', '=', 'transfer-abroad').execute()
  const [consent, another] = await consents()
  expect([consent?.given_how, another]).toEqual(['telegram', undefined])
  await (await world.browser(d.lina)).post('/me/account/consents/withdraw', { consent: consent?.id ?? '' })
  expect(await bring(words('Нан керек, Oral, ертең'))).toMatch(/шетелде/)
  expect(await needs()).toBe(before + 2)
})

test('nothing of those helped goes out there, not even that there is a number', async () => {
  await link(d.operator, 555)
  const visitor = await world.browser()
  const mark = 'Zxmark9917'
  await visitor.post('/ask/send', {
    kind: 'other',
    words: `${mark} үйде өрт, адам өліп жатыр`,
    place: d.localityId,
    place_q: 'Oral',
    home: 'yes',
    address: `${mark} 12`,
    name: mark,
    when: 'now',
    reach: 'phone',
    phone: '+77017734417',
    callSafe: 'yes',
    textSafe: 'yes',
  })
  const need = await world.db
    .selectFrom('needs')
    .select(['id', 'reference', 'code_word'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  world.clock.advance({ hours: 24 })
  const kinds = ['danger', 'referral-due', 'claim-asked', 'claim-lapsed', 'receipt-yes', 'receipt-partly', 'receipt-no']
  await tell(
    world.db,
    kinds.map((kind) => ({
      to: { personId: d.operator },
      kind,
      subject: { kind: 'need', id: need.id },
      path: `/needs/${need.id}`,
      pace: 'now' as const,
      values: { needId: need.id },
    })),
    world.clock.now(),
    world.system.ports,
  )
  await sendDue(world.system)
  const said = bot.sent().filter(({ chat_id }) => chat_id === '555')
  expect(said.length).toBeGreaterThanOrEqual(kinds.length)
  const all = JSON.stringify(bot.calls)
  for (const planted of [mark, '7017734417', need.reference, need.code_word ?? mark]) expect(all).not.toContain(planted)
})

test('without a public address the house asks for messages itself, and lets go of what is kept', async () => {
  const polled = openTelegram({ ...bot.settings, secret: undefined }, { clock: world.clock, log: () => {} })
  bot.waiting.push(words('Сәлем, бұл сұрау'), words('Екінші'))
  const [first, second] = [holdPolling(world.system), holdPolling(world.system)]
  expect([await first(), await second(), await first()]).toEqual([true, false, true])
  world.clock.advance({ seconds: 91 })
  expect(await second()).toBe(true)
  expect(await first()).toBe(false)
  polled.listen((update) => hearUpdate(world.system, update), '', second)
  await vi.waitUntil(
    async () =>
      (await world.db.selectFrom('inbound_messages').select('id').where('text', '=', 'Екінші').execute()).length === 1,
    { timeout: 5000 },
  )
  await polled.close()
  expect(bot.calls.map(({ method }) => method)).toContain('deleteWebhook')
  const kept = await world.db.selectFrom('inbound_messages').select('text').where('text', 'like', '%сұрау').execute()
  expect(kept).toHaveLength(1)
})

test('with a public address Telegram is told where to call, and by which secret', async () => {
  const called = openTelegram(bot.settings, { clock: world.clock, log: () => {} })
  called.listen(
    async () => {},
    'https://asar.example.kz/channels/telegram',
    async () => true,
  )
  await vi.waitUntil(() => bot.calls.some(({ method }) => method === 'setMyCommands'), { timeout: 5000 })
  await called.close()
  expect(bot.calls.find(({ method }) => method === 'setWebhook')?.payload).toMatchObject({
    url: 'https://asar.example.kz/channels/telegram',
    secret_token: bot.settings.secret,
    allowed_updates: ['message', 'callback_query', 'my_chat_member'],
  })
})
