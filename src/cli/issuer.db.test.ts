import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { strangerAccepts } from '../badges/testing/stranger'
import { aStay, browserIn } from '../contributions/testing/stay'
import { issuer } from './issuer'

let folder: string
let world: World
let d: District
let lina: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asar-issuer-'))
  world = await testWorld({ background: true, config: { dataFolder: folder } })
  d = await seedDistrict(world)
  await aStay(world, d, d.lina, 60)
  lina = await browserIn(world, 'en', d.lina)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function asar(...words: string[]) {
  const printed: { key: string; keys: string[]; revoked: number }[] = []
  const voices = { print: (document: unknown) => void printed.push(document as never), say: () => {} }
  const code = await issuer.run({
    ...{ words, json: true, config: world.system.config, withApp: (run) => run(world.app) },
    ...voices,
  })
  return { code, ...printed[0] }
}

const published = async () => (await lina.get('/.well-known/did.json')).json()

/** A badge of Lina's year, as a stranger has it. */
async function aBadge() {
  const html = await (await lina.post('/me/record/share', { 'pick-year': 'year:2026', days: '30' })).text()
  const path = /\/shared\/[\w-]{32}/.exec(html)?.[0] ?? ''
  const file = /\/shared\/[\w-]+\/[0-9a-f-]{36}\/json/.exec(await (await lina.get(path)).text())?.[0] ?? ''
  return (await lina.get(file)).json()
}

const check = async (credential: object): Promise<string | undefined> => {
  const html = await (await lina.post('/credentials/check', { text: JSON.stringify(credential) })).text()
  return /notice__title">([^<]*)/.exec(html)?.[1]
}

const signedList = async (credential: { credentialStatus: { statusListCredential: string } }) =>
  (await lina.get(new URL(credential.credentialStatus.statusListCredential).pathname)).json()

test('a new key signs from now on; what the one before signed still holds, here and for strangers', async () => {
  const before = await aBadge()
  const list = await signedList(before)
  const { code, key } = await asar('rotate')
  expect(code).toBe(0)
  const after = await aBadge()
  expect(after.proof.verificationMethod).toBe(key)
  expect(before.proof.verificationMethod).not.toBe(key)
  expect((await asar('keys')).keys).toEqual([key, before.proof.verificationMethod])
  for (const badge of [before, after]) {
    expect(await check(badge)).toBe('Valid')
    for (const signed of [badge, list, await signedList(badge)])
      expect(await strangerAccepts(signed, await published())).toBe(true)
  }
  const mixed = { ...before, proof: { ...before.proof, verificationMethod: key } }
  expect(await check(mixed)).toBe('Changed after it was signed')
  const entry = (await world.entries()).findLast((one) => one.kind === 'issuer.key-added')
  expect(entry?.publicBody).toEqual({ day: expect.stringMatching(/^2026-/) })
})

test('the older key stays in the file, which nobody else may read; a wrong call changes nothing', async () => {
  const file = join(folder, 'issuer.key')
  const lines = await readFile(file, 'utf8')
  expect(lines.trimEnd().split('\n')).toHaveLength(2)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  for (const words of [[], ['retire'], ['rotate', 'twice'], ['end']])
    await expect(asar(...words)).rejects.toThrow('Expected keys, rotate, or end')
  for (const key of ['did:web:elsewhere.kz#z6Mk', (await asar('keys')).keys?.[0] ?? ''])
    expect((await asar('end', key)).code).toBe(1)
  expect(await readFile(file, 'utf8')).toBe(lines)
})

test('what a key that was ended signed counts no longer, and its holders make it anew', async () => {
  const lost = await aBadge()
  const list = await signedList(lost)
  await asar('rotate')
  const other = await aBadge()
  expect(await asar('end', lost.proof.verificationMethod)).toMatchObject({ code: 0, revoked: 2 })
  expect(JSON.stringify(await published())).not.toContain(lost.proof.verificationMethod)
  expect(await check(lost)).toBe('Not signed by us')
  expect(await check(other)).toBe('Valid')
  for (const gone of [lost, list])
    await expect(strangerAccepts(gone, await published())).rejects.toThrow(/unknown|verification/i)
  // The list goes on under the new key, and says of the old badge that it is revoked.
  expect(await strangerAccepts(await signedList(lost), await published())).toBe(true)
  expect(await (await lina.get('/me/shares')).text()).toContain('No longer so')
  expect(await check(await aBadge())).toBe('Valid')
  expect(await asar('end', lost.proof.verificationMethod)).toMatchObject({ code: 1 })
})
