import { beforeAll, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { newId } from '../../kit/ids'

let world: World
let d: District
let region: ApiCaller
let far: ApiCaller
let helpers: ApiCaller
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  const scopes = ['enter', 'triage', 'verify', 'claim', 'read-contact'].map((one) => `needs:${one}`)
  const all = [...scopes, 'causes:answer', 'region:review']
  region = await openCaller(world, { scopes: all, regionId: d.region })
  far = await openCaller(world, { scopes: all, regionId: 'KZ-75' })
  helpers = await openCaller(world, { scopes: all, organizationId: d.organizationId })
})

async function raise(words = 'ауыз су'): Promise<string> {
  const made = await region.post('/needs', {
    kind: 'food',
    lines: [{ words, quantity: '20' }],
    place: { locality: d.localityId, atHome: true, address: 'HiddenStreet 9' },
    neededBy: '2026-11-23T15:00:00Z',
    urgency: 'expected',
    name: 'Serik',
    contact: '8 701 234 56 78',
    callSafe: true,
    consentHow: 'by-phone',
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return String(made.body.id)
}
const stateOf = async (id: string) => (await region.get(`/needs/${id}`)).body.state

test('a need is judged, corrected, refused and opened again', async () => {
  const id = await raise()
  expect((await region.post(`/needs/${id}/triage`, { urgency: 'immediate', severity: 'severe' })).status).toBe(200)
  const [line] = (await region.get(`/needs/${id}`)).body.lines as { id: string }[]
  const change = {
    consentHow: 'by-phone',
    lines: [{ line: line?.id, quantity: 5000 }],
    added: { words: 'көрпе', quantity: '3' },
  }
  expect((await region.post(`/needs/${id}/correct`, change)).status).toBe(200)
  expect((await region.get(`/needs/${id}`)).body).toMatchObject({
    urgency: 'immediate',
    severity: 'severe',
    lines: expect.arrayContaining([
      expect.objectContaining({ open: 5000, withdrawn: 15000 }),
      expect.objectContaining({ requested: 3 }),
    ]),
  })
  const refusal = { method: 'call', reason: 'not-volunteers' }
  const repeat = newId()
  expect((await region.post(`/needs/${id}/refuse`, refusal, repeat)).status).toBe(200)
  expect((await region.post(`/needs/${id}/refuse`, refusal, repeat)).body).toEqual({ id })
  expect(await region.post(`/needs/${id}/refuse`, { ...refusal, method: 'visit' }, repeat)).toMatchObject({
    status: 422,
    body: { title: 'key reused' },
  })
  expect(await region.post(`/needs/${id}/refuse`, refusal)).toMatchObject({ status: 409 })
  expect(await stateOf(id)).toBe('refused')
  expect((await region.post(`/needs/${id}/reopen`)).status).toBe(200)
  expect(await stateOf(id)).toBe('raised')
  expect((await region.post(`/needs/${id}/cancel`, { consentHow: 'by-phone' })).status).toBe(200)
  expect(await stateOf(id)).toBe('cancelled')
})

test('a referral names the person who refers, and ends with what came of it', async () => {
  const id = await raise()
  const wish = { receiver: 'Social service', followUpAt: '2026-11-25T05:00:00Z' }
  expect((await region.post(`/needs/${id}/referrals`, { ...wish, referredBy: d.lina })).status).toBe(403)
  const made = await region.post(`/needs/${id}/referrals`, { ...wish, referredBy: d.operator })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const { referral } = made.body
  expect((await far.post(`/referrals/${referral}/close`, { outcome: 'taken' })).status).toBe(403)
  expect((await region.post(`/referrals/${referral}/close`, { outcome: 'taken' })).status).toBe(200)
})

test('an alarm is taken up by a person, whom the key names', async () => {
  const id = await raise('бала суға батып жатыр')
  expect((await region.get(`/needs/${id}`)).body).toMatchObject({ alarm: true })
  expect((await region.post(`/needs/${id}/danger`, { takenBy: d.lina })).status).toBe(403)
  expect((await region.post(`/needs/${id}/danger`, { takenBy: d.operator })).status).toBe(200)
  expect((await region.get(`/needs/${id}`)).body).toMatchObject({ alarm: false })
})

test('the same need asked for twice is shown as a proposal, and raised once a person says so', async () => {
  const [one, other] = [await raise(), await raise()]
  const { links } = (await region.get(`/needs/${other}/links`)).body as { links: { id: string; other: string }[] }
  const link = links.find((each) => each.other === one)
  expect((await far.get(`/needs/${other}/links`)).status).toBe(404)
  expect((await far.post(`/need-links/${link?.id}/decide`, { same: true })).status).toBe(403)
  expect((await region.post(`/need-links/${link?.id}/decide`, { same: true })).status).toBe(200)
  expect((await region.get(`/needs/${one}`)).body).toMatchObject({ urgency: 'immediate' })
})

test('contact and address open only to whoever may go there, and each look is recorded with its reason', async () => {
  const id = await raise()
  const seen = await region.get(`/needs/${id}/contact?why=visit`)
  expect(seen.body).toMatchObject({ name: 'Serik', address: 'HiddenStreet 9', contact: '+77012345678' })
  const looks = await world.db.selectFrom('looks').select(['what']).where('subject_id', '=', id).execute()
  expect(looks).toEqual([{ what: ['contact', 'address', 'vulnerability', 'words', 'why:visit'] }])
  expect((await region.get(`/needs/${id}/contact`)).status).toBe(422)
  for (const stranger of [far, helpers]) {
    const refused = await stranger.get(`/needs/${id}/contact?why=visit`)
    expect(refused.status).toBe(403)
    expect(JSON.stringify(refused.body)).not.toContain('HiddenStreet')
  }
})

test('the queue is paged, and holds nothing of the person', async () => {
  const seen: string[] = []
  let cursor: unknown = null
  do {
    const page = await region.get(`/needs?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`)
    expect(JSON.stringify(page.body)).not.toMatch(/HiddenStreet|Serik|7012345678/)
    seen.push(...(page.body.needs as { id: string }[]).map((need) => need.id))
    cursor = page.body.next
  } while (cursor !== null)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThan(2)
  expect((await far.get('/needs')).body.needs).toEqual([])
  expect((await far.get(`/needs?region=${d.region}`)).status).toBe(403)
})

test('link and code are made anew for whoever may hold them, the same for a repeat', async () => {
  const id = await raise()
  const repeat = newId()
  const made = await region.post(`/needs/${id}/keys`, { consentHow: 'in-person' }, repeat)
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  expect((await region.post(`/needs/${id}/keys`, { consentHow: 'in-person' }, repeat)).body).toEqual(made.body)
  expect((await (await world.browser()).get(new URL(String(made.body.followUrl)).pathname)).status).toBe(200)
  expect((await helpers.post(`/needs/${id}/keys`, { consentHow: 'in-person' })).status).toBe(403)
})

test('causes are said once a need is closed, and answered by a named person of the authority', async () => {
  const id = await raise()
  expect((await region.post(`/needs/${id}/cause`, { cause: 'transport' })).status).toBe(409)
  expect((await region.post(`/needs/${id}/close`, { reason: 'helped-elsewhere' })).status).toBe(200)
  expect((await region.post(`/needs/${id}/cause`, { cause: 'transport' })).status).toBe(200)
  const passedOn = { cause: 'roads-snow', consentHow: 'by-phone' }
  expect((await region.post(`/needs/${id}/cause`, passedOn)).status).toBe(200)
  expect((await helpers.post(`/needs/${id}/cause`, passedOn)).status).toBe(403)
  const said = await world.db.selectFrom('need_causes').select('said_by').where('need_id', '=', id).execute()
  expect(said.map((row) => row.said_by).sort()).toEqual(['coordinator', 'person-helped'])
  const answer = { region: d.region, cause: 'transport', words: 'A bus from March on.' }
  expect((await region.post('/causes/answers', { ...answer, answeredBy: d.dana })).status).toBe(403)
  expect((await far.post('/causes/answers', { ...answer, answeredBy: d.authority })).status).toBe(403)
  expect((await region.post('/causes/answers', { ...answer, answeredBy: d.authority })).status).toBe(201)
})

test('an incident begins and ends in the region of the key alone', async () => {
  const flood = { region: d.region, name: 'Zhaiyq flood', hazard: 'flood' }
  expect((await far.post('/incidents', flood)).status).toBe(403)
  const started = await region.post('/incidents', flood)
  expect(started.status).toBe(201)
  expect((await far.post(`/incidents/${started.body.id}/close`)).status).toBe(403)
  expect((await region.post(`/incidents/${started.body.id}/close`)).status).toBe(200)
  expect((await region.get('/incidents')).body.incidents).toMatchObject([{ name: 'Zhaiyq flood' }])
})

test('a key of another region changes no need of this one', async () => {
  const id = await raise()
  const before = (await world.entries()).length
  const steps: readonly (readonly [string, unknown])[] = [
    ['triage', { urgency: 'future', severity: 'minor' }],
    ['danger', { takenBy: d.operator }],
    ['refuse', { method: 'call', reason: 'false' }],
    ['correct', { consentHow: 'by-phone', address: 'Elsewhere 1' }],
    ['cancel', { consentHow: 'by-phone' }],
    ['keys', { consentHow: 'by-phone' }],
    ['close', { reason: 'not-reached' }],
    ['cause', { cause: 'other' }],
    ['referrals', { receiver: 'X', followUpAt: '2026-11-25T05:00:00Z', referredBy: d.operator }],
  ]
  for (const [step, body] of steps) expect((await far.post(`/needs/${id}/${step}`, body)).status, step).toBe(403)
  expect(await world.entries()).toHaveLength(before)
})
