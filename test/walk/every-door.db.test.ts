import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { openSeeds } from '../../src/dispatch/seed-post.testing'
import { newId } from '../../src/kit/ids'
import { keepInbound, type TextDoor } from '../../src/notices'
import { understandWaiting } from '../../src/notices/talk/understand'
import { type ApiCaller, openCaller } from '../api-caller'
import { type District, seedDistrict } from '../district'
import { type Browser, testWorld, type World } from '../world'

// One story, told through every door: an ask answered by a time and then by a yes, arrival and leaving, how many came, a request and its receipt. What is
// written down is the same, row by row, but for the door, ids, moments, and who passed the words on.

let world: World
let d: District
let seeds: Awaited<ReturnType<typeof openSeeds>>
let partner: ApiCaller
let dana: Browser
let operator: Browser
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  seeds = await openSeeds(world, d)
  partner = await openCaller(world, {
    scopes: ['people:help', 'dispatch:run', 'activities:manage', 'needs:enter', 'needs:verify'],
    regionId: d.region,
  })
  dana = await world.browser(d.dana)
  operator = await world.browser(d.operator)
})

/** What is asked of a door, in the order of the story. */
type Teller = {
  yesFrom(askId: string): Promise<unknown>
  yes(askId: string): Promise<unknown>
  arrive(): Promise<unknown>
  leave(): Promise<unknown>
  /** Whoever leads says that twelve came. */
  count(): Promise<unknown>
  /** Asks for twenty litres of water at home in Oral, today. */
  ask(): Promise<unknown>
  gotIt(need: { readonly id: string; readonly link: string }): Promise<unknown>
}
type Story = {
  readonly personId: string
  readonly leaderId: string
  readonly activityId: string
  readonly link: { current: string }
}

const done = async (answer: Promise<Response>): Promise<Response> => {
  const response = await answer
  const text = await response.clone().text()
  expect(response.status, text.slice(0, 3000)).toBeLessThan(400)
  return response
}
const api = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
  const answer = await partner.post(path, body)
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

const FROM = '17:00'
const water = { kind: 'food', line1: 'ауыз су', amount1: '20 литр' }

const assignmentOf = async (personId: string) =>
  (await world.db.selectFrom('assignments').select('id').where('volunteer_id', '=', personId).executeTakeFirstOrThrow())
    .id
const attendanceOf = async (personId: string) =>
  (await world.db.selectFrom('attendances').select('id').where('volunteer_id', '=', personId).executeTakeFirstOrThrow())
    .id

const contact = (personId: string, kind: string, value: string) =>
  seeds.insert([
    [
      'contact_channels',
      {
        id: newId(),
        person_id: personId,
        kind,
        value,
        verified_at: world.clock.now().toString(),
        created_at: world.clock.now().toString(),
      },
    ],
  ])

const byWeb = async ({ personId, leaderId, activityId, link }: Story): Promise<Teller> => {
  const own = await world.browser(personId)
  const leader = await world.browser(leaderId)
  const visitor = await world.browser()
  return {
    yesFrom: (askId) => done(own.post(`/asks/${askId}/answer`, { say: 'yes-from', yes_from: FROM })),
    yes: (askId) => done(own.post(`/asks/${askId}/answer`, { say: 'yes' })),
    arrive: async () => done(own.post(`/me/assignments/${await assignmentOf(personId)}/check-in`)),
    leave: async () => done(own.post(`/me/assignments/${await assignmentOf(personId)}/check-out`)),
    count: () => done(leader.post(`/activities/${activityId}/count`, { people: '12' })),
    ask: async () => {
      const place = { place: d.localityId, place_q: 'Oral', home: 'yes', address: 'Abai street 12' }
      const reach = { when: 'today', reach: 'phone', phone: '8 701 234 56 78', callSafe: 'yes', textSafe: 'yes' }
      const html = await (await done(visitor.post('/ask/send', { ...water, ...place, ...reach }))).text()
      link.current = `/n/${/\/n\/([\w-]{32})/.exec(html)?.[1] ?? ''}`
    },
    gotIt: () => done(visitor.post(`${link.current}/receipt`, { result: 'yes' })),
  }
}

