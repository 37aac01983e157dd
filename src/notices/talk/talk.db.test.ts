import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { openGateways } from '../../../test/gateways'
import { testWorld, type World } from '../../../test/world'
import { openSeeds } from '../../dispatch/seed-post.testing'
import { catchUp } from '../../journal'
import { newId } from '../../kit/ids'
import { deliverSealed } from '../../people/sign-in/outbox'
import { noticesFollower } from '../follower'
import { sendDue } from '../send/send-due'
import { keepInbound, type TextDoor } from './keep-inbound'
import { understandWaiting } from './understand'

const LINE = '+77112000000'
const [LINA, VILLAGER] = ['+77010000001', '+77770000009']

let world: World
let d: District
let seeds: Awaited<ReturnType<typeof openSeeds>>
let gateways: Awaited<ReturnType<typeof openGateways>>

beforeAll(async () => {
  gateways = await openGateways()
  world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms } })
  d = await seedDistrict(world)
  seeds = await openSeeds(world, d)
  await phone(d.lina, LINA)
  await seeds.insert([['notice_settings', { person_id: d.lina, email: false }]])
})
afterAll(() => gateways.close())
beforeEach(() => {
  gateways.messages.length = 0
})

const phone = (personId: string, value: string) =>
  seeds.insert([
    [
      'contact_channels',
      {
        id: newId(),
        person_id: personId,
        kind: 'phone',
        value,
        verified_at: world.clock.now(),
        created_at: world.clock.now(),
      },
    ],
  ])

const keep = (
  from: string,
  text: string,
  more: { door?: TextDoor; providerId?: string; saidAt?: Temporal.Instant } = {},
) =>
  keepInbound(world.system, {
    door: more.door ?? 'sms',
    line: LINE,
    from,
    text,
    providerId: more.providerId ?? randomUUID(),
    at: more.saidAt ?? world.clock.now(),
  })

/** Sends a text and returns what comes back to that telephone. */
async function write(from: string, text: string, saidAt?: Temporal.Instant): Promise<string | undefined> {
  await keep(from, text, saidAt === undefined ? {} : { saidAt })
  await understandWaiting(world.system)
  const before = gateways.messages.length
  await sendDue(world.system)
  return gateways.messages.slice(before).findLast(({ to }) => to === from)?.text
}

const asked = (volunteer: string) => seeds.ask(volunteer)
const askState = async (id: string) =>
  (await world.db.selectFrom('asks').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const waits = () =>
  world.db
    .selectFrom('inbound_messages')
    .select(['text', 'attention'])
    .where('attention', 'is not', null)
    .where('handled_at', 'is', null)
    .orderBy('seq')
    .execute()

test('a villager asks for help in Kazakh, sees how it stands, and says at last that it came', async () => {
  expect(await write(VILLAGER, 'Көмек керек')).toMatch(/Сізге не керек/)
  expect(await write(VILLAGER, '20 литр ауыз су керек')).toMatch(/Қай ауылға/)
  expect(await write(VILLAGER, 'Оралға')).toMatch(/Қашан керек/)
  const said = await write(VILLAGER, '2')
  const need = await world.db.selectFrom('needs').selectAll().executeTakeFirstOrThrow()
  expect(said).toContain(need.reference)
  expect(said).toContain('112')
  expect(need).toMatchObject({ door: 'sms', region_id: d.region, state: 'raised' })
  const line = await world.db.selectFrom('need_lines').selectAll().executeTakeFirstOrThrow()
  expect(line).toMatchObject({ item_id: 'drinking-water', open: 20_000 })
  expect(await write(VILLAGER, 'өтінішім қалай болды')).toContain(need.reference)
  expect(await write(VILLAGER, 'Бәрін алдым, рақмет')).toMatch(/керегін алдыңыз/)
  expect(await world.db.selectFrom('needs').select(['state', 'receipt', 'receipt_door']).execute()).toEqual([
    { state: 'met', receipt: 'yes', receipt_door: 'sms' },
  ])
})

test('a request is taken back with one digit', async () => {
  const said = await write('+77770000010', 'Оралға бүгін 5 нан керек')
  const reference = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(said ?? '')?.[0] ?? ''
  expect(await write('+77770000010', '0')).toMatch(/тоқтатылды/)
  const need = await world.db.selectFrom('needs').select('state').where('reference', '=', reference).executeTakeFirst()
  expect(need?.state).toBe('cancelled')
  expect(await write('+77770000010', '0')).toMatch(/Қайтаратын ештеңе жоқ/)
})

test('an ask is answered from a time, then yes, and the yes taken back; the record says by SMS', async () => {
  const { askId, postId } = await asked(d.lina)
  expect(await write(LINA, 'иә, 2 сағаттан кейін')).toMatch(/17:00/)
  const answer = await world.db.selectFrom('answers').selectAll().where('ask_id', '=', askId).executeTakeFirstOrThrow()
  expect(answer).toMatchObject({ kind: 'yes-from', door: 'sms', author_id: d.lina })
  expect(answer.yes_from?.toString()).toBe('2026-11-22T12:00:00Z')
  expect(await world.db.selectFrom('assignments').select('id').where('post_id', '=', postId).execute()).toEqual([])
  expect(await write(LINA, 'Иә, келемін')).toMatch(/Жазылды: келесіз/)
  expect(await askState(askId)).toBe('yes')
  expect(await write(LINA, '0')).toMatch(/қайтарылды/)
  const seats = await world.db.selectFrom('assignments').select('state').where('post_id', '=', postId).execute()
  expect(seats.map(({ state }) => state)).not.toContain('live')
})

test('with two asks open the question goes back, and the number or the code says which', async () => {
  const [first, second] = [await asked(d.arman), await asked(d.arman)]
  await phone(d.arman, '+77010000002')
  expect(await write('+77010000002', 'да')).toMatch(/Отправьте номер: 1\).*2\)/)
  expect([await askState(first.askId), await askState(second.askId)]).toEqual(['asked', 'asked'])
  expect(await write('+77010000002', `${first.code} не смогу`)).toMatch(/не придёте/)
  expect([await askState(first.askId), await askState(second.askId)]).toEqual(['no', 'asked'])
  expect(await write('+77010000002', 'может быть приду')).toMatch(/координатору/)
  expect(await askState(second.askId)).toBe('words')
})

