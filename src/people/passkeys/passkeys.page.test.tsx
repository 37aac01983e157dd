import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { softKey } from './soft-key.testing'

const url = 'http://localhost:8080'
let world: World
let district: District
let key: ReturnType<typeof softKey>
beforeAll(async () => {
  // Passkeys belong to a name, never to an address.
  world = await testWorld({ config: { url } })
  district = await seedDistrict(world)
  key = softKey(url)
})
const challengeFor = async (browser: Browser, path: string): Promise<string> =>
  (JSON.parse(await (await browser.post(path)).text()) as { challenge: string }).challenge
const signIn = async (browser: Browser, answer: string) => {
  const response = await browser.post('/sign-in/passkey?next=%2Fme%2Faccount', { answer })
  return response.headers.get('location')
}

test('a signed-in person adds a passkey and sees it', async () => {
  const lina = await world.browser(district.lina)
  const answer = key.register(await challengeFor(lina, '/me/account/keys/options'))
  expect((await lina.post('/me/account/keys', { answer })).headers.get('location')).toBe('/me/account/keys')
  expect(await world.db.selectFrom('passkeys').select('person_id').execute()).toEqual([{ person_id: district.lina }])
  // The same answer once more: its challenge is gone.
  await lina.post('/me/account/keys', { answer })
  expect(await world.db.selectFrom('passkeys').select('id').execute()).toHaveLength(1)
})

test('the passkey signs in on another browser, and each signature serves once', async () => {
  const phone = await world.browser()
  const answer = key.sign(await challengeFor(phone, '/sign-in/passkey/options'))
  expect(await signIn(phone, answer)).toBe('/me/account')
  expect((await phone.get('/me/account')).status).toBe(200)
  const thief = await world.browser()
  expect(await signIn(thief, answer)).toBe('/sign-in')
  await challengeFor(thief, '/sign-in/passkey/options')
  expect(await signIn(thief, answer)).toBe('/sign-in')
  expect(thief.cookies.has('asar_session')).toBe(false)
})

test('neither a stranger’s key, nor one from another site, nor one without its person, opens', async () => {
  const browser = await world.browser()
  const ask = () => challengeFor(browser, '/sign-in/passkey/options')
  expect(await signIn(browser, softKey(url).sign(await ask()))).toBe('/sign-in')
  expect(await signIn(browser, key.sign(await ask(), false))).toBe('/sign-in')
  const elsewhere = softKey('https://evil.example')
  expect(await signIn(browser, elsewhere.sign(await ask()))).toBe('/sign-in')
  await ask()
  for (const answer of ['', '{', '[]', '{"id":1}', 'x'.repeat(30_000)])
    expect(await signIn(browser, answer)).toBe('/sign-in')
  expect(browser.cookies.has('asar_session')).toBe(false)
})

test('a challenge waits five minutes, and one for adding a key signs nobody in', async () => {
  const browser = await world.browser()
  const late = key.sign(await challengeFor(browser, '/sign-in/passkey/options'))
  world.clock.advance({ minutes: 5 })
  expect(await signIn(browser, late)).toBe('/sign-in')
  const lina = await world.browser(district.lina)
  expect(await signIn(lina, key.sign(await challengeFor(lina, '/me/account/keys/options')))).toBe('/sign-in')
})

test('nobody removes another’s key; their own they do; the last way in stays', async () => {
  const held = await world.db.selectFrom('passkeys').select('id').executeTakeFirstOrThrow()
  const arman = await world.browser(district.arman)
  await arman.post('/me/account/keys/remove', { key: held.id })
  expect(await world.db.selectFrom('passkeys').select('id').execute()).toHaveLength(1)
  const lina = await world.browser(district.lina)
  const contact = await world.db
    .selectFrom('contact_channels')
    .select('id')
    .where('person_id', '=', district.lina)
    .executeTakeFirstOrThrow()
  await lina.post('/me/account/contacts/remove', { contact: contact.id })
  await lina.post('/me/account/keys/remove', { key: held.id })
  expect(await world.db.selectFrom('passkeys').select('id').execute()).toHaveLength(1)
})

test('where the house has only a bare address, passkeys are not offered', async () => {
  const bare = await testWorld()
  const visitor = await bare.browser()
  expect(await (await visitor.get('/sign-in')).text()).not.toContain('passkey-sign-in')
  expect(await (await (await world.browser()).get('/sign-in')).text()).toContain('passkey-sign-in')
})
