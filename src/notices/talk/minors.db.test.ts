import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { openGateways } from '../../../test/gateways'
import { type Browser, testWorld, type World } from '../../../test/world'
import { openSeeds } from '../../dispatch/seed-post.testing'
import { newId } from '../../kit/ids'
import { guardianConsentAt } from '../../people'
import { pageFaults } from '../../web'
import { keepInbound } from './keep-inbound'
import { understandWaiting } from './understand'

// What the law says of minors holds whichever door a yes comes by, and a guardian's consent opens the same doors whichever way it was given.
const gateways = await openGateways()
afterAll(() => gateways.close())
const world: World = await testWorld({ config: { sms: gateways.sms }, background: true })
const d: District = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const [MINOR, PARENT, CHAT] = ['+77010000051', '+77010000052', '100051']
let zere: string
let partner: ApiCaller
let own: Browser
let olzhas: Browser
let arman: Browser
let dana: Browser
let passer: Browser
let house: ApiCaller
beforeAll(async () => {
  zere = await seeds.volunteer('Zere', { person: { age_band: 'under-14' } })
  const at = world.clock.now().toString()
  const channel = (kind: string, value: string) =>
    ['contact_channels', { id: newId(), person_id: zere, kind, value, verified_at: at, created_at: at }] as const
  const agreed = { id: newId(), person_id: zere, purpose: 'companion', data: ['answer-asks'] }
  await seeds.insert([
    channel('phone', MINOR),
    channel('telegram', CHAT),
    ['consents', { ...agreed, given_by: zere, given_how: 'web', given_at: at }],
    [
      'companions',
      { id: newId(), person_id: zere, companion_id: d.arman, consent_id: agreed.id, created_at: at, tie: 'neighbour' },
    ],
  ])
  partner = await openCaller(world, { scopes: ['dispatch:run', 'people:help'], regionId: d.region })
  own = await world.browser(zere)
  olzhas = await world.browser(d.operator)
  arman = await world.browser(d.arman)
  dana = await world.browser(d.dana)
  passer = await world.browser()
  house = await openCaller(world, { scopes: ['activities:manage'], organizationId: d.organizationId })
  for (const browser of [own, olzhas, arman, dana, passer]) browser.cookies.set('lang', 'en')
})

// A telephone is answered so many times an hour.
beforeEach(() => world.clock.advance({ hours: 1 }))

let day = 1
/** An ask for work of its own, every other day so that nobody works too many in a row; Monday at noon by itself. */
async function asked(flags: string[], hour = 12): Promise<{ askId: string; code: string }> {
  const at = Temporal.Instant.from('2026-11-23T00:00:00Z').add({ hours: 48 * day++ + hour - 5 })
  return seeds.ask(zere, { at, flags, minutes: 40 * 60 })
}

/** What a page says went wrong; the whole of it where nothing did. */
const words = async (answer: Promise<Response>): Promise<string> => {
  const page = await (await answer).text()
  return /class="error-summary[\s\S]*?<\/div>/.exec(page)?.[0] ?? page
}
/** Writes from the minor's own telephone or chat, and returns what is answered. */
const text = (door: 'sms' | 'telegram') => async (said: string) => {
  const from = door === 'sms' ? MINOR : CHAT
  const message = { door, line: '+77112000000', from, providerId: randomUUID() } as const
  await keepInbound(world.system, { ...message, text: said, at: world.clock.now() })
  await understandWaiting(world.system)
  const kept = () =>
    world.db
      .selectFrom('inbound_messages')
      .select(['reply', 'answered_at'])
      .where('provider_id', '=', message.providerId)
      .executeTakeFirstOrThrow()
  // The house itself may be at it already.
  await expect.poll(async () => (await kept()).answered_at, { timeout: 10_000 }).not.toBeNull()
  return (await kept()).reply ?? ''
}

/** Every door a yes comes by; each returns what it is answered. */
const doors = {
  page: ({ askId }) => words(own.post(`/asks/${askId}/answer`, { say: 'yes' })),
  api: async ({ askId }) =>
    JSON.stringify((await partner.post(`/asks/${askId}/answer`, { answer: 'yes', how: 'call' })).body),
  sms: ({ code }) => text('sms')(`${code} иә`),
  telegram: ({ code }) => text('telegram')(`${code} иә`),
  call: ({ askId }) => words(olzhas.post(`/line/person/${zere}/ask/${askId}`, { say: 'yes', how: 'call' })),
  paper: ({ askId }) => words(olzhas.post(`/line/person/${zere}/ask/${askId}`, { say: 'yes', how: 'letter' })),
  companion: ({ askId }) => words(arman.post(`/asks/${askId}/theirs`, { say: 'yes', how: 'in-person' })),
} satisfies Record<string, (ask: { askId: string; code: string }) => Promise<string>>