/** What a person writes, word for word the same through every door of words; those helped write from a contact of their own. */
const byText =
  (door: TextDoor, kind: string, volunteer: string, helped: string, leader: string) =>
  async ({ personId, leaderId }: Story): Promise<Teller> => {
    await contact(personId, kind, volunteer)
    await contact(leaderId, kind, leader)
    const write = async (from: string, ...texts: string[]) => {
      for (const text of texts) {
        await keepInbound(world.system, {
          door,
          line: 'house',
          from,
          text,
          providerId: randomUUID(),
          at: world.clock.now(),
        })
        await understandWaiting(world.system)
      }
    }
    // Its servers are abroad: the chat agrees first.
    const asksAbroad = door === 'telegram' ? ['иә'] : []
    return {
      yesFrom: () => write(volunteer, 'иә, 2 сағаттан кейін'),
      yes: () => write(volunteer, 'Иә, келемін'),
      arrive: () => write(volunteer, 'келдім'),
      leave: () => write(volunteer, 'кеттім'),
      count: () => write(leader, '12 адам келді'),
      ask: () => write(helped, 'Оралға бүгін 20 литр ауыз су керек', ...asksAbroad),
      gotIt: () => write(helped, 'Бәрін алдым, рақмет'),
    }
  }

const byApi = async ({ personId, leaderId, activityId }: Story): Promise<Teller> => {
  const word = async () => ({ consent: (await api(`/people/${personId}/help`, { way: 'call' })).consent })
  return {
    yesFrom: async (askId) =>
      api(`/asks/${askId}/answer`, { answer: 'yes-from', yesFrom: '2026-11-22T12:00:00Z', ...(await word()) }),
    yes: async (askId) => api(`/asks/${askId}/answer`, { answer: 'yes', ...(await word()) }),
    arrive: () => api(`/activities/${activityId}/attendance`, { volunteer: personId }),
    leave: async () => api(`/attendance/${await attendanceOf(personId)}/check-out`, {}),
    count: () => api(`/activities/${activityId}/head-counts`, { people: 12, counter: leaderId }),
    ask: () =>
      api('/needs', {
        kind: 'food',
        lines: [{ words: 'ауыз су', quantity: '20' }],
        place: { locality: d.localityId, atHome: true },
        neededBy: '2026-11-22T16:00:00Z',
        urgency: 'expected',
        contact: '+7 701 234 56 79',
        consentHow: 'by-phone',
      }),
    gotIt: ({ id }) => api(`/needs/${id}/receipt`, { result: 'yes', consentHow: 'by-phone' }),
  }
}

const byCall = async ({ personId, activityId }: Story): Promise<Teller> => ({
  yesFrom: (askId) =>
    done(operator.post(`/line/person/${personId}/ask/${askId}`, { say: 'yes-from', yes_from: FROM, how: 'call' })),
  yes: (askId) => done(operator.post(`/line/person/${personId}/ask/${askId}`, { say: 'yes', how: 'call' })),
  // Who is on site is known to who leads there: the operator rings them, or they see it themselves.
  arrive: () => done(dana.post(`/activities/${activityId}/check-in`, { volunteer: personId })),
  leave: async () =>
    done(dana.post(`/activities/${activityId}/check-out`, { attendance: await attendanceOf(personId) })),
  count: () => done(dana.post(`/activities/${activityId}/count`, { people: '12' })),
  ask: async () => {
    const place = { place: d.localityId, place_q: 'Oral', home: 'yes', address: 'Zhaiyq street 90' }
    const reach = { when: 'today', reach: 'phone', phone: '8 701 234 56 70', callSafe: 'yes', textSafe: 'yes' }
    await done(operator.post('/line/caller/need', { ...water, ...place, ...reach, consentHow: 'by-phone' }))
  },
  gotIt: ({ id }) => done(operator.post(`/line/need/${id}/receipt`, { result: 'yes' })),
})

const tellers = {
  web: byWeb,
  sms: byText('sms', 'phone', '+77010000101', '+77770000101', '+77010000102'),
  telegram: byText('telegram', 'telegram', '9000101', '9000102', '9000103'),
  mail: byText('mail', 'email', 'volunteer@example.kz', 'helped@example.kz', 'leader@example.kz'),
  api: byApi,
  call: byCall,
} as const satisfies Record<string, (story: Story) => Promise<Teller>>

// Ids, moments, doors, who passed the words on, and the words themselves, kept as said: what may differ.
const differs = /(^|_)(id|ids|at|door|code|how|consent|reference|hash|by)$|^(seq|code_word|entered_by|words)$/

type Row = Record<string, unknown>
const plain = (rows: readonly object[]): Row[] =>
  inOrder(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([name]) => !differs.test(name))
          .map(([name, value]) => [name, value instanceof Temporal.Instant ? value.toString() : value]),
      ),
    ),
  )