test('nobody answers for somebody else by a code they have heard', async () => {
  const { askId, code } = await asked(d.aigul)
  await write(LINA, `${code} иә`)
  await write('+77779999999', `${code} иә`)
  expect(await askState(askId)).toBe('asked')
  expect((await waits()).filter(({ text }) => text.includes(code)).map(({ attention }) => attention)).toEqual([
    'words',
    'stranger',
  ])
})

test('who comes and goes says so by text', async () => {
  const { askId, postId } = await asked(d.aigul)
  await phone(d.aigul, '+77010000003')
  const { code } = await world.db.selectFrom('asks').select('code').where('id', '=', askId).executeTakeFirstOrThrow()
  expect(await write('+77010000003', `Иә ${code}`)).toMatch(/келесіз/)
  world.clock.advance({ minutes: 170 })
  expect(await write('+77010000003', 'келдим')).toMatch(/Келгеніңіз жазылды/)
  world.clock.advance({ minutes: 60 })
  expect(await write('+77010000003', 'кеттім')).toMatch(/Кеткеніңіз жазылды/)
  // What was said before it is not taken back in its stead.
  expect(await write('+77010000003', '0')).toMatch(/адам қарайды/)
  const stay = await world.db
    .selectFrom('attendances')
    .selectAll()
    .where('post_id', '=', postId)
    .executeTakeFirstOrThrow()
  expect(stay.checked_out_at?.since(stay.checked_in_at).total('minutes')).toBe(60)
})

test('danger shows 112 again, promises no rescue, and wakes an operator, who sees it first on the list and ticks it off', async () => {
  expect(await write('+77771111111', 'үйіміз өртеніп жатыр')).toMatch(/112.*құтқару қызметі емеспіз/)
  await world.app.journal.caughtUp()
  await catchUp(world.db, noticesFollower(world.system))
  const told = await world.db.selectFrom('notices').select('person_id').where('kind', '=', 'message-danger').execute()
  expect(told.map(({ person_id }) => person_id)).toContain(d.operator)
  const operator = await world.browser(d.operator)
  const list = async () => (await operator.get('/line')).text()
  const path = /href="(\/line\/message\/[^"]+)"/.exec(await list())?.[1] ?? ''
  const page = await (await operator.get(path)).text()
  expect(page).toContain('үйіміз өртеніп жатыр')
  expect(page).not.toContain('777 111')
  expect((await (await world.browser(d.lina)).post(path, { outcome: 'reached' })).status).toBe(403)
  expect((await operator.post(path, { outcome: 'reached' })).status).toBe(303)
  expect(await list()).not.toContain(path)
})