const seatsOf = async (askId: string) => {
  const row = await world.db
    .selectFrom('asks')
    .select(['state', 'post_id'])
    .where('id', '=', askId)
    .executeTakeFirstOrThrow()
  const seats = await world.db
    .selectFrom('assignments')
    .select('id')
    .where('post_id', '=', row.post_id)
    .where('volunteer_id', '=', zere)
    .where('state', '=', 'live')
    .execute()
  return { state: row.state, seats: seats.length }
}

type Came = { state: string; seats: number }
/** Says yes through every door, each to an ask of its own; what came of each. */
async function throughAll(flags: string[], hour?: number): Promise<Record<string, Came>> {
  const came: Record<string, Came> = {}
  for (const [name, say] of Object.entries(doors)) {
    const ask = await asked(flags, hour)
    await say(ask)
    came[name] = await seatsOf(ask.askId)
  }
  return came
}
const everywhere = (what: Came) => Object.fromEntries(Object.keys(doors).map((name) => [name, what]))
const refused = everywhere({ state: 'asked', seats: 0 })
const taken = everywhere({ state: 'yes', seats: 1 })
const age = (band: string) => seeds.set('people', zere, { age_band: band })
const consentNow = () => guardianConsentAt(world.db, zere, world.clock.now())

async function helping(way: string): Promise<{ base: string; request: string }> {
  const base = `/people/${zere}/help`
  const request = (await olzhas.post(base, { way })).headers.get('location')?.split('request=')[1] ?? ''
  return { base, request }
}

test('under 14, and where nobody knows the age, a yes without a guardian counts through no door', async () => {
  expect(await throughAll([])).toEqual(refused)
  await age('unknown')
  expect(await throughAll([])).toEqual(refused)
  await age('under-14')
})

test('a guardian consents by telling the code that came to their own telephone; then every door takes the yes', async () => {
  const before = gateways.messages.length
  expect((await own.post('/me/account/guardian', { name: 'Gulnar', contact: MINOR })).status).toBe(422)
  expect((await own.post('/me/account/guardian', { name: 'Gulnar', contact: PARENT })).status).toBe(303)
  await expect
    .poll(() => gateways.messages.slice(before).find(({ to }) => to === PARENT), { timeout: 10_000 })
    .toBeDefined()
  const text = gateways.messages.find(({ to }) => to === PARENT)?.text ?? ''
  const code = /code (\d{6})/.exec(text)?.[1] ?? ''
  const page = await (await own.get('/me/account')).text()
  const path = /\/me\/account\/guardian\/code\?guardian=([0-9a-f-]{36})/.exec(page)
  const guardian = path?.[1] ?? ''
  expect(pageFaults(page)).toEqual([])
  expect(pageFaults(await (await own.get(path?.[0] ?? '')).text())).toEqual([])
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  const typed = { guardian, code: wrong, relation: 'mother' }
  expect((await own.post('/me/account/guardian/code', { guardian, code })).status).toBe(422)
  expect((await own.post('/me/account/guardian/code', typed)).status).toBe(422)
  // Nobody else's page takes it.
  const lina = await world.browser(d.lina)
  expect((await lina.post('/me/account/guardian/code', { ...typed, code })).status).toBe(404)
  expect(await consentNow()).toBe('none')
  expect((await own.post('/me/account/guardian/code', { ...typed, code })).status).toBe(303)
  expect(await consentNow()).toBe('given')
  expect((await world.entries()).findLast(({ kind }) => kind === 'guardian.consented')).toMatchObject({
    subjectId: zere,
    body: { how: 'code', relation: 'mother' },
  })
  expect(await throughAll([])).toEqual(taken)
  const given = (await world.entries()).filter(({ kind }) => kind === 'answer.given').slice(-7)
  const through = ['web', 'api', 'sms', 'telegram', 'call', 'paper', 'companion']
  expect(given.map(({ publicBody }) => publicBody.door)).toEqual(through)
})

