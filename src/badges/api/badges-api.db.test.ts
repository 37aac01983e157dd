import { AchievementCredentialValidator } from '@learncard/types'
import { beforeAll, expect, test } from 'vitest'
import { type ApiCaller, openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { aStay, browserIn } from '../../contributions/testing/stay'

let world: World
let d: District
let helpers: ApiCaller
let partner: ApiCaller
let far: ApiCaller
let stay: { activityId: string; contributionId: string }
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  helpers = await openCaller(world, { scopes: ['contributions:confirm'], organizationId: d.organizationId })
  partner = await openCaller(world, { scopes: ['people:help'], regionId: d.region })
  far = await openCaller(world, { scopes: ['contributions:confirm', 'people:help'], regionId: 'KZ-75' })
  stay = await aStay(world, d, d.lina, 90)
})

const asks = async (person = d.lina) =>
  String((await partner.post(`/people/${person}/help`, { way: 'call' })).body.consent)

const shares = () => `/volunteers/${d.lina}/shares`
const hoursPick = () => ({ kind: 'hours', ref: stay.contributionId })
const check = async (credential: unknown) => {
  const answer = await world.http.request('http://127.0.0.1:8080/api/v1/credentials/check', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ credential }),
  })
  return (await answer.json()) as { verdict: string; differs: string[] }
}

test('on a person’s word a key reads their record by year, each presence with its entry', async () => {
  const consent = await asks()
  expect((await partner.get(`/volunteers/${d.lina}/record?consent=${consent}`)).body).toEqual({
    years: [{ year: 2026, basis: 'free', confirmedMinutes: 90, unconfirmedMinutes: 0 }],
    results: [],
    competences: [],
  })
  const entry = (await world.entries()).findLast((one) => one.subjectId === stay.contributionId)
  const { hours } = (await partner.get(`/volunteers/${d.lina}/hours?consent=${consent}`)).body
  expect(hours).toMatchObject([{ minutes: 90, state: 'confirmed', entry: entry?.position, sealedIn: null }])
})

test('on a person’s word a key shows what they picked; anyone checks it without a key', async () => {
  const consent = await asks()
  const { showable } = (await partner.get(`/volunteers/${d.lina}/showable?consent=${consent}&lang=kk`)).body
  expect(showable).toContainEqual(
    expect.objectContaining({ ...hoursPick(), text: expect.stringContaining('расталған') }),
  )
  const made = await partner.post(shares(), { consent, picks: [hoursPick()], days: 7 })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const { address, badges } = made.body as { address: string; badges: string[] }
  const page = await (await browserIn(world, 'en')).get(new URL(address).pathname)
  const html = await page.text()
  expect(html).toContain('Clean-up')
  expect(html).not.toContain('Lina')
  const path = `/volunteers/${d.lina}/badges/${badges[0]}?consent=${consent}`
  const { credential, stands } = (await partner.get(path)).body as { credential: { name: string }; stands: string }
  expect(stands).toBe('valid')
  expect(AchievementCredentialValidator.safeParse(credential).error).toBeUndefined()
  expect(await check(credential)).toEqual({ verdict: 'valid', differs: [] })
  expect(await check({ ...credential, name: 'More' })).toEqual({ verdict: 'changed', differs: ['name'] })
  expect(await check({})).toMatchObject({ verdict: 'unreadable' })
  // What the hours are about is in question from now on.
  await (await browserIn(world, 'en', d.lina)).post(`/contributions/${stay.contributionId}/dispute`, { minutes: '40' })
  await world.entries()
  expect(await check(credential)).toEqual({ verdict: 'revoked', differs: [] })
  const listed = (await partner.get(`${shares()}?consent=${consent}`)).body.shares as { badges: { stands: string }[] }[]
  expect(listed[0]?.badges[0]?.stands).toBe('revoked')
})

test('without the word of just this person nothing is shown, seen, ended or taken back', async () => {
  const [consent, armans] = [await asks(), await asks(d.arman)]
  const made = await partner.post(shares(), { consent, picks: [{ kind: 'year', ref: '2026' }], name: true })
  const { share, badges } = made.body as { share: string; badges: string[] }
  const before = (await world.entries()).length
  for (const [caller, word] of [
    [far, consent],
    [partner, armans],
    [partner, crypto.randomUUID()],
  ] as const) {
    for (const what of ['record', 'hours', 'showable', 'shares', 'letters', `badges/${badges[0]}`])
      expect((await caller.get(`/volunteers/${d.lina}/${what}?consent=${word}`)).status, what).toBe(404)
    expect((await caller.post(shares(), { consent: word, picks: [hoursPick()] })).status).toBe(404)
    const own = { volunteer: d.lina, consent: word }
    expect((await caller.post(`/shares/${share}/withdraw`, own)).status).toBe(404)
    expect((await caller.post(`/badges/${badges[0]}/take-back`, own)).status).toBe(404)
  }
  const notHers = `/volunteers/${d.arman}/badges/${badges[0]}?consent=${armans}`
  expect((await partner.get(notHers)).status).toBe(404)
  expect((await helpers.get(`/volunteers/${d.lina}/shares?consent=${consent}`)).status).toBe(403)
  expect((await world.entries()).length).toBe(before)
  expect((await partner.post(`/badges/${badges[0]}/take-back`, { volunteer: d.lina, consent })).status).toBe(200)
  expect((await partner.post(`/badges/${badges[0]}/take-back`, { volunteer: d.lina, consent })).status).toBe(409)
  expect((await partner.post(`/shares/${share}/withdraw`, { volunteer: d.lina, consent })).status).toBe(200)
})

test('a letter is written by a named coordinator of the activity, and kept on the word of whom it is about', async () => {
  const path = `/activities/${stay.activityId}/letters`
  const words = 'She led the clean-up calmly and brought everybody home safely.'
  const letter = { writtenBy: d.dana, volunteer: d.lina, words }
  expect((await far.post(path, letter)).status).toBe(404)
  expect((await helpers.post(path, { ...letter, writtenBy: d.arman })).status).toBe(404)
  expect((await helpers.post(path, { ...letter, volunteer: d.arman })).body.title).toBe('not there')
  expect((await helpers.post(path, { ...letter, words: 'Good' })).body.title).toBe('too short')
  const { letter: id } = (await helpers.post(path, letter)).body
  expect((await helpers.post(path, letter)).status).toBe(409)
  const consent = await asks()
  expect((await partner.get(`/volunteers/${d.lina}/letters?consent=${consent}`)).body.letters).toMatchObject([
    { id, state: 'offered', words },
  ])
  expect((await far.post(`/letters/${id}/keep`, { volunteer: d.lina, consent })).status).toBe(404)
  expect((await partner.post(`/letters/${id}/keep`, { volunteer: d.arman, consent: await asks(d.arman) })).status).toBe(
    404,
  )
  expect((await partner.post(`/letters/${id}/keep`, { volunteer: d.lina, consent })).status).toBe(200)
  expect((await partner.post(`/letters/${id}/keep`, { volunteer: d.lina, consent })).status).toBe(409)
  expect((await far.post(`/letters/${id}/withdraw`, { writtenBy: d.dana })).status).toBe(404)
  expect((await helpers.post(`/letters/${id}/withdraw`, { writtenBy: d.arman })).status).toBe(404)
  expect((await helpers.post(`/letters/${id}/withdraw`, { writtenBy: d.dana })).status).toBe(200)
  expect((await helpers.post(`/letters/${id}/withdraw`, { writtenBy: d.dana })).status).toBe(409)
  expect((await partner.post(`/letters/${id}/discard`, { volunteer: d.lina, consent })).status).toBe(409)
})
