import { AchievementCredentialValidator } from '@learncard/types'
import { beforeAll, expect, test } from 'vitest'
import { openCaller } from '../../test/api-caller'
import { confirmedCompetences } from '../../test/confirmed-competences'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { aStay, browserIn } from '../contributions/testing/stay'
import { pageFaults } from '../web'
import { readBaked } from './credential/bake'
import { readListEntry } from './credential/status-list'
import { paperPath } from './paper-address'
import { strangerAccepts } from './testing/stranger'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
})

const inEnglish = (personId: string): Promise<Browser> => browserIn(world, 'en', personId)

const clean = async (answer: Response, status = 200): Promise<string> => {
  const html = await answer.text()
  expect(answer.status, html.slice(0, 2000)).toBe(status)
  expect(pageFaults(html)).toEqual([])
  return html
}

const ticked = (picks: readonly string[]) =>
  Object.fromEntries(
    picks.map((pick) => [
      `pick-${pick.split(':')[0]}`,
      picks.filter((one) => one.split(':')[0] === pick.split(':')[0]),
    ]),
  )

/** A link to these picks. @returns its address below the house, and the newest badges of the person by kind */
async function share(browser: Browser, pick: readonly string[], fields: Record<string, string> = {}) {
  const html = await clean(await browser.post('/me/record/share', { ...ticked(pick), days: '30', ...fields }))
  const path = /\/shared\/[\w-]{32}/.exec(html)?.[0] ?? ''
  const page = await clean(await (await world.browser()).get(path))
  return { path, page, badges: [...new Set(page.match(/\/shared\/[\w-]+\/[0-9a-f-]{36}/g) ?? [])] }
}

const read = async (address: string) => (await (await world.browser()).get(`${address}/json`)).json()

const issuer = async () => (await world.browser()).get('/.well-known/did.json').then((answer) => answer.json())

/** What the page for checking says. */
const check = async (text: string): Promise<string> => {
  const html = await clean(await (await world.browser()).post('/credentials/check', { text }))
  return /notice__title">([^<]*)/.exec(html)?.[1] ?? ''
}

/** Whether the published, signed list says that a credential is revoked. */
async function listed(credential: { credentialStatus: { statusListCredential: string; statusListIndex: string } }) {
  const { statusListCredential, statusListIndex } = credential.credentialStatus
  const list = await (await (await world.browser()).get(new URL(statusListCredential).pathname)).json()
  expect(await strangerAccepts(list, await issuer())).toBe(true)
  return readListEntry(list.credentialSubject.encodedList, Number(statusListIndex))
}

test('nothing is shown that the person did not tick, and strangers accept what they ticked', async () => {
  const { contributionId } = await aStay(world, d, d.lina, 90)
  await aStay(world, d, d.lina, 30)
  const lina = await inEnglish(d.lina)
  const choice = await clean(await lina.get('/me/record/share'))
  expect(choice).not.toContain('checked')
  const empty = await clean(await lina.post('/me/record/share', { days: '30', name: 'yes' }), 422)
  expect(empty).toMatch(/value="yes"[^>]*checked/)
  const { page, badges } = await share(lina, [`hours:${contributionId}`, 'year:2026'])
  expect(page).not.toContain('Lina')
  expect(badges).toHaveLength(2)
  for (const address of badges) {
    const credential = await read(address)
    expect(AchievementCredentialValidator.safeParse(credential).error).toBeUndefined()
    expect(await strangerAccepts(credential, await issuer())).toBe(true)
    expect(JSON.stringify(credential)).not.toContain('Lina')
    expect(await listed(credential)).toBe(false)
    expect(await check(JSON.stringify(credential))).toBe('Valid')
    for (const form of ['png', 'svg']) {
      const file = await (await lina.get(`/badges/${address.slice(-36)}/${form}`)).bytes()
      expect(JSON.parse(readBaked(file) ?? '')).toEqual(credential)
    }
  }
  const named = await share(lina, [`hours:${contributionId}`], { name: 'yes' })
  expect(named.page).toContain('Lina')
  const arman = await inEnglish(d.arman)
  expect((await arman.get(`/badges/${badges[0]?.slice(-36)}/json`)).status).toBe(404)
  // Somebody else's hours are not there to be picked.
  await clean(await arman.post('/me/record/share', { ...ticked([`hours:${contributionId}`]), days: '7' }), 422)
})