const forbidden = [
  ['disaster', 12, '12(2-1)(1)'],
  ['emergency', 12, '12(2-1)(1)'],
  ['refugees', 12, '12(2-1)(1)'],
  ['criminal-record', 12, '12(2-1)(2)'],
  ['heavy', 12, '12(2-1)(3)'],
  ['night', 22, '12(2)'],
] as const
const bands = ['under-14', '14-15', '16-17'] as const

test.each(forbidden)(
  'no consent opens %s to anyone under 18, through no door, and each says why and what would',
  async (flag, hour, article) => {
    expect(await consentNow()).toBe('given')
    for (const band of bands) {
      await age(band)
      // What is refused stays open: one ask is tried through every door.
      const ask = await asked([flag], hour)
      for (const [name, say] of Object.entries(doors)) {
        const said = await say(ask)
        const about = `${band} ${flag} by ${name}: ${said.slice(0, 300)}`
        expect(said.includes(article) || said.includes(`minor-${flag}`), about).toBe(true)
        // At night a parent who comes along opens it; nothing opens the others.
        expect(/opens when a parent|openBy":\["rep|жол ашылады/.test(said), about).toBe(flag === 'night')
      }
      expect(await seatsOf(ask.askId), `${band} ${flag}`).toEqual({ state: 'asked', seats: 0 })
    }
  },
)

test('nobody under 18 is let in on site to what is forbidden, now, said later, by a partner’s system or at the gate', async () => {
  for (const band of bands) {
    await age(band)
    const { activityId } = await seeds.post({ at: world.clock.now().subtract({ minutes: 30 }), flags: ['heavy'] })
    const site = `/activities/${activityId}/site`
    const arrived = { volunteer: zere, what: 'arrived' }
    const gate = /\/gate\/[\w-]{32}/.exec(await words(dana.post(`/activities/${activityId}/gate`)))?.[0] ?? ''
    const said = [
      await words(dana.post(site, arrived)),
      // Waited for a network, and sent twice.
      await words(dana.post(site, { ...arrived, at: world.clock.now().subtract({ minutes: 20 }).toString() })),
      await words(dana.post(site, { ...arrived, at: world.clock.now().subtract({ minutes: 20 }).toString() })),
      await words(dana.post(`/activities/${activityId}/check-in`, { volunteer: zere })),
      JSON.stringify((await house.post(`/activities/${activityId}/attendance`, { volunteer: zere })).body),
      await words(passer.post(gate, { name: 'Sabina', age: band, representative: '1' })),
    ]
    for (const [at, one] of said.entries())
      expect(one.includes('12(2-1)(3)') || one.includes('minor-heavy'), `${band}, ${at}: ${one.slice(0, 400)}`).toBe(
        true,
      )
    const there = await world.db.selectFrom('attendances').select('id').where('activity_id', '=', activityId).execute()
    expect(there).toEqual([])
  }
})

test('the guardian takes it back by a call, and no door is open any more; a paper signed before somebody opens them again', async () => {
  await age('under-14')
  const call = await helping('call')
  const { id } = await world.db
    .selectFrom('guardians')
    .select('id')
    .where('minor_id', '=', zere)
    .executeTakeFirstOrThrow()
  expect((await own.post('/me/account/guardian/withdraw', { guardian: id })).status).toBe(404)
  expect((await olzhas.post(`${call.base}/guardian/withdraw`, { request: call.request, guardian: id })).status).toBe(
    303,
  )
  expect(await consentNow()).toBe('withdrawn')
  expect(await throughAll([])).toEqual(refused)
  const { base, request } = await helping('paper')
  expect(pageFaults(await (await olzhas.get(`${base}/guardian/paper?request=${request}`)).text())).toEqual([])
  const paper = {
    ...{ request, name: 'Gulnar', relation: 'mother', signed: '2026-11-21', seen: 'yes' },
    keptAt: 'Akimat of Syrym, folder 3',
  }
  for (const lacking of ['name', 'relation', 'signed', 'seen', 'keptAt'])
    expect((await olzhas.post(`${base}/guardian/paper`, { ...paper, [lacking]: '' })).status).toBe(422)
  const lina = await world.browser(d.lina)
  expect((await lina.post(`${base}/guardian/paper`, paper)).status).toBe(403)
  expect((await olzhas.post(`${base}/guardian/paper`, paper)).status).toBe(303)
  expect(await (await olzhas.get(`${base}?request=${request}`)).text()).toContain(
    'Signed 21 November 2026, seen by Olzhas',
  )
  expect(await consentNow()).toBe('given')
  expect(await throughAll([])).toEqual(taken)
})
