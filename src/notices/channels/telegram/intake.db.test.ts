import { afterAll, beforeEach, expect, test } from 'vitest'
import { seedDistrict } from '../../../../test/district'
import { testWorld } from '../../../../test/world'
import { rooms } from '../../../app'
import { openSeeds } from '../../../dispatch/seed-post.testing'
import { languages } from '../../../web'
import { sendDue } from '../../send/send-due'
import { readText } from '../../talk/grammar/read-text'
import { understandWaiting } from '../../talk/understand'
import { tell } from '../../tell'
import { openBotApi } from './bot-api.testing'
import { newsInChat } from './chat-text'

const bot = await openBotApi()
const world = await testWorld({ config: { telegram: bot.settings, phone: '+77112000000' } })
const d = await seedDistrict(world)
afterAll(() => bot.close())

const MARK = 'Zxmark5512'
const ASK = `20 литр ауыз су керек, Oral, бүгін, ${MARK}`
let updateId = 1
let chat = 7000
let keyboard: { text: string; says: string }[] = []
beforeEach(() => {
  chat++
})

async function post(update: object): Promise<void> {
  const answer = await world.http.request('http://127.0.0.1:8080/channels/telegram', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': bot.settings.secret ?? '' },
    body: JSON.stringify({ update_id: updateId++, ...update }),
  })
  expect(answer.status).toBe(204)
}
/** Brings an update of a chat and returns what the bot then says there. */
async function bring(update: object): Promise<{ text: string; buttons: { text: string; says: string }[] }> {
  const before = bot.sent().length
  await post(update)
  await understandWaiting(world.system)
  await sendDue(world.system)
  type Sent = { text: string; reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] } }
  const said = bot.sent().slice(before).at(-1) as Sent | undefined
  const buttons = said?.reply_markup?.inline_keyboard.flat() ?? []
  if (buttons.length > 0) keyboard = buttons.map(({ text, callback_data }) => ({ text, says: callback_data }))
  return { text: said?.text ?? '', buttons: buttons.length > 0 ? keyboard : [] }
}
const of = () => ({ chat: { id: chat, type: 'private' }, from: { language_code: 'kk' } })
const write = (text: string) =>
  bring({ message: { ...of(), message_id: 1, date: world.clock.now().epochMilliseconds / 1000, text } })
/** Presses a button of the last keyboard by what it says. */
const press = (says: string) =>
  pressData(keyboard.find((one) => one.says.split('~')[0] === says)?.says ?? 'no such button')
const pressOfButton = (data: string) => ({
  callback_query: { id: `press-${updateId}`, data, from: of().from, message: of() },
})
const pressData = (data: string) => bring(pressOfButton(data))
const needsOf = () =>
  world.db
    .selectFrom('needs as n')
    .innerJoin('inbound_messages as m', 'm.need_id', 'n.id')
    .select(['n.id', 'n.reference', 'n.person_id', 'n.state'])
    .distinct()
    .where('m.sender', '=', String(chat))
    .execute()
const keptOf = async () =>
  JSON.stringify([
    await world.db.selectFrom('inbound_messages').selectAll().where('sender', '=', String(chat)).execute(),
    await world.db.selectFrom('conversations').selectAll().where('sender', '=', String(chat)).execute(),
  ])
const consentsOf = () => world.db.selectFrom('chat_consents').selectAll().where('chat', '=', String(chat)).execute()
const waitingOf = () =>
  world.db
    .selectFrom('inbound_messages')
    .select(['id', 'text', 'attention'])
    .where('sender', '=', String(chat))
    .where('attention', 'is not', null)
    .orderBy('seq')
    .execute()

test('a chat without an account asks for help after its consent, once: number, state, telephone', async () => {
  const asked = await write(ASK)
  expect(asked.text).toMatch(/шетелде.*\/ask.*\+7 711 200 00 00.*112/s)
  expect(asked.buttons.map(({ text }) => text)).toEqual(['Иә, келісемін', 'Жоқ', 'Маған қоңырау шалыңыз'])
  expect(await needsOf()).toEqual([])
  const raised = await pressData(asked.buttons[0]?.says ?? '')
  const [need] = await needsOf()
  expect(raised.text).toContain(need?.reference)
  expect(need?.person_id).toBeNull()
  const [consent] = await consentsOf()
  expect(consent).toMatchObject({ terms_code: 'abroad-2026-11', lang: 'kk' })
  const given = (await world.entries()).find(({ kind }) => kind === 'chat-consent.given')
  expect(given).toMatchObject({ subjectId: consent?.id, door: 'telegram', body: { terms: 'abroad-2026-11' } })
  expect((await world.entries()).findLast(({ kind }) => kind === 'need.raised')?.door).toBe('telegram')
  expect((await write('Өтініш')).text).toContain(need?.reference)
  expect((await write('8 701 555 12 34')).text).not.toContain('555')
  const operator = await world.browser(d.operator)
  const contact = await (await operator.post(`/needs/${need?.id}/contact`, { why: 'verify' })).text()
  expect(contact).toContain('+7 701 555 12 34')
  expect((await write('Өтініш')).text).toContain(need?.reference)
  expect((await write('Нан керек, Oral, ертең')).text).toMatch(/Өтінішіңіз жазылды/)
  expect((await needsOf()).length).toBe(2)
})

