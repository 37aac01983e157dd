import { beforeAll, describe, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { unwrap } from '../kit/result'
import { grantRole } from '../people'

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
const entries = async (kind: string) => (await world.entries()).filter((entry) => entry.kind === kind)
const idOf = (response: Response): string => response.headers.get('location')?.split('/').at(-1) ?? ''
const group = { kind: 'group', name: 'Courtyard 12', about: 'We plant trees.' }

describe('beginning', () => {
  test('anyone signed in starts a group at once and runs it', async () => {
    expect((await lina.get('/organizations/new')).status).toBe(200)
    const created = await lina.post('/organizations/new', { ...group, place: d.localityId })
    expect(created.status).toBe(303)
    const id = idOf(created)
    const [entry] = await entries('organization.created')
    expect(entry).toMatchObject({
      publicBody: { region: d.region, day: '2026-11-22', organization: id, organizationKind: 'group', state: 'active' },
    })
    expect((await entries('role.granted')).map((one) => one.body.role)).toEqual(['organization-admin', 'coordinator'])
    const visitor = await english()
    const html = await (await visitor.get(`/organizations/${id}`)).text()
    expect(html).toContain('We plant trees.')
    expect(html).toContain('not verified')
    expect(html).not.toContain('Lina')
  })

  test('what the law forbids is refused with its article', async () => {
    const refused = await lina.post('/organizations/new', {
      kind: 'ngo',
      legalForm: 'political-party',
      name: 'Party of spring',
      place: d.localityId,
      bin: '971240001315',
    })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('A political party cannot be a volunteer organization')
    expect(html).toContain('act 42-VI, article 1(9)')
    expect(html).toContain('value="Party of spring"')
  })

  test('a person’s number is not taken for an organization’s, and nothing typed is lost', async () => {
    const wrong = await lina.post('/organizations/new', {
      kind: 'ngo',
      legalForm: 'foundation',
      name: 'River fund',
      place: d.localityId,
      bin: '900101300017',
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('This is a person’s number')
  })
})

describe('verification', () => {
  const fund = { kind: 'ngo', legalForm: 'foundation', name: 'River fund', bin: '971240001315' }
  let id = ''

  test('an NGO waits, unseen by others, in its region’s queue', async () => {
    const created = await lina.post('/organizations/new', { ...fund, place: d.localityId })
    id = idOf(created)
    expect((await dana.get(`/organizations/${id}`)).status).toBe(404)
    expect(await (await lina.get(`/organizations/${id}`)).text()).toContain('Waiting for the region')
    expect(await (await aruzhan.get('/authority')).text()).toContain('River fund')
  })

  test('the same BIN is not taken twice, also at the same moment', async () => {
    const both = await Promise.all(
      ['One', 'Two'].map((name) =>
        lina.post('/organizations/new', { ...fund, name, bin: '940140000385', place: d.localityId }),
      ),
    )
    expect(both.map((one) => one.status).sort()).toEqual([303, 422])
  })

  test('it is refused in words, corrected by its people, and verified with what was checked', async () => {
    expect((await aruzhan.post(`/authority/organizations/${id}/refuse`, { reason: '' })).status).toBe(422)
    await aruzhan.post(`/authority/organizations/${id}/refuse`, { reason: 'The charter is missing.' })
    expect(await (await lina.get(`/organizations/${id}`)).text()).toContain('The charter is missing.')
    await lina.post(`/organizations/${id}/edit`, { name: 'River fund', about: 'With charter', bin: fund.bin })
    expect((await entries('organization.changed')).at(-1)).toMatchObject({ body: { again: true } })
    expect((await aruzhan.post(`/authority/organizations/${id}/verify`)).status).toBe(422)
    const verified = await aruzhan.post(`/authority/organizations/${id}/verify`, { marks: ['registered', 'charter'] })
    expect(verified.status).toBe(303)
    const html = await (await (await english()).get(`/organizations/${id}`)).text()
    expect(html).toContain('register of legal entities')
    expect(html).toContain('checked by the authority of West Kazakhstan')
    expect((await aruzhan.post(`/authority/organizations/${id}/verify`, { marks: ['leader'] })).status).toBe(422)
  })

  test('an authority of another region, and whoever began it, judge nothing', async () => {
    unwrap(await grantRole(world.system, { personId: d.officer, role: 'authority', regionId: 'KZ-75' }))
    const almaty = await english(d.officer)
    const created = await lina.post('/organizations/new', {
      ...fund,
      name: 'Third',
      bin: '941240000193',
      place: d.localityId,
    })
    const other = idOf(created)
    expect(await (await almaty.get('/authority')).text()).not.toContain('Third')
    expect((await almaty.post(`/authority/organizations/${other}/verify`, { marks: ['leader'] })).status).toBe(403)
    expect((await lina.post(`/authority/organizations/${other}/verify`, { marks: ['leader'] })).status).toBe(403)
  })
})

describe('members', () => {
  const members = () => `/organizations/${d.organizationId}/members`

  test('an invitation says nothing about who has an account, and nobody is a member before their own yes', async () => {
    await dana.post(`${members()}/invite`, { name: 'My neighbour', contact: 'arman@example.kz' })
    await dana.post(`${members()}/invite`, { name: 'Somebody new', contact: 'new@example.kz' })
    const html = await (await dana.get(members())).text()
    expect(html).toContain('My neighbour')
    expect(html).toContain('Somebody new')
    expect(html).not.toContain('Arman')
    const given = await dana.post(`${members()}/role`, { person: d.arman, role: 'coordinator' })
    expect(given.status).toBe(422)
    expect(await given.text()).toContain('only to a member who said yes')
  })

  test('the invited answers through their own door, then may coordinate', async () => {
    const arman = await english(d.arman)
    expect(await (await arman.get('/me/organizations')).text()).toContain('Zhaiyq helpers')
    expect((await lina.post(`/organizations/${d.organizationId}/answer`, { answer: 'yes' })).status).toBe(404)
    await arman.post(`/organizations/${d.organizationId}/answer`, { answer: 'yes' })
    await dana.post(`${members()}/role`, { person: d.arman, role: 'coordinator' })
    expect(await (await dana.get(members())).text()).toContain('Arman')
    await arman.post(`/organizations/${d.organizationId}/leave`)
    expect((await entries('role.ended')).at(-1)).toMatchObject({ subjectId: d.arman })
  })

  test('a storekeeper is made by the organization and sees neither its requests nor its members', async () => {
    const aigul = await english(d.aigul)
    await dana.post(`${members()}/invite`, { name: 'Aigul', contact: 'aigul@example.kz' })
    await aigul.post(`/organizations/${d.organizationId}/answer`, { answer: 'yes' })
    await dana.post(`${members()}/role`, { person: d.aigul, role: 'storekeeper' })
    expect((await entries('role.granted')).at(-1)).toMatchObject({ subjectId: d.aigul, body: { role: 'storekeeper' } })
    for (const path of ['/needs', '/desk', members(), '/people']) expect((await aigul.get(path)).status, path).toBe(403)
    await aigul.post(`/organizations/${d.organizationId}/leave`)
  })

  test('the last administrator stays until there is another', async () => {
    const removed = await dana.post(`${members()}/remove`, { person: d.dana })
    expect(removed.status).toBe(422)
    expect(await removed.text()).toContain('One administrator must stay')
  })
})

describe('closing and the list', () => {
  test('a closed group keeps its page and loses its roles', async () => {
    const id = idOf(await lina.post('/organizations/new', { ...group, name: 'For a day', place: d.localityId }))
    await lina.post(`/organizations/${id}/close`)
    expect(await (await (await english()).get(`/organizations/${id}`)).text()).toContain('This organization is closed')
    expect((await lina.get(`/organizations/${id}/edit`)).status).toBe(403)
  })

  test('the list is paged by name and found by words', async () => {
    const client = await english()
    for (let i = 0; i < 31; i++) {
      const aigul = await english(d.aigul)
      world.clock.advance({ minutes: 10 })
      await aigul.post('/organizations/new', {
        ...group,
        name: `Street ${String(i).padStart(2, '0')}`,
        place: d.localityId,
      })
    }
    const first = await (await client.get('/organizations?q=street')).text()
    expect(first).toContain('Street 29')
    expect(first).not.toContain('Street 30')
    const next = /href="(\/organizations\?[^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(await (await client.get(next)).text()).toContain('Street 30')
    expect(await (await client.get('/organizations?q=%25')).text()).toContain('No organizations here yet')
  })
})

test('who may not, may not', async () => {
  const visitor = await english()
  const aigul = await english(d.aigul)
  const olzhas = await english(d.operator)
  const here = `/organizations/${d.organizationId}`
  const posts = ['/edit', '/close', '/members/invite', '/members/role', '/members/role/end', '/members/remove'].map(
    (path) => here + path,
  )
  for (const path of [...posts, '/organizations/new', `${here}/answer`, `${here}/leave`])
    expect((await visitor.post(path)).status, path).toBe(403)
  for (const path of posts) expect((await olzhas.post(path)).status, path).toBe(403)
  // Whoever runs another organization is no closer to this one.
  for (const path of posts)
    expect((await aigul.post(path, { person: d.dana, role: 'coordinator' })).status, path).toBe(403)
  for (const path of ['verify', 'refuse', 'mark'])
    expect((await dana.post(`/authority/organizations/${d.organizationId}/${path}`)).status, path).toBe(403)
  expect((await dana.get('/authority')).status).toBe(403)
  expect((await aigul.get(`${here}/members`)).status).toBe(403)
})