test('stop ends what we send by ourselves, and can be taken back', async () => {
  const smsOf = async () =>
    (await world.db.selectFrom('notice_settings').select('sms').where('person_id', '=', d.lina).executeTakeFirst())?.sms
  expect(await write(LINA, 'тоқта')).toMatch(/жазбаймыз/)
  expect(await smsOf()).toBe(false)
  expect(await write(LINA, '0')).toMatch(/қайта келеді/)
  expect(await smsOf()).toBe(true)
})

test('machines get no answer: automatic replies, our own words coming back, and senders that never stop', async () => {
  const reply = await write('+77772222222', 'сіз кімсіз')
  expect(reply).toMatch(/танымаймыз/)
  expect(await write('+77772222222', reply ?? '')).toBeUndefined()
  expect(await write('+77772222222', 'Автоответ: я за рулём')).toBeUndefined()
  expect(await write('BeeInfo', 'Ваш баланс 100')).toBeUndefined()
  for (let i = 0; i < 30; i++) await keep('+77773333333', `сіз кімсіз ${i}`)
  await understandWaiting(world.system)
  const rows = await world.db
    .selectFrom('inbound_messages')
    .select('reply')
    .where('sender', '=', '+77773333333')
    .execute()
  expect(rows.filter(({ reply: said }) => said !== null)).toHaveLength(20)
})

test('a message is answered once, though it comes again and the process dies after acting on it', async () => {
  const { askId } = await asked(d.lina)
  await keep(LINA, 'иә', { providerId: 'again' })
  await Promise.all([understandWaiting(world.system), understandWaiting(world.system)])
  await keep(LINA, 'иә', { providerId: 'again' })
  const { id } = await world.db
    .selectFrom('inbound_messages')
    .select('id')
    .where('provider_id', '=', 'again')
    .executeTakeFirstOrThrow()
  // As a process leaves it that dies between the command and the reply.
  await world.db.updateTable('inbound_messages').set({ answered_at: null }).where('id', '=', id).execute()
  await world.db
    .deleteFrom('notice_deliveries')
    .where('notice_id', 'in', world.db.selectFrom('notices').select('id').where('inbound_id', '=', id))
    .execute()
  await world.db.deleteFrom('notices').where('inbound_id', '=', id).execute()
  await understandWaiting(world.system)
  expect(await world.db.selectFrom('answers').select('kind').where('ask_id', '=', askId).execute()).toEqual([
    { kind: 'yes' },
  ])
  expect(await world.db.selectFrom('notices').select('id').where('inbound_id', '=', id).execute()).toHaveLength(1)
})

test.each(['Серік керек емес', 'без сопровождающего', 'Stop companion', 'serik jok'])(
  '«%s» ends whoever acts for the one who writes, and nothing else',
  async (text) => {
    const consentId = newId()
    const at = world.clock.now().toString()
    await seeds.insert([
      [
        'consents',
        {
          id: consentId,
          person_id: d.lina,
          purpose: 'companion',
          data: ['answer-asks'],
          given_how: 'web',
          given_at: at,
        },
      ],
      ['companions', { id: newId(), person_id: d.lina, companion_id: d.arman, consent_id: consentId, created_at: at }],
    ])
    const live = () =>
      world.db
        .selectFrom('companions')
        .select('id')
        .where('person_id', '=', d.lina)
        .where('ended_at', 'is', null)
        .execute()
    expect(await write(LINA, `${text}, Арман бұзық`)).not.toMatch(/енді сіздің атыңыздан ешкім/)
    expect(await live()).toHaveLength(1)
    await write(LINA, text)
    expect(await live()).toEqual([])
    const last = (await world.entries()).findLast((entry) => entry.kind === 'companion.ended')
    expect(last).toMatchObject({ subjectId: d.lina, door: 'sms', body: { by: 'person', companionId: d.arman } })
    const lina = await world.db
      .selectFrom('notice_settings')
      .select('sms')
      .where('person_id', '=', d.lina)
      .executeTakeFirstOrThrow()
    expect(lina.sms).toBe(true)
  },
)

