import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { unwrap } from '../kit/result'
import { CODE_OF_ETHICS, codeOfEthics, hasAccepted, publishDocument, publishOwnDocuments } from '.'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

const english = async (personId?: string): Promise<Browser> => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
const kinds = async () => (await world.entries()).map((entry) => entry.kind)

test('anyone reads the code in their language; the three texts say the same number of things', async () => {
  const visitor = await english()
  expect(await (await visitor.get('/standards/code')).text()).toContain('Their will comes first')
  visitor.cookies.set('lang', 'kk')
  expect(await (await visitor.get('/standards/code')).text()).toContain('Адамның қалауы бірінші орында')
  const points = [codeOfEthics.kk, codeOfEthics.ru, codeOfEthics.en].map((text) => text.match(/^- /gm)?.length)
  expect(new Set(points).size).toBe(1)
})

test('what a release brings is published once', async () => {
  const before = await kinds()
  await publishOwnDocuments(world.system)
  expect(await kinds()).toEqual(before)
})

test('a signed-in person accepts the version they were shown; accepting again changes nothing', async () => {
  const dana = await english(d.dana)
  expect(await hasAccepted(world.db, d.dana, CODE_OF_ETHICS)).toBe(false)
  expect((await dana.post('/standards/code', { version: '1' })).status).toBe(303)
  await dana.post('/standards/code', { version: '1' })
  expect(await hasAccepted(world.db, d.dana, CODE_OF_ETHICS)).toBe(true)
  expect((await kinds()).filter((kind) => kind === 'document.accepted')).toHaveLength(1)
  expect(await (await dana.get('/standards/code')).text()).toContain('You accepted this version')
})

test('a new version is accepted anew, and the one just replaced no longer', async () => {
  unwrap(await publishDocument(world.system, { ...codeOfEthics, version: 2 }))
  expect(await hasAccepted(world.db, d.dana, CODE_OF_ETHICS)).toBe(false)
  expect(await hasAccepted(world.db, d.dana, CODE_OF_ETHICS, 1)).toBe(true)
  const dana = await english(d.dana)
  const stale = await dana.post('/standards/code', { version: '1' })
  expect(stale.status).toBe(409)
  expect(await stale.text()).toContain('The code has changed')
  await dana.post('/standards/code', { version: '2', back: '/me' })
  expect(await hasAccepted(world.db, d.dana, CODE_OF_ETHICS)).toBe(true)
})

test('the way back after accepting stays on this site', async () => {
  const lina = await english(d.lina)
  const answer = await lina.post('/standards/code', { version: '2', back: 'https://elsewhere.example/' })
  expect(answer.headers.get('location')).toBe('/standards/code')
})

test('every obligation is shown with why it holds', async () => {
  const html = await (await (await english()).get('/standards')).text()
  expect(html).toContain('The aim is stated')
  expect(html).toContain('act 42-VI, article 12(3)(3)')
  expect(html).toContain('Two adults make the first visit')
  expect(html).toContain('Asar’s own standard')
})

test('who may not, may not', async () => {
  expect((await (await english()).post('/standards/code', { version: '2' })).status).toBe(403)
  const asDana = { ...world.system, actor: { kind: 'visitor' as const } }
  expect(await publishDocument(asDana, { ...codeOfEthics, version: 3 })).toEqual({
    ok: false,
    error: { kind: 'forbidden' },
  })
})
