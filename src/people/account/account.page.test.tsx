import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { newId } from '../../kit/ids'
import { recordLook } from '../../platform'
import { correctPerson } from '../commands/correct-person'
import { registerEraser, registerExporter } from '../erasers'
import { findPerson } from '../queries'

let world: World
let district: District
/** A browser of somebody, in English whatever the account says. */
const as = async (personId: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
const codes: string[] = []
beforeAll(async () => {
  world = await testWorld({
    log: (event, facts) => {
      if (event === 'sign-in.code') codes.push(String(facts?.code))
    },
  })
  district = await seedDistrict(world)
})
const last = async () => (await world.entries()).at(-1)

test('a person sees all that is kept, and corrects it', async () => {
  const lina = await as(district.lina)
  const page = await (await lina.get('/me/account')).text()
  for (const words of ['Lina', 'lina@example.kz', '18–64', 'Oral']) expect(page).toContain(words)
  const form = {
    name: 'Lina K.',
    age: '18-64',
    place: district.localityId,
    simple: 'yes',
  }
  const wrong = await lina.post('/me/account/edit', { ...form, name: '  ' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Write your name')
  expect((await lina.post('/me/account/edit', form)).headers.get('location')).toBe('/me/account')
  expect(await findPerson(world.db, district.lina)).toMatchObject({
    name: 'Lina K.',
    simple: true,
  })
  expect(await last()).toMatchObject({
    kind: 'person.corrected',
    body: { fields: ['name', 'simple'] },
  })
  // How they are told is arranged in one place, which both pages lead to.
  for (const path of ['/me/account', '/me/account/edit'])
    expect(await (await lina.get(path)).text()).toContain('href="/me/notices/settings"')
  // Nothing changed, nothing written.
  const before = (await world.entries()).length
  await lina.post('/me/account/edit', form)
  expect(await world.entries()).toHaveLength(before)
})

test('large and simple goes with the account to any device, whose own switch goes before it', async () => {
  const arman = await as(district.arman)
  const isSimple = async (browser: typeof arman) => (await (await browser.get('/')).text()).includes('data-simple=""')
  const form = { name: 'Arman', age: '18-64', place: district.localityId }
  await arman.get('/simple?to=on&back=/')
  await arman.get('/simple?to=off&back=/')
  await arman.post('/me/account/edit', { ...form, simple: 'yes' })
  expect(await last()).toMatchObject({ kind: 'person.corrected', body: { fields: expect.arrayContaining(['simple']) } })
  expect(await isSimple(arman)).toBe(true)
  const other = await as(district.arman)
  expect(await isSimple(other)).toBe(true)
  await other.get('/simple?to=off&back=/')
  expect(await isSimple(other)).toBe(false)
  expect(await isSimple(arman)).toBe(true)
  expect(await (await arman.get('/me/account/edit')).text()).toMatch(/name="simple"[^>]*checked/)
  await arman.post('/me/account/edit', form)
  expect(await isSimple(await as(district.arman))).toBe(false)
})

test('who said they are under 18 comes of age by a date of birth only', async () => {
  const arman = await as(district.arman)
  const form = { name: 'Arman', place: district.localityId }
  expect((await arman.post('/me/account/edit', { ...form, age: '16-17' })).status).toBe(303)
  const refused = await arman.post('/me/account/edit', { ...form, age: '18-64' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('give your date of birth')
  expect((await arman.post('/me/account/edit', { ...form, birthDate: '1999-02-29' })).status).toBe(422)
  expect((await arman.post('/me/account/edit', { ...form, birthDate: '1999-02-28' })).status).toBe(303)
  expect(await findPerson(world.db, district.arman)).toMatchObject({ ageBand: '18-64', birthDate: '1999-02-28' })
  expect(await last()).toMatchObject({ kind: 'person.aged', body: { from: '16-17', to: '18-64', exact: true } })
})

test('a further contact is added once proved, and the last way to sign in stays', async () => {
  const aigul = await as(district.aigul)
  const sent = await aigul.post('/me/account/contacts', { contact: 'second@example.kz' })
  expect(sent.headers.get('location')).toBe('/me/account/contacts/code')
  const wrong = String((Number(codes.at(-1)) + 1) % 1_000_000).padStart(6, '0')
  expect((await aigul.post('/me/account/contacts/code', { code: wrong })).status).toBe(422)
  await aigul.post('/me/account/contacts/code', { code: codes.at(-1) ?? '' })
  const page = await (await aigul.get('/me/account')).text()
  expect(page).toContain('second@example.kz')
  const [first, second] = await world.db
    .selectFrom('contact_channels')
    .select('id')
    .where('person_id', '=', district.aigul)
    .orderBy('created_at')
    .execute()
  await aigul.post('/me/account/contacts/remove', { contact: first?.id ?? '' })
  await aigul.post('/me/account/contacts/remove', { contact: second?.id ?? '' })
  const left = await world.db
    .selectFrom('contact_channels')
    .select('value')
    .where('person_id', '=', district.aigul)
    .execute()
  expect(left).toEqual([{ value: 'second@example.kz' }])
  // Nobody takes away somebody else's contact.
  const lina = await as(district.lina)
  await lina.post('/me/account/contacts/remove', { contact: second?.id ?? '' })
  expect(
    await world.db.selectFrom('contact_channels').select('id').where('person_id', '=', district.aigul).execute(),
  ).toHaveLength(1)
})

test('nobody corrects somebody else past the operator’s door', async () => {
  const ctx = {
    ...world.system,
    actor: { kind: 'person', personId: district.lina, name: 'Lina', sessionId: 's', grants: [] },
  } as const
  expect(await correctPerson(ctx, { personId: district.dana, name: 'X' })).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  })
})

test('the person sees who looked', async () => {
  const dana = {
    ...world.system,
    actor: {
      kind: 'person',
      personId: district.dana,
      name: 'Dana',
      sessionId: 's',
      grants: [{ role: 'coordinator', organizationId: district.organizationId, regionId: null }],
    },
  } as const
  await recordLook(world.db, dana, {
    subjectPersonId: district.lina,
    subjectKind: 'person',
    subjectId: district.lina,
    what: ['contact', 'something-of-a-room'],
  })
  const lina = await as(district.lina)
  const page = await (await lina.get('/me/account/looks')).text()
  expect(page).toContain('Dana, coordinator')
  expect(page).toContain('contact and other data')
})

test('use of data is stopped and allowed again', async () => {
  const lina = await as(district.lina)
  await lina.post('/me/account/restrict', { restricted: 'yes' })
  expect((await findPerson(world.db, district.lina))?.restrictedAt).not.toBeNull()
  expect((await last())?.kind).toBe('person.restricted')
  await lina.post('/me/account/restrict', { restricted: 'no' })
  expect((await findPerson(world.db, district.lina))?.restrictedAt).toBeNull()
})

test('an operator does the same for a person who asked, and everything says so', async () => {
  const olzhas = await as(district.operator)
  const found = await olzhas.post('/people', { contact: 'dana@example.kz' })
  expect(await found.text()).toContain(`/people/${district.dana}/help`)
  const base = `/people/${district.dana}/help`
  expect((await olzhas.post(base, { way: '' })).status).toBe(422)
  const started = await olzhas.post(base, { way: 'call' })
  const request = started.headers.get('location')?.split('request=')[1] ?? ''
  expect(await (await olzhas.get(`${base}?request=${request}`)).text()).toContain('dana@example.kz')
  const form = {
    name: 'Dana B.',
    age: '18-64',
    place: district.localityId,
  }
  expect((await olzhas.post(`${base}/edit`, { ...form, request })).status).toBe(303)
  expect(await last()).toMatchObject({
    kind: 'person.corrected',
    actorId: district.operator,
    onBehalfOf: district.dana,
    door: 'call',
  })
  const dana = await as(district.dana)
  expect(await (await dana.get('/me/account')).text()).toContain('Help by an operator')
  expect(await (await dana.get('/me/account/looks')).text()).toContain('Olzhas, operator')
  // Without the person's request, with another's, or after an hour, the door is closed.
  expect((await olzhas.post(`${base}/edit`, form)).status).toBe(403)
  expect((await olzhas.post(`/people/${district.lina}/help/edit`, { ...form, request })).status).toBe(403)
  const administrator = await as(district.administrator)
  expect((await administrator.post(`${base}/edit`, { ...form, request })).status).toBe(403)
  world.clock.advance({ minutes: 61 })
  expect((await olzhas.post(`${base}/edit`, { ...form, request })).status).toBe(403)
})

test('an operator cannot take an account by adding a contact of their own', async () => {
  const olzhas = await as(district.operator)
  const base = `/people/${district.dana}/help`
  const request = (await olzhas.post(base, { way: 'call' })).headers.get('location')?.split('request=')[1] ?? ''
  const added = await olzhas.post(`${base}/contacts`, { contact: 'taken@example.kz', request })
  expect(added.status).toBe(303)
  const enter = async () => {
    const thief = await world.browser()
    await thief.post('/sign-in', { contact: 'taken@example.kz' })
    return thief.post('/sign-in/code', { code: codes.at(-1) ?? '' })
  }
  const refused = await enter()
  expect(refused.status).toBe(403)
  expect(refused.headers.getSetCookie().join()).not.toContain('asar_session')
  expect(await refused.text()).toContain('does not open the account yet')
  // After three days in which its owner was told and left it, it opens like any other.
  world.clock.advance({ hours: 73 })
  expect((await enter()).headers.get('location')).toBe('/me')
  const { id } = await world.db
    .selectFrom('contact_channels')
    .select('id')
    .where('value', '=', 'taken@example.kz')
    .executeTakeFirstOrThrow()
  await (await as(district.dana)).post('/me/account/contacts/remove', { contact: id })
})

test('those who hold a role of the house are helped by an administrator alone', async () => {
  const olzhas = await as(district.operator)
  const refused = await olzhas.post(`/people/${district.administrator}/help`, { way: 'call' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('an administrator helps them')
  const timur = await as(district.administrator)
  expect((await timur.post(`/people/${district.officer}/help`, { way: 'call' })).status).toBe(303)
})

test('the person withdraws the request for help at once', async () => {
  const olzhas = await as(district.operator)
  const base = `/people/${district.dana}/help`
  const request = (await olzhas.post(base, { way: 'paper' })).headers.get('location')?.split('request=')[1] ?? ''
  const dana = await as(district.dana)
  await dana.post('/me/account/consents/withdraw', { consent: request })
  expect((await olzhas.get(`${base}?request=${request}`)).status).toBe(403)
})

test('a companion is allowed, seen and ended', async () => {
  const dana = await as(district.dana)
  const until = '2027-01-01'
  expect(
    (
      await dana.post('/me/account/companions', {
        contact: 'nobody@example.kz',
        scope: 'answer-asks',
        tie: 'friend',
        until,
      })
    ).status,
  ).toBe(422)
  expect(
    (
      await dana.post('/me/account/companions', {
        contact: 'saule@example.kz',
        scope: 'answer-asks',
        tie: 'friend',
        until,
      })
    ).status,
  ).toBe(303)
  const shown = await (await dana.get('/me/account')).text()
  expect(shown).toContain('Saule')
  expect(shown).toMatch(/Allowed:\s*answer what I am asked, as I say/i)
  const saule = await as(district.officer)
  expect(await (await saule.get('/me/account')).text()).toContain('You act for')
  const { id } = await world.db.selectFrom('companions').select('id').executeTakeFirstOrThrow()
  await dana.post('/me/account/companions/end', { companion: id })
  expect(await world.db.selectFrom('companions').select('id').where('ended_at', 'is', null).execute()).toEqual([])
  expect((await last())?.kind).toBe('companion.ended')
})

test('nobody accompanies more than five people, whoever leads them, or a child without its representative', async () => {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  const past = async (sql: string, ...values: unknown[]) => client.query(sql, values)
  await past('SET session_replication_role = replica')
  const refused = async (personId: string, contact: string): Promise<string> => {
    const person = await as(personId)
    const fields = { contact, scope: 'answer-asks', tie: 'friend', until: '2027-01-01' }
    const response = await person.post('/me/account/companions', fields)
    expect(response.status).toBe(422)
    return response.text()
  }
  await past(
    "INSERT INTO organization_members (organization_id, person_id, state, since) VALUES ($1, $2, 'member', now())",
    district.organizationId,
    district.lina,
  )
  expect(await refused(district.lina, 'dana@example.kz')).toContain('power over you')
  await past("UPDATE people SET age_band = 'under-14', birth_date = NULL WHERE id = $1", district.aigul)
  expect(await refused(district.aigul, 'saule@example.kz')).toContain('Under 14')
  await past("UPDATE people SET age_band = '18-64' WHERE id = $1", district.aigul)
  const consentId = newId()
  await past(
    `INSERT INTO consents (id, person_id, purpose, data, given_how, given_at, valid_until)
      VALUES ($1, $2, 'companion', '{answer-asks}', 'web', $3, '2027-01-01')`,
    consentId,
    district.lina,
    world.clock.now().toString(),
  )
  for (let served = 0; served < 5; served++)
    await past(
      'INSERT INTO companions (id, person_id, companion_id, consent_id, created_at) VALUES ($1, $2, $3, $4, now())',
      newId(),
      district.lina,
      district.officer,
      consentId,
    )
  expect(await refused(district.aigul, 'saule@example.kz')).toContain('5 people already')
  await past('DELETE FROM companions')
  await past('DELETE FROM organization_members WHERE person_id = $1', district.lina)
  await client.end()
})

test('a companion gives it up themselves, and nobody ends what is not theirs', async () => {
  const dana = await as(district.dana)
  const until = '2027-01-01'
  await dana.post('/me/account/companions', { contact: 'saule@example.kz', scope: 'answer-asks', tie: 'friend', until })
  const live = world.db.selectFrom('companions').select('id').where('ended_at', 'is', null)
  const { id } = await live.executeTakeFirstOrThrow()
  await (await as(district.arman)).post('/me/account/acting/end', { companion: id })
  await (await as(district.arman)).post('/me/account/companions/end', { companion: id })
  expect(await live.execute()).toHaveLength(1)
  await (await as(district.officer)).post('/me/account/acting/end', { companion: id })
  expect(await live.execute()).toEqual([])
})

test('sessions are listed and ended', async () => {
  const here = await as(district.dana)
  const phone = await as(district.dana)
  expect((await phone.get('/me/account')).status).toBe(200)
  expect(await (await here.get('/me/account/keys')).text()).toContain('this device')
  await here.post('/me/account/sessions/end', { session: 'others' })
  expect((await phone.get('/me/account')).status).toBe(303)
  expect((await here.get('/me/account')).status).toBe(200)
})

const erased: string[] = []
registerEraser('test', async (_tx, personId) => {
  erased.push(personId)
})
registerExporter('test', async () => ({ diary: 'kept by a room' }))

test('a person takes a copy, then deletes everything: nothing of them is left in any table', async () => {
  const made = await (async () => {
    const browser = await world.browser()
    await browser.post('/sign-in', { contact: 'zx-mail-7731@example.kz' })
    await browser.post('/sign-in/code', { code: codes.at(-1) ?? '' })
    await browser.post('/sign-in/account', {
      name: 'Zxname7731',
      birthDate: '1971-03-07',
      place: district.localityId,
      lang: 'en',
    })
    return browser
  })()
  await made.post('/me/account/guardian', { name: 'x', contact: 'y@example.kz' })
  const file = await made.get('/me/account/export.json')
  expect(file.headers.get('content-disposition')).toContain('attachment')
  const data = JSON.parse(await file.text())
  expect(data.person.name).toBe('Zxname7731')
  expect(data.rooms.test).toEqual({ diary: 'kept by a room' })
  expect(data.sealedFacts[0].fact.purpose).toBe('account')
  expect((await made.post('/me/account/delete')).status).toBe(422)
  const gone = await made.post('/me/account/delete', { sure: 'yes' })
  expect(gone.headers.get('location')).toBe('/')
  expect(made.cookies.has('asar_session')).toBe(false)
  expect(erased).toEqual([data.person.id])
  expect(await last()).toMatchObject({ kind: 'person.erased', body: { rule: 'asked' }, publicBody: { rule: 'asked' } })
  expect(await world.db.selectFrom('erasures').select(['subject_id', 'rule']).execute()).toEqual([
    { subject_id: data.person.id, rule: 'asked' },
  ])
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    )
    for (const { name } of tables.rows) {
      const { rows } = await client.query(
        `SELECT t::text AS row FROM ${name} t WHERE t::text ~ 'Zxname7731|zx-mail-7731|1971-03-07'`,
      )
      expect(rows, name).toEqual([])
    }
  } finally {
    await client.end()
  }
})

test('the last administrator hands over first', async () => {
  const timur = await as(district.administrator)
  const refused = await timur.post('/me/account/delete', { sure: 'yes' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('only administrator')
})