test('«серік керек» asks for a companion, «серік иә» agrees to the one who offered, and no free word beside it does', async () => {
  const wish = () =>
    world.db.selectFrom('companion_wishes').selectAll().where('person_id', '=', d.lina).executeTakeFirst()
  await write(LINA, 'Серік керек па екен білмеймін')
  expect(await wish()).toBeUndefined()
  expect(await write(LINA, 'Серік керек')).toMatch(/серік іздейміз/)
  expect(await wish()).toMatchObject({ state: 'open', door: 'sms', scopes: ['answer-asks', 'say-receipts'] })
  await write(LINA, 'серік иә')
  expect(await world.db.selectFrom('companions').select('id').where('ended_at', 'is', null).execute()).toEqual([])
  const at = world.clock.now().toString()
  await seeds.insert([
    [
      'companion_asks',
      {
        id: newId(),
        wish_id: (await wish())?.id ?? '',
        volunteer_id: d.arman,
        kept: 3,
        travel_minutes: 10,
        asked_at: at,
        answer_by: at,
        state: 'yes',
        answered_at: at,
      },
    ],
  ])
  await seeds.set('companion_wishes', (await wish())?.id ?? '', { state: 'offered' })
  expect(await write(LINA, 'серік иә')).toMatch(/енді серігіңіз бар/)
  const added = (await world.entries()).findLast((entry) => entry.kind === 'companion.added')
  expect(added).toMatchObject({ subjectId: d.lina, door: 'sms', body: { companionId: d.arman, how: 'sms' } })
  await write(LINA, 'серік жоқ')
  expect(await world.db.selectFrom('companions').select('id').where('ended_at', 'is', null).execute()).toEqual([])
})

test('one telephone answers for several people, each line by its own code, and says back each', async () => {
  const HOUSE = '+77010000077'
  const [asel, bolat] = [await seeds.volunteer('Asel'), await seeds.volunteer('Bolat')]
  await phone(asel, HOUSE)
  await phone(bolat, HOUSE)
  const [first, second, stranger] = [await asked(asel), await asked(bolat), await asked(d.aigul)]
  const said = await write(HOUSE, `${first.code} иә\n${second.code} жоқ\n${stranger.code} иә`)
  expect(said).toMatch(/1\).*келеді.*2\).*келмейді.*1 жолды адам оқиды/s)
  expect([await askState(first.askId), await askState(second.askId), await askState(stranger.askId)]).toEqual([
    'yes',
    'no',
    'asked',
  ])
  const authors = await world.db
    .selectFrom('answers')
    .select('author_id')
    .where('ask_id', 'in', [first.askId, second.askId])
    .execute()
  expect(authors.map(({ author_id }) => author_id).sort()).toEqual([asel, bolat].sort())
  // A lone 0 takes back nobody's word: a person asks whose.
  expect(await write(HOUSE, '0')).toMatch(/адам қарайды/)
  expect(await askState(first.askId)).toBe('yes')
})

test('the language asked for stays with the account', async () => {
  const [marat, NUMBER] = [await seeds.volunteer('Marat'), '+77010000078']
  await phone(marat, NUMBER)
  expect(await write(NUMBER, 'на русском')).toMatch(/по-русски/)
  expect(await world.db.selectFrom('people').select('lang').where('id', '=', marat).executeTakeFirst()).toEqual({
    lang: 'ru',
  })
})

test('what was wrong with the help is written down as it was said', async () => {
  const NUMBER = '+77770000079'
  await write(NUMBER, 'Оралға бүгін 5 нан керек')
  expect(await write(NUMBER, 'жартысын алдым')).toMatch(/бір бөлігін/)
  const { receipt, receipt_reason } = await world.db
    .selectFrom('needs')
    .selectAll()
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect({ receipt, receipt_reason }).toEqual({ receipt: 'partly', receipt_reason: 'less' })
})

test.each(['Уральк', 'Orall', 'Ораал'])(
  'a place spelt «%s» is offered to choose, never taken for meant',
  async (typed) => {
    const NUMBER = `+777700008${10 + typed.length}${typed.charCodeAt(0) % 10}`
    await write(NUMBER, '3 нан керек')
    expect(await write(NUMBER, typed)).toMatch(/1\)/)
    const before = await world.db.selectFrom('needs').select('id').execute()
    expect(await write(NUMBER, '1')).toMatch(/Қашан|Когда|When/)
    await write(NUMBER, '2')
    expect(await world.db.selectFrom('needs').select('id').execute()).toHaveLength(before.length + 1)
  },
)

