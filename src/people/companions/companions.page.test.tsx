import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { openGateways } from '../../../test/gateways'
import { type Browser, testWorld, type World } from '../../../test/world'
import { ok, unwrap } from '../../kit/result'
import { inCommand } from '../../platform'
import { pageFaults } from '../../web'
import { createPerson } from '../commands/create-person'
import { listCompanions } from '../queries'

const gateways = await openGateways()
afterAll(() => gateways.close())
const world: World = await testWorld({ config: { sms: gateways.sms }, background: true })
const district: District = await seedDistrict(world)
const as = async (personId: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
const OWN = '+77017770011'
const SHARED = '+77017770022'
const until = '2027-01-01'

/** Somebody who has a telephone and no browser, as an operator registered them. */
const registered = async (name: string, phones: readonly string[]) =>
  unwrap(
    await inCommand(world.system, 'test', async (tx) =>
      ok(
        await createPerson(tx, {
          name,
          regionId: district.region,
          localityId: district.localityId,
          zone: district.zone,
          lang: 'en',
          ageBand: '65-plus',
          cameBy: 'operator',
          contacts: phones.map((value) => ({ kind: 'phone' as const, value, verified: false })),
          consentHow: 'call',
        }),
      ),
    ),
  )

let bibi: string
beforeAll(async () => {
  bibi = await registered('Bibi', [OWN])
})
/** Past the commands: what a test stands on, not what it tests. */
async function past(text: string, ...values: unknown[]) {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query(text, values)
  await client.end()
}

const ofBibi = () => listCompanions(world.db, bibi, world.clock.now())
const lastText = () => gateways.messages.at(-1)?.text ?? ''

async function helping(personId: string, way: string): Promise<{ olzhas: Browser; base: string; request: string }> {
  const olzhas = await as(district.operator)
  const base = `/people/${personId}/help`
  const request = (await olzhas.post(base, { way })).headers.get('location')?.split('request=')[1] ?? ''
  return { olzhas, base, request }
}

test('a person agrees by telling the code that came to their own telephone; another code makes no pair', async () => {
  const lina = await as(district.lina)
  const page = await (await lina.get('/me/account/acting/ask')).text()
  expect(pageFaults(page)).toEqual([])
  const asked = { contact: OWN, scope: 'answer-asks', tie: 'neighbour', until }
  const leader = await lina.post('/me/account/acting/ask', { ...asked, tie: 'teacher' })
  expect(leader.status).toBe(422)
  const refused = await leader.text()
  expect(refused).toContain('it is hard to say no to them')
  expect(refused).toContain(OWN)
  expect((await lina.post('/me/account/acting/ask', asked)).headers.get('location')).toBe('/me/account/acting/code')
  await expect.poll(() => gateways.messages.length, { timeout: 10_000 }).toBe(1)
  expect(gateways.messages[0]?.to).toBe(OWN)
  expect(lastText()).toMatch(/Lina wants to act for you \(answer as you say\) until 1 January 2027/)
  const code = /code (\d{6})/.exec(lastText())?.[1] ?? ''
  expect(
    (await lina.post('/me/account/acting/code', { code: String((Number(code) + 1) % 1_000_000).padStart(6, '0') }))
      .status,
  ).toBe(422)
  // The code is of the one who asked: told to somebody else it serves nobody.
  const arman = await as(district.arman)
  expect((await arman.post('/me/account/acting/code', { code })).headers.get('location')).toBe('/me/account/acting/ask')
  expect(await ofBibi()).toEqual([])
  expect((await lina.post('/me/account/acting/code', { code })).headers.get('location')).toBe('/me/account')
  expect(await ofBibi()).toMatchObject([{ companionId: district.lina, agreedHow: 'code', tie: 'neighbour' }])
  const added = (await world.entries()).findLast((entry) => entry.kind === 'companion.added')
  expect(added).toMatchObject({ subjectId: bibi, actorId: district.lina, body: { how: 'code', tie: 'neighbour' } })
  expect((await lina.post('/me/account/acting/code', { code })).headers.get('location')).toBe('/me/account/acting/ask')
  const acting = await (await lina.get('/me/account')).text()
  expect(acting).toContain('Agreed by a one-time code')
  expect(pageFaults(acting)).toEqual([])
})

test('who asks learns nothing about a number nobody has, and never gets the code themselves', async () => {
  const arman = await as(district.arman)
  const asked = { contact: '+77017770099', scope: 'answer-asks', tie: 'friend', until }
  expect((await arman.post('/me/account/acting/ask', asked)).headers.get('location')).toBe('/me/account/acting/code')
  expect((await arman.post('/me/account/acting/code', { code: '000000' })).status).toBe(422)
  const own = await arman.post('/me/account/acting/ask', { ...asked, contact: 'arman@example.kz' })
  expect(own.status).toBe(422)
  expect(gateways.messages).toHaveLength(1)
})

test('an operator records who agreed by call and before whom; on paper a witness and a day are asked', async () => {
  const { olzhas, base, request } = await helping(bibi, 'paper')
  const named = { request, contact: 'arman@example.kz', scope: 'answer-asks', tie: 'friend', until }
  const bare = await olzhas.post(`${base}/companions`, named)
  expect(bare.status).toBe(422)
  const words = await bare.text()
  for (const said of ['Write your name', 'Give the day it was signed', 'Tick that you have seen', 'Add a picture'])
    expect(words).toContain(said)
  const signed = { ...named, witness: 'Sholpan', signed: '2026-11-20', seen: 'yes', keptAt: 'Folder 3' }
  expect((await olzhas.post(`${base}/companions`, { ...signed, signed: '2026-12-20' })).status).toBe(422)
  expect((await olzhas.post(`${base}/companions`, { ...signed, contact: 'olzhas@example.kz' })).status).toBe(422)
  expect((await olzhas.post(`${base}/companions`, signed)).status).toBe(303)
  const page = await (await olzhas.get(`${base}?request=${request}`)).text()
  expect(page).toContain('Agreed on paper')
  expect(page).toContain('Before the operator Olzhas')
  expect(page).toContain('Witness: Sholpan, signed 20 November 2026')
  const call = await helping(bibi, 'call')
  const byCall = { request: call.request, contact: 'aigul@example.kz', scope: 'say-receipts', tie: 'relative', until }
  expect((await call.olzhas.post(`${base}/companions`, byCall)).status).toBe(303)
  expect((await ofBibi()).map(({ agreedHow, beforeName }) => [agreedHow, beforeName])).toEqual([
    ['code', null],
    ['paper', 'Olzhas'],
    ['call', 'Olzhas'],
  ])
})

test('whoever coordinates the work a person is asked to cannot be named, and one who leads loses nothing but the word', async () => {
  const { olzhas, base, request } = await helping(bibi, 'call')
  const named = { request, contact: 'dana@example.kz', scope: 'answer-asks', tie: 'friend', until }
  await past(
    "INSERT INTO organization_members (organization_id, person_id, state, since) VALUES ($1, $2, 'member', now())",
    district.organizationId,
    bibi,
  )
  const refused = await olzhas.post(`${base}/companions`, named)
  expect(await refused.text()).toContain('they have power over you')
  await past('DELETE FROM organization_members WHERE person_id = $1', bibi)
})

test('a person takes their account over: nobody acts for them, shared numbers leave it, what was done stays', async () => {
  for (const [personId, value] of [
    [district.lina, SHARED],
    [bibi, SHARED],
  ])
    await past(
      "INSERT INTO contact_channels (id, person_id, kind, value, verified_at, created_at) VALUES (gen_random_uuid(), $1, 'phone', $2, now(), now())",
      personId,
      value,
    )
  const mine = await as(bibi)
  // Her own number is told, not proved: by herself that is not enough.
  const early = await mine.post('/me/account/take-over')
  expect(early.status).toBe(422)
  expect(await early.text()).toContain('that no companion has')
  const arman = await as(district.arman)
  expect((await arman.post(`/people/${bibi}/help/take-over`)).status).toBe(403)
  const { olzhas, base, request } = await helping(bibi, 'call')
  expect(pageFaults(await (await olzhas.get(`${base}/take-over?request=${request}`)).text())).toEqual([])
  expect((await olzhas.post(`${base}/take-over`, { request })).status).toBe(303)
  expect(await ofBibi()).toEqual([])
  const left = await world.db.selectFrom('contact_channels').select('value').where('person_id', '=', bibi).execute()
  expect(left).toEqual([{ value: OWN }])
  expect((await mine.get('/me/account')).status).toBe(303)
  expect((await world.entries()).at(-1)).toMatchObject({
    kind: 'person.took-over',
    subjectId: bibi,
    onBehalfOf: bibi,
    body: { companions: 3, contacts: 1 },
  })
  const acts = await (await olzhas.get(`${base}/acts?request=${request}`)).text()
  expect(acts).toContain('Olzhas, for Bibi')
  expect(acts).toContain('Handed the account to the person')
})
