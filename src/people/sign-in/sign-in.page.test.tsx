import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { openSealed, seal, sealingKey } from './sealing-key'

let world: World
let district: District
const codes: string[] = []
beforeAll(async () => {
  world = await testWorld({
    log: (event, facts) => {
      if (event === 'sign-in.code') codes.push(String(facts?.code))
    },
  })
  district = await seedDistrict(world)
})

const askFor = async (contact: string, next = ''): Promise<Browser> => {
  const browser = await world.browser()
  const answer = await browser.post(`/sign-in${next}`, { contact })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`/sign-in/code${next}`)
  return browser
}
const lastCode = (): string => codes.at(-1) ?? ''
const wrongCode = (): string => String((Number(lastCode()) + 1) % 1_000_000).padStart(6, '0')

test('a code opens the account it was asked for, once, and leads to where one was going', async () => {
  const browser = await askFor('Lina@Example.kz', '?next=%2Fme%2Faccount')
  const answer = await browser.post('/sign-in/code?next=%2Fme%2Faccount', {
    code: ` ${lastCode().slice(0, 3)} ${lastCode().slice(3)}`,
  })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/me/account')
  expect(browser.cookies.has('asar_session')).toBe(true)
  expect(browser.cookies.has('asar_code')).toBe(false)
  const again = await browser.post('/sign-in/code', { code: lastCode() })
  expect(again.status).toBe(422)
})

test('after signing in nobody is sent to another site', async () => {
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    const browser = await world.browser()
    await browser.post(`/sign-in?next=${encodeURIComponent(next)}`, { contact: 'arman@example.kz' })
    world.clock.advance({ minutes: 16 })
    const answer = await browser.post(`/sign-in/code?next=${encodeURIComponent(next)}`, { code: lastCode() })
    expect(answer.headers.get('location') ?? '/me').toBe('/me')
  }
})

test('a known and an unknown contact get the same answer', async () => {
  const see = async (contact: string) => {
    const browser = await world.browser()
    const sent = await browser.post('/sign-in', { contact })
    const page = await (await browser.get('/sign-in/code')).text()
    return [
      sent.status,
      sent.headers.get('location'),
      page.replaceAll(contact, '').replace(/name="_key" value="[^"]*"/g, ''),
    ]
  }
  expect(await see('aigul@example.kz')).toEqual(await see('nobody@example.kz'))
})

test('a code opens only in the browser that asked for it', async () => {
  await askFor('dana@example.kz')
  const thief = await world.browser()
  expect((await thief.post('/sign-in/code', { code: lastCode() })).status).toBe(422)
  expect(thief.cookies.has('asar_session')).toBe(false)
})

test('a code asked for anew ends the one before', async () => {
  const browser = await askFor('dana@example.kz')
  const first = lastCode()
  await browser.post('/sign-in', { contact: 'dana@example.kz' })
  expect((await browser.post('/sign-in/code', { code: first })).status).toBe(422)
  expect((await browser.post('/sign-in/code', { code: lastCode() })).status).toBe(303)
})