test.each([
  ['в г.Уральске нужен хлеб 5 шт', 'sure'],
  ['oralga bugin 5 nan kerek', 'sure'],
  ['Теке қаласына бүгін 5 нан керек', 'sure'],
  ['бүгін Уральке 5 нан керек', 'asked'],
  ['бүгін Қызылтуған ауылына 5 нан керек', 'where'],
])('a request in one sentence, «%s»: its place is %s', async (text, expected) => {
  const NUMBER = `+7777000${6000 + text.length}`
  const said = await write(NUMBER, text)
  if (expected === 'sure')
    expect(`${said} ${await write(NUMBER, '2')}`).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}.*(Орал|Уральск)/)
  if (expected === 'asked') expect(said).toMatch(/1\) Орал/)
  if (expected === 'where') expect(said).toMatch(/Қай ауылға/)
})

test('a volunteer at home in Oral who asks for a village that nobody knows is asked where, not taken to be at home', async () => {
  const [sara, NUMBER] = [await seeds.volunteer('Sara'), '+77010000096']
  await phone(sara, NUMBER)
  expect(await write(NUMBER, 'Қызылтуған ауылына бүгін 5 нан керек')).toMatch(/Қай ауылға/)
  expect(await write(NUMBER, 'Орал')).toMatch(/Өтінішіңіз жазылды.*Орал/)
})

describe('an answer that comes late, again, out of order or to an older ask', () => {
  const volunteer = async (name: string, number: string): Promise<string> => {
    const id = await seeds.volunteer(name)
    await phone(id, number)
    return id
  }

  test('counts though the time to answer is over, and said again is answered again and written once', async () => {
    const NUMBER = '+77010000101'
    const { askId } = await asked(await volunteer('Kairat', NUMBER))
    world.clock.advance({ minutes: 90 })
    await seeds.set('asks', askId, { state: 'silent' })
    expect(await write(NUMBER, 'барайын')).toMatch(/Жазылды: келесіз/)
    expect(await write(NUMBER, 'барайын')).toMatch(/бұрын жазылған/)
    expect(await write(NUMBER, 'келе алмай қалдым')).toMatch(/Орныңыз сақтаулы.*адам оқып/)
    expect(await world.db.selectFrom('answers').select('kind').where('ask_id', '=', askId).execute()).toEqual([
      { kind: 'yes' },
    ])
  })

  test('that was overtaken on the way changes nothing, and a person sees it', async () => {
    const NUMBER = '+77010000102'
    const { askId } = await asked(await volunteer('Madina', NUMBER))
    const before = world.clock.now()
    world.clock.advance({ minutes: 5 })
    expect(await write(NUMBER, 'бара алмаймын')).toMatch(/келе алмайсыз/)
    expect(await write(NUMBER, 'барамын', before)).toMatch(/кешігіп жетті/)
    expect(await askState(askId)).toBe('no')
    expect((await waits()).at(-1)).toEqual({ text: 'барамын', attention: 'words' })
    // Said after it, it counts.
    expect(await write(NUMBER, 'барамын')).toMatch(/Жазылды: келесіз/)
  })

  test('lands on the ask of its code, though another came since', async () => {
    const NUMBER = '+77010000103'
    const person = await volunteer('Serik', NUMBER)
    const older = await asked(person)
    world.clock.advance({ minutes: 10 })
    const newer = await asked(person)
    expect(await write(NUMBER, `${older.code.toLowerCase()} 2 сағаттан кейін`)).toMatch(/келетін уақытыңыз/)
    expect([await askState(older.askId), await askState(newer.askId)]).toEqual(['yes-from', 'asked'])
    // What is open is asked first: a word without a code is about the newer.
    expect(await write(NUMBER, 'жоқ')).toMatch(/келе алмайсыз/)
    expect([await askState(older.askId), await askState(newer.askId)]).toEqual(['yes-from', 'no'])
  })
})

test('«көмек» from a number nobody knows begins a request, and who asked for help is no stranger afterwards', async () => {
  const NUMBER = '+77770000104'
  expect(await write(NUMBER, 'Көмек')).toMatch(/Сізге не керек/)
  await write(NUMBER, '5 нан керек')
  expect(await write(NUMBER, 'Орал, ертең')).toMatch(/Өтінішіңіз жазылды/)
  expect(await write(NUMBER, 'көшеміз Абай 12')).toMatch(/Хабарламаңызды алдық/)
  const { need_id } = await world.db
    .selectFrom('inbound_messages')
    .select('need_id')
    .where('sender', '=', NUMBER)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  expect(need_id).not.toBeNull()
  // Of an account it asks how to write to us.
  expect(await write(LINA, 'Көмек')).toMatch(/Шақыруға/)
})