test('step by step like every text door, and taken back by one digit', async () => {
  expect((await write('Көмектесіңізші')).text).toMatch(/шетелде/)
  expect((await press('1')).text).toMatch(/не керек/)
  expect((await write('Отын керек')).text).toMatch(/Қай ауылға/)
  expect((await write('Oral')).text).toMatch(/Қашан/)
  expect((await press('3')).text).toMatch(/Өтінішіңіз жазылды/)
  expect((await press('0')).text).toMatch(/тоқтатылды/)
  expect((await needsOf()).map(({ state }) => state)).toEqual(['cancelled'])
})

test('whoever was helped says by a button whether it was what they needed, once', async () => {
  await write(ASK)
  await press('1')
  const [need] = await needsOf()
  await (await openSeeds(world, d)).set('needs', need?.id ?? '', {
    state: 'helped',
    helped_at: world.clock.now().toString(),
  })
  const asked = await write('Өтініш')
  expect(asked.text).toMatch(/Керегіңізді алдыңыз ба\?.*112/)
  expect(asked.buttons.map(({ text }) => text)).toEqual(['Иә, алдым', 'Бір бөлігін', 'Жоқ, алмадым', 'Қайтару'])
  expect((await press('2')).text).toMatch(/бір бөлігін алдыңыз/)
  const received = await world.db
    .selectFrom('needs')
    .select(['receipt', 'receipt_door'])
    .where('id', '=', need?.id ?? '')
    .executeTakeFirst()
  expect(received).toEqual({ receipt: 'partly', receipt_door: 'telegram' })
})

test('a button pressed twice, or under a question of before, answers nothing else', async () => {
  await write('Көмектесіңізші')
  const [agree] = keyboard
  expect((await pressData(agree?.says ?? '')).text).toMatch(/не керек/)
  expect((await write('Отын керек')).text).toMatch(/Қай ауылға/)
  expect((await write('Oral')).text).toMatch(/Қашан/)
  const [now] = keyboard
  const calls = bot.calls.length
  expect(await pressData(agree?.says ?? '')).toEqual({ text: '', buttons: [] })
  expect(bot.calls.slice(calls).map(({ method, payload }) => [method, payload.text])).toEqual([
    ['answerCallbackQuery', expect.stringContaining('жауап беріліп қойған')],
  ])
  await Promise.all([post(pressOfButton(now?.says ?? '')), post(pressOfButton(now?.says ?? ''))])
  await understandWaiting(world.system)
  await sendDue(world.system)
  expect((await needsOf()).length).toBe(1)
  expect(Buffer.byteLength(now?.says ?? '')).toBeLessThanOrEqual(64)
})

test('without a consent nothing of what was written stays: no, silence, a greeting, and a hand on the way out', async () => {
  await write(ASK)
  expect((await press('2')).text).toMatch(/сақтамадық.*\/ask/)
  expect(await keptOf()).not.toContain(MARK)
  await write(`Менің атым ${MARK}, үйіміз жанып кете жаздады, енді қайда барамыз`)
  expect(await keptOf()).toContain(MARK)
  expect((await waitingOf()).map(({ text }) => text)).toEqual([])
  world.clock.advance({ hours: 25 })
  const destroy = rooms.flatMap((room) => room.jobs ?? []).find(({ name }) => name === 'talk.destroy')
  await destroy?.run(world.system, {})
  expect(await keptOf()).not.toContain(MARK)
  expect((await write('Сәлем')).text).toMatch(/тіркелгіге қосылмаған/)
  expect(await needsOf()).toEqual([])
  expect(await consentsOf()).toEqual([])
})

