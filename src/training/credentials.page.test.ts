import { beforeAll, describe, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { listCredentials, listHeldBy } from '.'
import { watchValidity } from './commands/watch-validity'

let world: World
let d: District
let lina: Browser
let dana: Browser
let aruzhan: Browser
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  lina = await english(d.lina)
  dana = await english(d.dana)
  aruzhan = await english(d.authority)
})

const english = async (personId?: string): Promise<Browser> => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
const last = async () => (await world.entries()).at(-1)
const idOf = async (personId: string, competence: string) =>
  (await listCredentials(world.db, personId)).find((one) => one.competence === competence && one.state !== 'revoked')
    ?.id ?? ''
const heldBy = async (personId: string) =>
  (await listHeldBy(world.db, [personId], world.clock.now())).get(personId) ?? []

describe('claiming', () => {
  test('own word counts at once where no document is needed, but never as professional', async () => {
    expect((await lina.post('/me/competences', { competence: 'land-search', level: '3' })).status).toBe(303)
    expect(await heldBy(d.lina)).toMatchObject([{ competence: 'land-search', level: 2, confirmed: false }])
    expect(await (await lina.get('/me/competences')).text()).toContain('on your word')
  })

  test('what needs a document counts for nothing until somebody has seen it', async () => {
    const without = await lina.post('/me/competences', { competence: 'water-rescue', level: '2' })
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('This one needs a document')
    await lina.post('/me/competences', {
      competence: 'water-rescue',
      level: '2',
      evidence: 'Certificate 123, 2025',
      organization: d.organizationId,
    })
    expect((await heldBy(d.lina)).map((one) => one.competence)).toEqual(['land-search'])
    expect(JSON.stringify(await last())).not.toContain('Certificate')
  })

  test('one claim of a competence waits at a time, also when sent twice at once', async () => {
    const arman = await english(d.arman)
    const both = await Promise.all(
      [1, 2].map(() => arman.post('/me/competences', { competence: 'swimming', level: '1' })),
    )
    expect(both.map((one) => one.status).sort()).toEqual([303, 422])
  })

  test('own words find what they may mean', async () => {
    expect(await (await lina.get('/me/competences?q=boat')).text()).toContain('Operating a boat')
  })
})

describe('confirming', () => {
  test('the coordinator asked sees the proof, and the look is recorded', async () => {
    const html = await (await dana.get('/credentials')).text()
    expect(html).toContain('Certificate 123, 2025')
    expect(html).not.toContain('Searching for missing people')
    const looks = await world.db.selectFrom('looks').selectAll().where('subject_person_id', '=', d.lina).execute()
    expect(looks).toMatchObject([{ viewer_id: d.dana, what: ['name', 'evidence'] }])
  })

  test('a day that is past is refused; a right one confirms with a name', async () => {
    const id = await idOf(d.lina, 'water-rescue')
    expect((await dana.post(`/credentials/${id}/confirm`, { until: '2026-11-01' })).status).toBe(422)
    expect((await dana.post(`/credentials/${id}/confirm`, { until: '2027-01-10' })).status).toBe(303)
    expect(await last()).toMatchObject({
      kind: 'credential.confirmed',
      publicBody: { region: d.region, day: '2026-11-22' },
      body: { until: '2027-01-10T19:00:00Z' },
    })
    const [held] = (await heldBy(d.lina)).filter((one) => one.confirmed)
    expect(held).toMatchObject({ competence: 'water-rescue', level: 2 })
    expect((await dana.post(`/credentials/${id}/confirm`)).status).toBe(422)
  })

  test('the authority of the region may decide as well; nobody confirms their own', async () => {
    const id = await idOf(d.arman, 'swimming')
    await aruzhan.post(`/credentials/${id}/refuse`)
    expect(await last()).toMatchObject({ kind: 'credential.refused' })
    await aruzhan.post('/me/competences', { competence: 'swimming', level: '1' })
    const own = await idOf(d.authority, 'swimming')
    expect((await aruzhan.post(`/credentials/${own}/confirm`)).status).toBe(403)
  })
})

describe('validity', () => {
  test('60 days before the end the person is offered to renew, once', async () => {
    await watchValidity(world.system)
    const offered = (await world.entries()).filter((entry) => entry.kind === 'credential.renewal-offered')
    expect(offered).toMatchObject([{ subjectId: d.lina, body: { competence: 'water-rescue' } }])
    await watchValidity(world.system)
    expect((await world.entries()).filter((entry) => entry.kind === 'credential.renewal-offered')).toHaveLength(1)
    expect(await (await lina.get('/me/competences')).text()).toContain('It runs out soon')
  })

  test('when it runs out it counts no longer, and an entry says so once', async () => {
    world.clock.advance({ hours: 24 * 55 })
    await watchValidity(world.system)
    expect(await last()).toMatchObject({ kind: 'credential.expired', subjectId: d.lina })
    expect((await heldBy(d.lina)).map((one) => one.competence)).toEqual(['land-search'])
  })

  test('one’s own may be taken back at any time', async () => {
    await lina.post('/me/competences/withdraw', { id: await idOf(d.lina, 'land-search') })
    expect(await last()).toMatchObject({ kind: 'credential.revoked', body: { own: true } })
    expect(await heldBy(d.lina)).toEqual([])
  })
})

test('who may not, may not', async () => {
  const visitor = await english()
  const aigul = await english(d.aigul)
  const arman = await english(d.arman)
  await aigul.post('/me/competences', { competence: 'swimming', level: '1' })
  const id = await idOf(d.aigul, 'swimming')
  for (const path of ['/me/competences', '/me/competences/withdraw', `/credentials/${id}/confirm`])
    expect((await visitor.post(path)).status, path).toBe(403)
  for (const act of ['confirm', 'refuse', 'revoke'])
    expect((await arman.post(`/credentials/${id}/${act}`)).status, act).toBe(403)
  // The claim was put to the authority, not to Dana's organization.
  for (const act of ['confirm', 'refuse', 'revoke'])
    expect((await dana.post(`/credentials/${id}/${act}`)).status, act).toBe(403)
  expect((await arman.post('/me/competences/withdraw', { id })).status).toBe(404)
  expect((await arman.get('/credentials')).status).toBe(403)
})