test('one address asks for six hundred codes an hour at most, and is told how long to wait', async () => {
  const answers: Response[] = []
  for (let i = 0; i < 602; i++) {
    const browser = await world.browser()
    answers.push(await browser.post('/sign-in', { contact: `person-${i}@town-${i}.kz` }))
    // The form's own limit is lower: 300 in ten minutes.
    if (i % 200 === 199) await world.db.deleteFrom('rate_limits').where('bucket', 'like', 'POST /sign-in %').execute()
  }
  const refused = answers.filter(({ status }) => status === 429)
  expect(answers.filter(({ status }) => status === 303).length).toBeLessThanOrEqual(600)
  expect(refused.length).toBeGreaterThanOrEqual(2)
  expect(Number(refused.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
  world.clock.advance({ hours: 1 })
  await askFor('person@town.kz')
}, 60_000)

test('a code lives ten minutes and takes five tries', async () => {
  const late = await askFor('dana@example.kz')
  world.clock.advance({ minutes: 10 })
  expect((await late.post('/sign-in/code', { code: lastCode() })).status).toBe(422)
  const browser = await askFor('dana@example.kz')
  for (let tries = 4; tries >= 1; tries--) {
    const answer = await browser.post('/sign-in/code', { code: wrongCode() })
    expect(await answer.text()).toContain(tries === 1 ? '1 try is left' : `${tries} tries are left`)
  }
  await browser.post('/sign-in/code', { code: wrongCode() })
  expect((await browser.post('/sign-in/code', { code: lastCode() })).status).toBe(422)
  expect(browser.cookies.has('asar_session')).toBe(false)
})

test('tries side by side do not pass the limit of a code', async () => {
  const browser = await askFor('saule@example.kz')
  const wrong = wrongCode()
  const tried = await Promise.all(Array.from({ length: 12 }, () => browser.post('/sign-in/code', { code: wrong })))
  const judged = await Promise.all(tried.map((answer) => answer.text()))
  expect(judged.filter((text) => text.includes('That is not the code')).length).toBeLessThanOrEqual(5)
})

test('ten failed tries a day close a contact, whichever browser tries, and the next day opens it', async () => {
  for (let i = 0; i < 2; i++) {
    const browser = await askFor('olzhas@example.kz')
    for (let tries = 0; tries < 5; tries++) await browser.post('/sign-in/code', { code: wrongCode() })
  }
  world.clock.advance({ minutes: 20 })
  const right = await askFor('olzhas@example.kz')
  const answer = await right.post('/sign-in/code', { code: lastCode() })
  expect(await answer.text()).toContain('Too many wrong codes')
  world.clock.advance({ hours: 24 })
  const tomorrow = await askFor('olzhas@example.kz')
  expect((await tomorrow.post('/sign-in/code', { code: lastCode() })).status).toBe(303)
})

test('codes for one contact are limited, and the answer says when to come again', async () => {
  for (let i = 0; i < 4; i++) await askFor('timur@example.kz')
  const browser = await world.browser()
  const answer = await browser.post('/sign-in', { contact: 'timur@example.kz' })
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('telephones are not offered without a gateway', async () => {
  const browser = await world.browser()
  expect(await (await browser.get('/sign-in')).text()).not.toContain('E-mail or telephone')
  const answer = await browser.post('/sign-in', { contact: '8 701 234 56 78' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('For now we send to e-mail only')
})

test('where one contact serves several people, one says who is here', async () => {
  const browser = await askFor('family@example.kz')
  await browser.post('/sign-in/code', { code: lastCode() })
  const made = await browser.post('/sign-in/account', {
    name: 'Serik',
    age: '65-plus',
    place: district.localityId,
    lang: 'kk',
  })
  expect(made.status).toBe(303)
  const alone = await askFor('family@example.kz')
  expect((await alone.post('/sign-in/code', { code: lastCode() })).headers.get('location')).toBe('/me')
  const second = await askFor('family@example.kz')
  const asked = await second.post('/sign-in/code', { code: lastCode(), other: '1' })
  expect(asked.headers.get('location')).toBe('/sign-in/who')
  await second.post('/sign-in/who', { person: 'new' })
  await second.post('/sign-in/account', { name: 'Bota', age: '65-plus', place: district.localityId, lang: 'kk' })
  world.clock.advance({ minutes: 20 })
  const third = await askFor('family@example.kz')
  expect((await third.post('/sign-in/code', { code: lastCode() })).headers.get('location')).toBe('/sign-in/who')
  const page = await (await third.get('/sign-in/who')).text()
  expect(page).toContain('Serik')
  const bota = /value="([0-9a-f-]{36})"[^>]*>(?:(?!value=)[\s\S])*?Bota/.exec(page)?.[1] ?? ''
  expect((await third.post('/sign-in/who', { person: district.lina })).status).toBe(422)
  expect((await third.post('/sign-in/who', { person: bota })).headers.get('location')).toBe('/me')
})

test('an unknown contact leads to joining or to a plain account', async () => {
  const browser = await askFor('new@example.kz')
  const proved = await browser.post('/sign-in/code', { code: lastCode() })
  expect(proved.headers.get('location')).toBe('/sign-in/new')
  expect(await (await browser.get('/sign-in/new')).text()).toContain('href="/join"')
  const wrong = await browser.post('/sign-in/account', {
    name: ' ',
    age: '18-64',
    place: '',
    place_q: 'Орал',
    lang: 'ru',
  })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('Write your name')
  expect(page).toContain(district.localityId)
  const made = await browser.post('/sign-in/account', {
    name: 'Madina',
    age: '18-64',
    place: district.localityId,
    lang: 'ru',
  })
  expect(made.status).toBe(303)
  expect(browser.cookies.has('asar_session')).toBe(true)
  const kinds = (await world.entries()).map((entry) => entry.kind)
  expect(kinds.slice(-3)).toEqual(['person.created', 'person.contact-added', 'consent.given'])
  // The proof has served: it makes no second account.
  const again = await browser.post('/sign-in/account', {
    name: 'Madina',
    age: '18-64',
    place: district.localityId,
    lang: 'ru',
  })
  expect(again.headers.get('location')).toBe('/sign-in')
})

test('signing out ends the session everywhere it is kept', async () => {
  const lina = await world.browser(district.lina)
  const secret = lina.cookies.get('asar_session') ?? ''
  const answer = await lina.post('/sign-out')
  expect(answer.headers.get('location')).toBe('/')
  expect(lina.cookies.has('asar_session')).toBe(false)
  lina.cookies.set('asar_session', secret)
  expect((await lina.get('/sign-in')).status).toBe(200)
})

test('what is sealed opens with its own key and row only', async () => {
  const key = await sealingKey(world.system.config.dataFolder)
  const sealed = seal(key, 'row', '123456')
  expect(sealed.toString('latin1')).not.toContain('123456')
  expect(openSealed(key, 'row', sealed).toString()).toBe('123456')
  expect(() => openSealed(key, 'another row', sealed)).toThrow()
  expect(() => openSealed({ ...key, bytes: Buffer.alloc(32) }, 'row', sealed)).toThrow()
})

const mails: string[] = []
let refusals = 1
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, done) => {
    let text = ''
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    stream.on('end', () => {
      if (refusals-- > 0) return done(new Error('busy'))
      mails.push(text)
      done()
    })
  },
})
const port = await new Promise<number>((ready) => {
  const server = smtp.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port))
})
afterAll(() => new Promise<void>((closed) => smtp.close(() => closed())))
const mailing = await testWorld({ config: { smtpUrl: `smtp://127.0.0.1:${port}` }, background: true })

test('with a mail server the code arrives by mail, also when the server refuses at first, and leaves no trace', async () => {
  const browser = await mailing.browser()
  await browser.post('/sign-in', { contact: 'reader@example.kz' }, { 'accept-language': 'kk' })
  const timer = setInterval(() => mailing.clock.advance({ seconds: 1 }), 250)
  try {
    await expect.poll(() => mails.length, { timeout: 15_000, interval: 100 }).toBe(1)
  } finally {
    clearInterval(timer)
  }
  const mail = mails[0] ?? ''
  expect(mail).toContain('To: reader@example.kz')
  const body = /\r?\n\r?\n([\s\S]*)$/.exec(mail)?.[1] ?? ''
  const text = /base64/i.test(mail) ? Buffer.from(body, 'base64').toString() : decodeQuotedPrintable(body)
  const code = /\d{6}/.exec(text)?.[0] ?? ''
  expect(text).toContain('Асар')
  await expect.poll(async () => (await mailing.db.selectFrom('code_outbox').select('id').execute()).length).toBe(0)
  expect((await browser.post('/sign-in/code', { code })).headers.get('location')).toBe('/sign-in/new')
}, 30_000)

const decodeQuotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()
