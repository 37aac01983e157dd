import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillRecord } from '../../../test/fill-record'
import { testWorld, type World } from '../../../test/world'
import { silentLog } from '../../platform'
import { isSignedBy, parseCheckpoint, parseVerifierKey, utf8 } from '../../verify'
import { askWitnesses, type PostToWitness } from './ask-witnesses'
import { findCheckpoint, findLogKey, proverOf } from './read-log'
import { addWitness, guardLog, listWitnesses } from './witnesses'

let folder: string
let house: World
let guard: World
let witnessLine: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asar-witness-'))
  house = await testWorld({ background: true, seals: true, config: { dataFolder: join(folder, 'house') } })
  guard = await testWorld({ config: { dataFolder: join(folder, 'guard'), url: 'https://guard.example' } })
  await house.db
    .insertInto('settings')
    .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
    .execute()
  await fillRecord(house.system)
  await house.app.journal.caughtUp()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const toGuard: PostToWitness = async (address, body) => {
  const response = await guard.http.request(address, { method: 'POST', body })
  return { status: response.status, text: await response.text() }
}
const add = (body: string) => toGuard('https://guard.example/log/witness/add-checkpoint', body)
const served = async () => utf8(await (await (await house.browser()).get('/log/checkpoint')).text())
const noteNow = async () => (await findCheckpoint(house.db))?.note ?? ''

test('a witness has a key of its own, readable by its owner alone, and cosigns no log it was not told of', async () => {
  expect((await add(`old 0\n\n${await noteNow()}`)).status).toBe(404)
  const other = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  witnessLine = (await guardLog(guard.system, other))?.line ?? ''
  const shown = await guard.http.request('https://guard.example/log/witness/key')
  expect(await shown.text()).toBe(`${witnessLine}\n`)
  expect(await parseVerifierKey(witnessLine)).toMatchObject({ name: 'guard.example/log/witness', type: 4 })
  expect((await stat(join(folder, 'guard', 'witness.key'))).mode & 0o777).toBe(0o600)
  expect((await add(`old 0\n\n${await noteNow()}`)).status).toBe(404)
})

test('a log asks, the witness cosigns, and the checkpoint is served with both signatures', async () => {
  const key = (await findLogKey(house.db))?.verifier_key ?? ''
  expect((await guardLog(guard.system, key))?.line).toBe(witnessLine)
  expect(await guardLog(guard.system, witnessLine)).toBeUndefined()
  expect(await addWitness(house.db, 'https://guard.example/log/witness', witnessLine)).toBe(true)
  expect(await addWitness(house.db, 'https://guard.example/log/witness', key)).toBe(false)
  for (const size of [330, 660]) {
    await askWitnesses(house.db, silentLog, toGuard)
    const checkpoint = parseCheckpoint(await served())
    const [own, witness] = [await parseVerifierKey(key), await parseVerifierKey(witnessLine)]
    if (checkpoint === undefined || own === undefined || witness === undefined) throw new Error('expected a checkpoint')
    expect(checkpoint.size).toBe(size)
    expect([await isSignedBy(checkpoint.note, own), await isSignedBy(checkpoint.note, witness)]).toEqual([true, true])
    expect(await listWitnesses(guard.db)).toMatchObject({
      guarded: [{ origin: '127.0.0.1:8080/log', size }, { size: 0 }],
    })
    await fillRecord(house.system)
    await house.app.journal.caughtUp()
  }
})

test('a witness answers as C2SP tlog-witness says, and goes back for nobody', async () => {
  const note = await noteNow()
  const proof = (await proverOf(house.db, 990).consistency(660)).map((hash) => Buffer.from(hash).toString('base64'))
  expect(await add(`old 5\n\n${note}`)).toEqual({ status: 409, text: '660\n' })
  expect((await add('hello')).status).toBe(400)
  expect((await add(`old 991\n\n${note}`)).status).toBe(400)
  expect((await add(`old 660\n\n${note}`)).status).toBe(422)
  expect((await add(['old 660', ...proof.toReversed(), '', note].join('\n'))).status).toBe(422)
  expect((await add(['old 660', ...proof, '', note.replace('\n990\n', '\n991\n')].join('\n'))).status).toBe(403)
  const good = ['old 660', ...proof, '', note].join('\n')
  const answers = await Promise.all([add(good), add(good), add(good)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect((await add(`old 990\n\n${note}`)).status).toBe(200)
  await expect(
    guard.db.updateTable('witnessed_logs').set({ size: 5 }).where('size', '>', 5).execute(),
  ).rejects.toMatchObject({
    code: 'AS022',
  })
})

test('a witness that does not answer, or answers with another signature, keeps nothing from being served', async () => {
  await house.db.updateTable('log_witnesses').set({ size: 0 }).execute()
  const said: string[] = []
  const log = (event: string, facts?: object) => void said.push(`${event} ${JSON.stringify(facts)}`)
  await askWitnesses(house.db, log, async () => ({ status: 500, text: '' }))
  await askWitnesses(house.db, log, async () => ({
    status: 200,
    text: `— guard.example/log/witness ${btoa('x'.repeat(76))}\n`,
  }))
  expect(said).toHaveLength(2)
  expect(parseCheckpoint(await served())?.size).toBe(990)
})
