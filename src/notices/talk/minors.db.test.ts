import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { openGateways } from '../../../test/gateways'
import { type Browser, testWorld, type World } from '../../../test/world'
import { openSeeds } from '../../dispatch/seed-post.testing'
import { newId } from '../../kit/ids'
import { newReference } from '../../kit/reference'
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
const [MINOR, PARENT] = ['+77010000051', '+77010000052']
let zere: string
let partner: ApiCaller
let own: Browser
let olzhas: Browser
beforeAll(async () => {
  zere = await seeds.volunteer('Zere', { person: { age_band: 'under-14' } })
  const at = world.clock.now().toString()
  await seeds.insert([
    [
      'contact_channels',
      { id: newId(), person_id: zere, kind: 'phone', value: MINOR, verified_at: at, created_at: at },
    ],
  ])
  partner = await openCaller(world, { scopes: ['dispatch:run', 'people:help'], regionId: d.region })
  own = await world.browser(zere)
  olzhas = await world.browser(d.operator)
  for (const browser of [own, olzhas]) browser.cookies.set('lang', 'en')
})

let day = 1
/** An ask for work of its own, an hour that collides with no other; Monday at noon by itself. */
async function asked(flags: string[], hour = 12): Promise<{ askId: string; code: string }> {
  const at = Temporal.Instant.from('2026-11-23T00:00:00Z').add({ hours: 24 * day++ + hour - 5 })
  const { postId, activityId } = await seeds.post({ at, flags })
  const [askId, code, now] = [newId(), newReference(), world.clock.now()]
  await seeds.insert([
    [
      'asks',
      {
        id: askId,
        code,
        post_id: postId,
        activity_id: activityId,
        organization_id: d.organizationId,
        volunteer_id: zere,
        region_id: d.region,
        kind: 'environment',
        terms_version: 1,
        chance_permille: 500,
        asked_at: now.toString(),
        answer_by: now.add({ hours: 40 }).toString(),
        state: 'asked',
      },
    ],
  ])
  return { askId, code }
}

const doors = {
  page: ({ askId }) => own.post(`/asks/${askId}/answer`, { say: 'yes' }),
  api: ({ askId }) => partner.post(`/asks/${askId}/answer`, { answer: 'yes', how: 'call' }),
  text: async ({ code }) => {
    const message = { door: 'sms', line: '+77112000000', from: MINOR, providerId: randomUUID() } as const
    await keepInbound(world.system, { ...message, text: `${code} иә`, at: world.clock.now() })
    await understandWaiting(world.system)
  },
  console: ({ askId }) => olzhas.post(`/line/person/${zere}/ask/${askId}`, { say: 'yes', how: 'call' }),
} satisfies Record<string, (ask: { askId: string; code: string }) => Promise<unknown>>

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

/** Says yes through every door, each to an ask of its own; what came of each. */
async function throughAll(flags: string[], hour?: number): Promise<Record<string, { state: string; seats: number }>> {
  const came: Record<string, { state: string; seats: number }> = {}
  for (const [name, say] of Object.entries(doors)) {
    const ask = await asked(flags, hour)
    await say(ask)
    came[name] = await seatsOf(ask.askId)
  }
  return came
}
const everywhere = (what: { state: string; seats: number }) => ({ page: what, api: what, text: what, console: what })
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
  const given = (await world.entries()).filter(({ kind }) => kind === 'answer.given').slice(-4)
  expect(given.map(({ publicBody }) => publicBody.door)).toEqual(['web', 'api', 'sms', 'call'])
})

test.each([
  ['disaster', 12],
  ['emergency', 12],
  ['refugees', 12],
  ['criminal-record', 12],
  ['heavy', 12],
  ['night', 22],
] as const)('no consent opens %s to a minor, through no door', async (flag, hour) => {
  await age('16-17')
  expect(await throughAll([flag], hour)).toEqual(refused)
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