test('how many came is taken from whoever leads what runs now, and from nobody else', async () => {
  const [leader, NUMBER] = [await seeds.volunteer('Sanzhar'), '+77010000081']
  await phone(leader, NUMBER)
  const { activityId } = await seeds.post({ at: world.clock.now() })
  const counts = () =>
    world.db
      .selectFrom('head_counts')
      .select(['people', 'door', 'counted_by'])
      .where('activity_id', '=', activityId)
      .execute()
  expect(await write(NUMBER, '12 адам келді')).toMatch(/үйлестірушіге беріледі/)
  await seeds.set('activities', activityId, { coordinator_id: leader })
  // Named, but holding no role: a person looks.
  expect(await write(NUMBER, '12 адам келді')).toMatch(/үйлестірушіге беріледі/)
  expect(await counts()).toEqual([])
  await seeds.insert([
    [
      'role_grants',
      {
        id: newId(),
        person_id: leader,
        role: 'coordinator',
        organization_id: d.organizationId,
        granted_by: d.dana,
        granted_at: world.clock.now(),
      },
    ],
  ])
  expect(await write(NUMBER, '12 адам келді')).toMatch(/12 адам келді.*0/s)
  expect(await counts()).toEqual([{ people: 12, door: 'sms', counted_by: leader }])
})

describe('the number somebody was registered with in a call', () => {
  const register = async (name: string, number: string): Promise<string> => {
    const operator = await world.browser(d.operator)
    const who = { name, lang: 'kk', age: '65-plus', place: d.localityId, place_q: 'Oral', when: 'weekends' }
    const answer = await operator.post('/line/caller/register', { ...who, phone: number, agreed: 'yes' })
    return (answer.headers.get('location') ?? '').split('/').at(-1) ?? ''
  }
  const isProved = async (personId: string) =>
    (
      await world.db.selectFrom('contact_channels').select('verified_at').where('person_id', '=', personId).execute()
    ).map(({ verified_at }) => verified_at !== null)

  test('is asked by a text, proved by a yes from it alone, and answers from then on', async () => {
    const [zeinep, NUMBER] = [await register('Zeinep', '+77010000091'), '+77010000091']
    await deliverSealed(world.system)
    expect(gateways.messages.filter(({ to }) => to === NUMBER).map(({ text }) => text)).toEqual([
      expect.stringMatching(/Zeinep.*«иә»/),
    ])
    expect(await write(NUMBER, 'сіз кімсіз')).toMatch(/танымаймыз/)
    expect(await write('+77010000092', 'иә')).toMatch(/танымаймыз/)
    expect(await isProved(zeinep)).toEqual([false])
    expect(await write(NUMBER, 'Иә')).toMatch(/осы нөмірге жібереміз/)
    expect(await isProved(zeinep)).toEqual([true])
    expect((await world.entries()).findLast(({ kind }) => kind === 'person.contact-verified')).toMatchObject({
      subjectId: zeinep,
      door: 'sms',
    })
    const { askId } = await asked(zeinep)
    expect(await write(NUMBER, 'жоқ')).toMatch(/келе алмайсыз/)
    expect(await askState(askId)).toBe('no')
  })

  test('proves nothing where two were registered with it, or where it was told later than the account', async () => {
    const [first, second] = [await register('Ainur', '+77010000093'), await register('Daulet', '+77010000093')]
    expect(await write('+77010000093', 'иә')).toMatch(/танымаймыз/)
    expect([...(await isProved(first)), ...(await isProved(second))]).toEqual([false, false])
    const later = await seeds.volunteer('Gulnar')
    world.clock.advance({ minutes: 1 })
    const at = world.clock.now().toString()
    await seeds.insert([
      ['contact_channels', { id: newId(), person_id: later, kind: 'phone', value: '+77010000094', created_at: at }],
    ])
    expect(await write('+77010000094', 'иә')).toMatch(/танымаймыз/)
    expect(await isProved(later)).toEqual([false])
    world.clock.advance({ hours: 73 })
    expect(await write('+77010000094', 'иә')).toMatch(/осы нөмірге/)
  })
})