// Rows of one moment have no order.
const inOrder = (rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

async function written(personId: string, activityId: string, needId: string): Promise<Record<string, Row[]>> {
  const of = (table: 'answers' | 'assignments' | 'attendances' | 'asks' | 'occupancy') =>
    world.db.selectFrom(table).selectAll().where('volunteer_id', '=', personId).orderBy('id').execute()
  const lines = await world.db.selectFrom('need_lines').selectAll().where('need_id', '=', needId).execute()
  const stays = await world.db
    .selectFrom('attendances')
    .select(['checked_in_at', 'checked_out_at'])
    .where('volunteer_id', '=', personId)
    .execute()
  const entries = await world.entries()
  const about = entries.filter(
    ({ body, subjectId }) => body.volunteerId === personId || subjectId === needId || subjectId === activityId,
  )
  return {
    entries: about.map(({ kind }) => ({ kind })),
    answers: plain(await of('answers')),
    asks: plain(await of('asks')),
    assignments: plain(await of('assignments')),
    attendances: plain(await of('attendances')),
    counts: plain(await world.db.selectFrom('head_counts').selectAll().where('activity_id', '=', activityId).execute()),
    stays: stays.map((stay) => ({ minutes: stay.checked_out_at?.since(stay.checked_in_at).total('minutes') })),
    needs: plain(await world.db.selectFrom('needs').selectAll().where('id', '=', needId).execute()),
    lines: plain(lines),
    movements: plain(
      await world.db
        .selectFrom('line_movements')
        .selectAll()
        .where(
          'line_id',
          'in',
          lines.map(({ id }) => id),
        )
        .orderBy('at')
        .orderBy('id')
        .execute(),
    ),
  }
}

test('the same story through every door ends in the same rows', async () => {
  const doors = Object.keys(tellers) as (keyof typeof tellers)[]
  const stories = []
  for (const door of doors) {
    const personId = await seeds.volunteer(`Volunteer by ${door}`)
    const { postId, activityId } = await seeds.post({ title: 'Sandbags' })
    await done(dana.post(`/desk/posts/${postId}/asks`, { volunteer: personId }))
    const { id: askId } = await world.db
      .selectFrom('asks')
      .select('id')
      .where('post_id', '=', postId)
      .executeTakeFirstOrThrow()
    const now = world.clock.now()
    const leaderId = await seeds.volunteer(`Leader by ${door}`)
    await seeds.set('activities', activityId, { coordinator_id: leaderId })
    await seeds.insert([
      [
        'role_grants',
        {
          id: newId(),
          person_id: leaderId,
          role: 'coordinator',
          organization_id: d.organizationId,
          granted_at: now.toString(),
        },
      ],
    ])
    const tell = await tellers[door]({ personId, leaderId, activityId, link: { current: '' } })
    stories.push({ door, personId, activityId, askId, tell })
  }
  for (const { tell, askId } of stories) await tell.yesFrom(askId)
  for (const { tell, askId } of stories) await tell.yes(askId)
  world.clock.advance({ minutes: 60 })
  const needs: string[] = []
  for (const { tell, door } of stories) {
    await tell.ask()
    const need = await world.db
      .selectFrom('needs')
      .select(['id', 'door'])
      .orderBy('id', 'desc')
      .where('id', 'not in', ['00000000-0000-0000-0000-000000000000', ...needs])
      .executeTakeFirst()
    expect(need, door).toMatchObject({ door: door === 'mail' ? 'email' : door })
    needs.push(need?.id ?? '')
  }
  world.clock.advance({ minutes: 110 })
  for (const { tell } of stories) await tell.arrive()
  world.clock.advance({ minutes: 60 })
  for (const { tell } of stories) await tell.leave()
  for (const { tell } of stories) await tell.count()
  for (const [at, { tell }] of stories.entries()) await tell.gotIt({ id: needs[at] ?? '', link: '' })

  const [first, ...others] = await Promise.all(
    stories.map(({ personId, activityId }, at) => written(personId, activityId, needs[at] ?? '')),
  )
  expect(first?.answers?.map(({ kind }) => kind).sort()).toEqual(['yes', 'yes-from'])
  expect(first?.stays).toEqual([{ minutes: 60 }])
  expect(first?.counts).toMatchObject([{ people: 12 }])
  expect(first?.needs).toMatchObject([{ state: 'met', receipt: 'yes' }])
  for (const [at, rows] of others.entries()) expect.soft(rows, stories[at + 1]?.door).toEqual(first)
})
