import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { ok, unwrap } from '../../kit/result'
import { inCommand } from '../../platform'
import { pageFaults } from '../../web'
import { createPerson } from '../commands/create-person'
import { eraseUnanswered, invitePerson } from '../commands/invitations'
import { findPerson, guardianConsentAt } from '../queries'

let world: World
let district: District
/** A browser of somebody, in English whatever the account says. */
const as = async (personId: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
let zere: string
const newcomer = () => ({
  name: 'Zere',
  regionId: district.region,
  localityId: district.localityId,
  zone: district.zone,
  lang: 'kk' as const,
})
beforeAll(async () => {
  world = await testWorld()
  district = await seedDistrict(world)
  const made = await inCommand(world.system, 'test', async (tx) =>
    ok(
      await createPerson(tx, {
        ...newcomer(),
        ageBand: '14-15',
        cameBy: 'self',
        contacts: [{ kind: 'email', value: 'zere@example.kz', verified: true }],
        consentHow: 'web',
      }),
    ),
  )
  zere = unwrap(made)
})
const consentNow = () => guardianConsentAt(world.db, zere, world.clock.now())

async function linkByOperator(): Promise<string> {
  const olzhas = await as(district.operator)
  const base = `/people/${zere}/help`
  const request = (await olzhas.post(base, { way: 'in-person' })).headers.get('location')?.split('request=')[1] ?? ''
  const own = await olzhas.post(`${base}/guardian`, { request, name: 'Gulnar', contact: 'zere@example.kz' })
  expect(await own.text()).toContain('your own contact')
  const page = await (
    await olzhas.post(`${base}/guardian`, { request, name: 'Gulnar', contact: 'gulnar@example.kz' })
  ).text()
  return /\/guardian\/[\w-]+/.exec(page)?.[0] ?? ''
}

test('a guardian consents on their own link, and withdraws there; opening the link changes nothing', async () => {
  const link = await linkByOperator()
  const gulnar = await world.browser()
  const page = await gulnar.get(link)
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(await page.text()).toContain('May Zere volunteer?')
  expect(await consentNow()).toBe('none')
  expect((await gulnar.post(`${link}/consent`, { name: 'Gulnar', relation: 'mother' })).status).toBe(422)
  expect((await gulnar.post(`${link}/consent`, { name: 'Gulnar', relation: 'mother', sure: 'yes' })).status).toBe(303)
  expect(await consentNow()).toBe('given')
  world.clock.advance({ hours: 1 })
  await gulnar.post(`${link}/refuse`)
  expect(await consentNow()).toBe('withdrawn')
  expect(await guardianConsentAt(world.db, zere, world.clock.now().subtract({ minutes: 30 }))).toBe('given')
  await gulnar.post(`${link}/consent`, { name: 'Gulnar', relation: 'mother', sure: 'yes' })
  expect(await consentNow()).toBe('given')
  const kinds = (await world.entries()).map((entry) => entry.kind).filter((kind) => kind.startsWith('guardian.'))
  expect(kinds).toEqual([
    'guardian.named',
    'guardian.consented',
    'guardian.withdrew',
    'guardian.refused',
    'guardian.consented',
  ])
})

test('a minor cannot withdraw it, and it runs out after a year', async () => {
  const browser = await as(zere)
  const { id } = await world.db
    .selectFrom('consents')
    .select('id')
    .where('person_id', '=', zere)
    .where('purpose', '=', 'minor-volunteering')
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow()
  await browser.post('/me/account/consents/withdraw', { consent: id })
  expect(await consentNow()).toBe('given')
  expect(await guardianConsentAt(world.db, zere, world.clock.now().add({ hours: 24 * 366 }))).toBe('expired')
})

test('without a sender a minor is told to turn to an operator, and nobody is named', async () => {
  const browser = await as(zere)
  const answer = await browser.post('/me/account/guardian', { name: 'Gulnar', contact: 'gulnar@example.kz' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('turn to an operator')
})

test('a link waits thirty days for an answer; after a yes it serves to withdraw as long as the consent lasts', async () => {
  const silent = await linkByOperator()
  const answered = await linkByOperator()
  const gulnar = await world.browser()
  await gulnar.post(`${answered}/consent`, { name: 'Gulnar', relation: 'mother', sure: 'yes' })
  world.clock.advance({ hours: 24 * 30 })
  expect((await gulnar.get(silent)).status).toBe(410)
  expect((await gulnar.post(`${silent}/refuse`)).status).toBe(410)
  expect((await gulnar.get(answered)).status).toBe(200)
  world.clock.advance({ hours: 24 * 336 })
  expect((await gulnar.get(answered)).status).toBe(410)
})

test('a lost link is made anew, and the old one stops working', async () => {
  const lost = await linkByOperator()
  const { id } = await world.db
    .selectFrom('guardians')
    .select('id')
    .where('minor_id', '=', zere)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  // Without a sender only an operator can hand it over.
  const own = await (await as(zere)).post('/me/account/guardian/link', { guardian: id })
  expect(own.headers.get('location')).toBe('/me/account')
  const olzhas = await as(district.operator)
  const ask = async (personId: string) =>
    (await olzhas.post(`/people/${personId}/help`, { way: 'call' })).headers.get('location')?.split('request=')[1] ?? ''
  // Another person's guardian is nobody's business here.
  const foreign = await olzhas.post(`/people/${district.lina}/help/guardian/link`, {
    request: await ask(district.lina),
    guardian: id,
  })
  expect(foreign.status).toBe(303)
  const visitor = await world.browser()
  expect((await visitor.get(lost)).status).toBe(200)
  const answer = await olzhas.post(`/people/${zere}/help/guardian/link`, { request: await ask(zere), guardian: id })
  const fresh = /\/guardian\/[\w-]+/.exec(await answer.text())?.[0] ?? ''
  expect((await visitor.get(lost)).status).toBe(410)
  expect((await visitor.get(fresh)).status).toBe(200)
})

test('a wrong link opens nothing', async () => {
  const visitor = await world.browser()
  expect((await visitor.get(`/guardian/${'x'.repeat(32)}`)).status).toBe(410)
  expect((await visitor.post(`/guardian/${'x'.repeat(32)}/consent`, { sure: 'yes' })).status).toBe(410)
})

const invite = async (name: string) =>
  unwrap(
    await inCommand(world.system, 'test', async (tx) =>
      ok(
        await invitePerson(tx, {
          ...newcomer(),
          name,
          cameBy: 'import',
          contacts: [{ kind: 'email', value: `${name.toLowerCase()}@example.kz`, verified: false }],
          invitation: { inviter: 'School No. 7', inviterKind: 'school', lawfulBasis: 'consent on paper' },
        }),
      ),
    ),
  )

test('an invited person is in nobody’s list until they say yes on their own link', async () => {
  const { personId, secret } = await invite('Bolat')
  const browser = await world.browser()
  expect(await (await browser.get(`/invitation/${secret}`)).text()).toContain('School No. 7')
  expect((await findPerson(world.db, personId))?.state).toBe('invited')
  expect((await browser.post(`/invitation/${secret}/accept`)).headers.get('location')).toBe('/join')
  expect((await findPerson(world.db, personId))?.state).toBe('active')
  expect(browser.cookies.has('asar_session')).toBe(true)
  expect((await browser.get(`/invitation/${secret}`)).status).toBe(410)
  const stranger = await world.browser()
  expect((await stranger.post(`/invitation/${secret}/accept`)).status).toBe(410)
})

test('a no erases at once, silence after thirty days', async () => {
  const no = await invite('Nurlan')
  const silent = await invite('Sholpan')
  const browser = await world.browser()
  await browser.post(`/invitation/${no.secret}/refuse`)
  expect(await findPerson(world.db, no.personId)).toMatchObject({ state: 'erased', name: null, inviter: null })
  world.clock.advance({ hours: 24 * 30 - 1 })
  await eraseUnanswered(world.system)
  expect((await findPerson(world.db, silent.personId))?.state).toBe('invited')
  world.clock.advance({ hours: 1 })
  await eraseUnanswered(world.system)
  expect(await findPerson(world.db, silent.personId)).toMatchObject({ state: 'erased', name: null })
  expect((await world.entries()).at(-1)).toMatchObject({
    kind: 'person.erased',
    body: { rule: 'invitation-unanswered' },
  })
})

test('in simple mode a guardian is asked one question a page, without script, and nothing is written before the last press', async () => {
  const path = await linkByOperator()
  const gulnar = await world.browser()
  for (const [name, value] of [
    ['lang', 'en'],
    ['simple', 'on'],
  ] as const)
    gulnar.cookies.set(name, value)
  const first = await (await gulnar.get(path)).text()
  expect(pageFaults(first)).toEqual([])
  expect(first).not.toContain('name="relation"')
  expect(pageFaults(await (await gulnar.get(`${path}?step=who`)).text())).toEqual([])
  const unsaid = await gulnar.get(`${path}?step=name`)
  expect(unsaid.status).toBe(422)
  const named = await (await gulnar.get(`${path}?step=name&relation=mother`)).text()
  expect(pageFaults(named)).toEqual([])
  expect(named).toContain('I agree that')
  const empty = await gulnar.post(`${path}/consent`, { name: '', relation: 'mother', sure: 'yes' })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('name="relation" value="mother"')
  expect((await gulnar.post(`${path}/consent`, { name: 'Gulnar', relation: 'mother', sure: 'yes' })).status).toBe(303)
  expect(await (await gulnar.get(path)).text()).toContain('I withdraw my consent')
})