test('whoever would rather be rung leaves a number, and stands in the list of calls with it alone', async () => {
  await write(ASK)
  expect((await press('3')).text).toMatch(/Қай нөмірге/)
  expect((await write('білмеймін')).text).toMatch(/оқи алмадық/)
  const rung = await write('8 701 444 12 34')
  expect([rung.text, rung.buttons.length]).toEqual([expect.stringContaining('қоңырау шалады'), 1])
  const waiting = await waitingOf()
  expect(waiting).toMatchObject([{ text: '8 701 444 12 34', attention: 'request' }])
  expect(await keptOf()).not.toContain(MARK)
  expect(await consentsOf()).toEqual([])
  const operator = await world.browser(d.operator)
  const line = await (await operator.get('/line')).text()
  expect(line).toContain(waiting[0]?.id)
  const taken = await operator.post('/line/take', { kind: 'message', id: waiting[0]?.id ?? '' })
  const call = await (await operator.get(taken.headers.get('location') ?? '')).text()
  expect(call).toContain('tel:+77014441234')
  const nobody = await world.browser(d.lina)
  expect((await nobody.get('/line')).status).toBe(403)
})

test('words of danger go to a person without a question, who can ring once a number is sent', async () => {
  expect((await write(`Үйде өрт, адам өліп жатыр ${MARK}`)).text).toMatch(/112.*нөміріңізді жіберіңіз/)
  expect((await write('8 701 333 12 34')).text).toMatch(/қоңырау шалады/)
  expect((await waitingOf()).map(({ attention }) => attention)).toEqual(['danger', 'request'])
})

test('blocking the bot ends the consent of its chat', async () => {
  await write(ASK)
  await press('1')
  expect(await consentsOf()).toHaveLength(1)
  await bring({ my_chat_member: { ...of(), new_chat_member: { status: 'kicked' } } })
  expect(await consentsOf()).toEqual([])
})

test('news come to the chat as one sentence with the link of the page, whoever comes and whatever is said there', async () => {
  await write(ASK)
  await press('1')
  const [need] = await needsOf()
  const before = bot.sent().length
  await tell(
    world.db,
    [
      {
        to: { needId: need?.id ?? '' },
        kind: 'helped-found',
        subject: { kind: 'need', id: need?.id ?? '' },
        path: '',
        pace: 'now',
        values: { needId: need?.id ?? '', reference: need?.reference ?? '' },
      },
    ],
    world.clock.now(),
    world.system.ports,
  )
  await sendDue(world.system)
  const [news, another] = bot.sent().slice(before)
  expect([String(news?.text), another]).toEqual([expect.stringMatching(/жаңалық бар.*\/n\/[\w-]{32}/), undefined])
  const page = /\/n\/[\w-]{32}/.exec(String(news?.text))?.[0] ?? ''
  expect(await (await (await world.browser()).get(page)).text()).toContain(need?.reference)
  const [look] = await world.db
    .selectFrom('looks')
    .select('what')
    .where('subject_id', '=', need?.id ?? '')
    .execute()
  expect(look?.what).toEqual(['contact'])
})

test('stop withdraws it: the next request is asked for anew, and no news of the first goes there', async () => {
  await write(ASK)
  await press('1')
  const [need] = await needsOf()
  const telling = async () => {
    const before = bot.sent().length
    const operator = await world.browser(d.operator)
    await operator.post(`/needs/${need?.id}/verify`, { method: 'call', words: MARK })
    await world.entries()
    world.clock.advance({ hours: 12 })
    await sendDue(world.system)
    return bot.sent().slice(before)
  }
  expect((await write('/stop')).text).toMatch(/келісіміңіз де аяқталды/)
  expect(await consentsOf()).toEqual([])
  expect(await telling()).toEqual([])
  expect((await world.entries()).findLast(({ kind }) => kind === 'chat-consent.ended')?.body).toEqual({
    why: 'withdrawn',
  })
  expect((await write('Нан керек, Oral, ертең')).text).toMatch(/шетелде/)
  expect((await needsOf()).length).toBe(1)
})

test('what the button under news sends is understood as the question how the request stands', () => {
  for (const lang of languages) {
    const [button] = newsInChat(lang, '').buttons
    expect(readText(button?.says ?? '').intent.kind).toBe('state')
  }
})

test('a chat that agreed and is linked later is not asked again, and the account shows the consent', async () => {
  await write(ASK)
  await press('1')
  const lina = await world.browser(d.lina)
  const code = /start=([\w-]+)/.exec(await (await lina.post('/me/notices/telegram')).text())?.[1]
  await write(`/start ${code}`)
  expect(await consentsOf()).toEqual([])
  expect((await write('Нан керек, Oral, ертең')).text).toMatch(/Өтінішіңіз жазылды/)
  const account = await (await lina.get('/me/account')).text()
  expect(account).toContain('Telegram-ның шетелдегі серверлері')
})

test('in no reply stands anything personal of those who asked', () => {
  const all = JSON.stringify(bot.sent())
  for (const planted of [MARK, '7015551234', '701 555', '7014441234', '701 444', '20 литр'])
    expect(all).not.toContain(planted)
})
