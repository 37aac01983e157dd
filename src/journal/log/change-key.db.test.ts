import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testWorld } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { isSignedBy, parseCheckpoint, parseVerifierKey, utf8, type VerifierKey } from '../../verify'
import { restartLog, retireKeys, rotateKey } from './change-key'
import { findCheckpoint, findLogKey } from './read-log'
import { keyFile } from './signing-keys'

const folder = await mkdtemp(join(tmpdir(), 'asar-keys-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const world = await testWorld({ background: true, seals: true, config: { dataFolder: folder } })
const { system, db } = world

async function newest() {
  await world.app.journal.caughtUp()
  const checkpoint = parseCheckpoint(utf8((await findCheckpoint(db))?.note ?? ''))
  const key = await parseVerifierKey((await findLogKey(db))?.verifier_key ?? '')
  if (checkpoint === undefined || key === undefined) throw new Error('expected a log')
  const signs = (by: VerifierKey) => isSignedBy(checkpoint.note, by)
  return { checkpoint, key, signs, signatures: checkpoint.note.signatures.length }
}

test('there is no key to change before the log has begun', async () => {
  expect(await rotateKey(system, 'KZ')).toMatchObject({ ok: false, error: { kind: 'no-log' } })
  expect(await restartLog(system, 'KZ')).toMatchObject({ ok: false, error: { kind: 'nothing-lost' } })
})

test('a new key signs beside the old one, and alone once that is retired; both steps are entries or files of this folder', async () => {
  await db
    .insertInto('settings')
    .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
    .execute()
  const first = await newest()
  const added = unwrap(await rotateKey(system, 'KZ'))
  const both = await newest()
  expect(both.key).toEqual(added.verifier)
  expect([await both.signs(first.key), await both.signs(both.key), both.signatures]).toEqual([true, true, 2])
  expect(both.checkpoint.origin).toBe(first.checkpoint.origin)
  expect((await world.entries()).at(-1)).toMatchObject({ kind: 'log.key-added', body: { keyId: added.verifier.id } })
  expect(await retireKeys(system)).toBe(1)
  const third = unwrap(await rotateKey(system, 'KZ'))
  await retireKeys(system)
  const alone = await newest()
  expect(alone.key).toEqual(third.verifier)
  expect([await alone.signs(added.verifier), await alone.signs(third.verifier), alone.signatures]).toEqual([
    false,
    true,
    1,
  ])
  expect((await readFile(keyFile(folder), 'utf8')).trim().split('\n')).toHaveLength(1)
})

test('where the key lies on another machine nobody rotates it from here', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'asar-keys-'))
  const there = { ...system, config: { ...system.config, dataFolder: elsewhere } }
  expect(await rotateKey(there, 'KZ')).toMatchObject({ ok: false, error: { kind: 'no-key' } })
  await rm(elsewhere, { recursive: true })
})
