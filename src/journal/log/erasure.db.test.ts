import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld } from '../../../test/world'
import { newPublicId } from '../../kit/ids'
import { ok } from '../../kit/result'
import { inCommand } from '../../platform'
import {
  checkHead,
  findingList,
  parseProof,
  parseRecord,
  parseVerifierKey,
  utf8,
  verifyConsistency,
  verifyProof,
} from '../../verify'
import { commitTo, entryKind } from '../entry'
import { proveEntry } from './prove-entry'
import { findCheckpoint, findLogKey, proverOf } from './read-log'
import { sha256 } from './sha256'
import { verifyRecord } from './verify-record'

const folder = await mkdtemp(join(tmpdir(), 'asar-erasure-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const world = await testWorld({ background: true, seals: true, config: { dataFolder: folder } })
const d: District = await seedDistrict(world)
await world.db
  .insertInto('settings')
  .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
  .execute()

const told = entryKind('test.told', { subject: 'note', body: z.object({}), public: ['count'] })

const factsOfLina = () =>
  world.db.selectFrom('sealed_facts').selectAll().where('person_id', '=', d.lina).orderBy('entry_id').execute()
const leaves = async () =>
  (await world.db.selectFrom('log_leaves').select('data').orderBy('index').execute()).map(({ data }) => data.toString())

test('erasing a person destroys facts and salts; every proof goes on to hold, and anyone sees that something was erased', async () => {
  await inCommand(world.system, 'tell', async (tx) => {
    const facts = { said: { personId: d.lina, fact: { words: 'Lina, 12 Abai street' } } }
    tx.append(told.entry({ subjectId: newPublicId(), regionId: d.region, body: {}, public: { count: 1 }, facts }))
    return ok(null)
  })
  await world.app.journal.caughtUp()
  const facts = await factsOfLina()
  expect(facts.length).toBeGreaterThan(0)
  const entries = (await world.entries()).filter((entry) => facts.some((fact) => fact.entry_id === entry.id))
  for (const fact of facts) {
    const entry = entries.find((one) => one.id === fact.entry_id)
    expect(entry?.commitments[fact.name]).toBe(commitTo(fact.salt, fact.fact))
  }
  const receipts = await Promise.all(entries.map((entry) => proveEntry(world.db, entry.position)))
  const before = await findCheckpoint(world.db)
  const sealedBefore = await leaves()

  const lina = await world.browser(d.lina)
  expect((await lina.post('/me/account/delete', { sure: 'yes' })).status).toBe(303)
  await world.app.journal.caughtUp()

  expect(await factsOfLina()).toEqual([])
  expect((await leaves()).slice(0, sealedBefore.length)).toEqual(sealedBefore)
  const key = await parseVerifierKey((await findLogKey(world.db))?.verifier_key ?? '')
  if (key === undefined) throw new Error('expected a key')
  for (const receipt of receipts) {
    const findings = findingList()
    const proof = parseProof(utf8(receipt ?? ''))
    const verified = proof && (await verifyProof(sha256, proof, key, findings))
    expect(findings.listed).toEqual([])
    expect(Object.keys(verified?.record.commitments ?? {}).length).toBeGreaterThan(1)
  }
  const findings = findingList()
  const after = await checkHead(utf8((await findCheckpoint(world.db))?.note ?? ''), key, 'newest', findings)
  if (before === undefined || after === undefined) throw new Error('expected two checkpoints')
  const proof = await proverOf(world.db, after.checkpoint.size).consistency(before.size)
  expect(await verifyConsistency(sha256, before, after.checkpoint, proof)).toBe(true)
  const looked = await verifyRecord(world.db, findings)
  expect(findings.listed).toEqual([])
  expect(looked.erasedFacts).toBeGreaterThanOrEqual(facts.length)

  const erased = (await leaves()).map((text) => parseRecord(utf8(text))).filter((one) => one?.kind === 'person.erased')
  expect(erased).toEqual([expect.objectContaining({ at: '2026-11-22', public: { day: '2026-11-22', rule: 'asked' } })])
})

test('no leaf names a person, by name, contact or id', async () => {
  const people = await world.db.selectFrom('people').select(['id', 'name']).execute()
  const contacts = await world.db.selectFrom('contact_channels').select('value').execute()
  const personal = [
    ...people.flatMap(({ id, name }) => [id, name ?? id]),
    ...contacts.map(({ value }) => value),
    d.lina,
  ]
  const all = (await leaves()).join('\n')
  expect(personal.filter((one) => one !== '' && all.includes(one))).toEqual([])
})