test('a changed word is found and named; another issuer is not ours; anything else is no record', async () => {
  const lina = await inEnglish(d.lina)
  const { badges } = await share(lina, ['year:2026'])
  const credential = await read(badges[0] ?? '')
  const more = structuredClone(credential)
  more.credentialSubject.result[0].value = '6000'
  expect(await check(JSON.stringify(more))).toBe('Changed after it was signed')
  const html = await (await world.browser()).post('/credentials/check', { text: JSON.stringify(more) })
  expect(await html.text()).toContain('credentialSubject.result.0.value')
  expect(await strangerAccepts(more, await issuer())).toBe(false)
  const other = structuredClone(credential)
  other.issuer.id = 'did:web:elsewhere.kz'
  other.proof.verificationMethod = other.proof.verificationMethod.replace(/^[^#]*/, other.issuer.id)
  expect(await check(JSON.stringify(other))).toBe('Not signed by us')
  const visitor = await world.browser()
  for (const text of ['', 'abc', '[]', '{"a":1}', '<svg/>', '['.repeat(50_000)])
    expect(await clean(await visitor.post('/credentials/check', { text }), 422)).toContain('No signed record was found')
  expect(await clean(await visitor.post('/credentials/check', { text: '{"typed":1}' }), 422)).toContain('typed')
})

test('corrected hours revoke what stood on them, at once and for good', async () => {
  const { contributionId, activityId } = await aStay(world, d, d.arman, 60)
  const arman = await inEnglish(d.arman)
  const { badges, path } = await share(arman, [`hours:${contributionId}`, 'year:2026'])
  const credentials = await Promise.all(badges.map(read))
  await arman.post(`/contributions/${contributionId}/dispute`, { minutes: '40', words: 'I left early' })
  await world.entries()
  for (const credential of credentials) {
    expect(await check(JSON.stringify(credential))).toBe('No longer so')
    expect(await listed(credential)).toBe(true)
  }
  expect(await clean(await (await world.browser()).get(path))).toContain('No longer so')
  // Made anew, it says that the hours are in question.
  const anew = await share(arman, [`hours:${contributionId}`])
  expect(anew.page).toContain('in question')
  const dana = await inEnglish(d.dana)
  const dispute = await world.db
    .selectFrom('disputes')
    .select('id')
    .where('contribution_id', '=', contributionId)
    .executeTakeFirstOrThrow()
  await dana.post(`/disputes/${dispute.id}/decide`, { minutes: '40', answer: 'So it was.', activity: activityId })
  await world.entries()
  expect(await check(JSON.stringify(await read(anew.badges[0] ?? '')))).toBe('No longer so')
})

test('work on another ground, or hours that go to another account, revoke what stood on them', async () => {
  const { contributionId } = await aStay(world, d, d.arman, 45)
  const arman = await inEnglish(d.arman)
  const duty = await read((await share(arman, [`hours:${contributionId}`])).badges[0] ?? '')
  await arman.post(`/contributions/${contributionId}/basis`, { basis: 'compulsory' })
  await world.entries()
  expect(await check(JSON.stringify(duty))).toBe('No longer so')
  expect(await listed(duty)).toBe(true)

  // A one-day helper shows what they did on their word, then claims it for the account they open.
  const { activityId } = await aStay(world, d, d.aigul, 30)
  const dana = await inEnglish(d.dana)
  const sheet = await (await dana.post(`/activities/${activityId}/gate`)).text()
  const gate = /\/gate\/[\w-]{32}/.exec(sheet)?.[0] ?? ''
  const passer = await world.browser()
  const helper = (await passer.post(gate, { name: 'Serik', age: '18-64' })).headers.get('location') ?? ''
  world.clock.advance({ minutes: 20 })
  await passer.post(`${helper}/check-out`)
  await world.entries()
  const { volunteer_id, id } = await world.db
    .selectFrom('contributions')
    .select(['id', 'volunteer_id'])
    .where('activity_id', '=', activityId)
    .where('minutes', '=', 20)
    .executeTakeFirstOrThrow()
  const partner = await openCaller(world, { scopes: ['people:help'], regionId: d.region })
  const { consent } = (await partner.post(`/people/${volunteer_id}/help`, { way: 'call' })).body
  const picks = [{ kind: 'hours', ref: id }]
  const made = (await partner.post(`/volunteers/${volunteer_id}/shares`, { consent, picks })).body
  const path = `/volunteers/${volunteer_id}/badges/${(made.badges as string[])[0]}?consent=${consent}`
  const { credential } = (await partner.get(path)).body
  expect(await check(JSON.stringify(credential))).toBe('Valid')
  await (await inEnglish(d.lina)).post(helper.replace('/helper/', '/claim/'))
  // The claim moves the hours; then that they moved is followed.
  await world.entries()
  expect((await world.entries()).map((entry) => entry.kind)).toContain('hours.moved')
  expect(await check(JSON.stringify(credential))).toBe('No longer so')
  expect(await listed(credential as never)).toBe(true)
})

test('a competence taken back revokes its badge; one that runs out is said to have run out', async () => {
  const lina = await inEnglish(d.lina)
  const ids = await confirmedCompetences(world, d, d.lina, [
    { competence: 'flood-defence', until: null },
    { competence: 'land-search', until: world.clock.now().add({ hours: 2 }) },
  ])
  const { badges } = await share(
    lina,
    ids.map((id) => `competence:${id}`),
  )
  const credentials = await Promise.all(badges.map(read))
  const [lasting, ending] = ['flood', 'search'].map((word) =>
    JSON.stringify(credentials.find((one) => one.name.toLowerCase().includes(word))),
  )
  expect(await check(lasting ?? '')).toBe('Valid')
  await lina.post('/me/competences/withdraw', { id: ids[0] ?? '' })
  await world.entries()
  expect(await check(lasting ?? '')).toBe('No longer so')
  world.clock.advance({ hours: 3 })
  expect(await check(ending ?? '')).toBe('Run out')
})

test('a link ends by itself, or when the person ends it; nobody else can', async () => {
  const lina = await inEnglish(d.lina)
  world.clock.advance({ minutes: 1 })
  const { path } = await share(lina, ['year:2026'], { days: '7' })
  const { id } = await world.db
    .selectFrom('record_shares')
    .select('id')
    .orderBy('made_at', 'desc')
    .where('volunteer_id', '=', d.lina)
    .executeTakeFirstOrThrow()
  const visitor = await world.browser()
  expect((await (await inEnglish(d.arman)).post(`/shares/${id}/withdraw`)).status).toBe(404)
  expect((await visitor.get(path)).status).toBe(200)
  await clean(await lina.get('/me/shares'))
  expect((await lina.post(`/shares/${id}/withdraw`)).status).toBe(303)
  expect((await visitor.get(path)).status).toBe(410)
  const another = await share(lina, ['year:2026'], { days: '7' })
  world.clock.advance({ hours: 7 * 24 })
  expect((await visitor.get(another.path)).status).toBe(410)
})

test('a letter is seen first by whom it is about, who keeps it or lets its words go', async () => {
  const { activityId } = await aStay(world, d, d.aigul, 30)
  const [dana, aigul] = [await inEnglish(d.dana), await inEnglish(d.aigul)]
  const words = 'Aigul led the clean-up calmly and brought everybody home safely.'
  await clean(await dana.get(`/activities/${activityId}/letter`))
  expect(
    await clean(await dana.post(`/activities/${activityId}/letter`, { volunteer: d.aigul, words: 'Good' }), 422),
  ).toContain('>Good<')
  await clean(await dana.post(`/activities/${activityId}/letter`, { volunteer: d.lina, words }), 422)
  expect((await aigul.post(`/activities/${activityId}/letter`, { volunteer: d.aigul, words })).status).toBe(403)
  expect((await dana.post(`/activities/${activityId}/letter`, { volunteer: d.aigul, words })).status).toBe(303)
  const letter = await world.db.selectFrom('letters').select('id').executeTakeFirstOrThrow()
  expect(await clean(await aigul.get('/me/letters'))).toContain(words)
  expect(await clean(await aigul.get('/me/record/share'))).not.toContain(words)
  expect((await (await inEnglish(d.lina)).post(`/letters/${letter.id}/keep`)).status).toBe(404)
  await aigul.post(`/letters/${letter.id}/keep`)
  const { badges } = await share(aigul, [`letter:${letter.id}`])
  const credential = await read(badges[0] ?? '')
  expect(credential.credentialSubject.achievement.description).toContain(words)
  await aigul.post(`/letters/${letter.id}/discard`)
  await world.entries()
  expect(await check(JSON.stringify(credential))).toBe('No longer so')
  expect(await world.db.selectFrom('letters').select('words').executeTakeFirst()).toEqual({ words: '' })
})

test('a letter waits with a notice; its author withdraws it for good, and nobody else does', async () => {
  const { activityId } = await aStay(world, d, d.aigul, 30)
  const [dana, aigul] = [await inEnglish(d.dana), await inEnglish(d.aigul)]
  const words = 'Aigul counted every sack and saw to it that nobody carried too much.'
  await dana.post(`/activities/${activityId}/letter`, { volunteer: d.aigul, words })
  await world.entries()
  expect(await clean(await aigul.get('/me/notices'))).toMatch(/letter of recommendation from .* waits for you/)
  const { id } = await world.db
    .selectFrom('letters')
    .select('id')
    .where('activity_id', '=', activityId)
    .executeTakeFirstOrThrow()
  await aigul.post(`/letters/${id}/keep`)
  const { badges } = await share(aigul, [`letter:${id}`])
  const credential = await read(badges[0] ?? '')
  expect(await clean(await dana.get(`/activities/${activityId}/letter`))).toContain(`/letters/${id}/withdraw`)
  for (const other of [d.aigul, d.lina, d.operator, d.authority])
    expect([403, 404]).toContain((await (await inEnglish(other)).post(`/letters/${id}/withdraw`)).status)
  expect(await check(JSON.stringify(credential))).toBe('Valid')
  expect((await dana.post(`/letters/${id}/withdraw`)).status).toBe(303)
  await world.entries()
  expect(await check(JSON.stringify(credential))).toBe('No longer so')
  expect(await clean(await aigul.get('/me/letters'))).not.toContain(words)
  expect(await clean(await aigul.get('/me/notices'))).toContain('was withdrawn by who wrote it')
  expect((await dana.post(`/letters/${id}/withdraw`)).status).toBe(404)
  await aigul.post(`/letters/${id}/keep`)
  expect(await world.db.selectFrom('letters').select(['state', 'words']).where('id', '=', id).execute()).toEqual([
    { state: 'withdrawn', words: '' },
  ])
})

test('awards follow their rules and say so to everyone', async () => {
  expect(await clean(await (await world.browser()).get('/awards'))).toContain('250 hours')
  await aStay(world, d, d.aigul, 300)
  await aStay(world, d, d.aigul, 300)
  const aigul = await inEnglish(d.aigul)
  expect(await clean(await aigul.get('/awards'))).toContain('you have it')
  expect((await share(aigul, ['award:hours-10'])).badges).toHaveLength(1)
  await clean(await aigul.post('/me/record/share', { ...ticked(['award:hours-50']), days: '7' }), 422)
})

test('with the person go badges, links and letters; what is out there is revoked', async () => {
  const lina = await inEnglish(d.lina)
  const { badges, path } = await share(lina, ['year:2026'], { name: 'yes' })
  const credential = await read(badges[0] ?? '')
  expect(await check(JSON.stringify(credential))).toBe('Valid')
  const { id, document } = await world.db
    .selectFrom('badges')
    .select(['id', 'document'])
    .where('id', '=', badges[0]?.slice(-36) ?? '')
    .executeTakeFirstOrThrow()
  const paper = paperPath({ id, document })
  expect((await (await world.browser()).get(paper)).status).toBe(200)
  expect((await lina.post('/me/account/delete', { sure: 'yes' })).headers.get('location')).toBe('/')
  await world.entries()
  expect(await check(JSON.stringify(credential))).toBe('No longer so')
  expect(await listed(credential)).toBe(true)
  expect((await (await world.browser()).get(path)).status).toBe(410)
  expect((await (await world.browser()).get(paper)).status).toBe(404)
  for (const table of ['badges', 'record_shares', 'letters'] as const)
    expect(await world.db.selectFrom(table).select('id').where('volunteer_id', '=', d.lina).execute()).toEqual([])
})
