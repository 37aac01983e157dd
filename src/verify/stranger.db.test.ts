import { createPublicKey } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js'
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js'
import { afterAll, expect, test } from 'vitest'
import { fillRecord } from '../../test/fill-record'
import { testWorld } from '../../test/world'

// Sigstore's client knows nothing of Asar: it reads checkpoints, keys and proofs by the same specifications.
const folder = await mkdtemp(join(tmpdir(), 'asar-stranger-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const world = await testWorld({ background: true, seals: true, config: { dataFolder: folder } })
await world.db
  .insertInto('settings')
  .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
  .execute()
await fillRecord(world.system)
await world.app.journal.caughtUp()
const visitor = await world.browser()

async function strangerOf(position: number) {
  const line = (await (await visitor.get('/log/key')).text()).trim()
  const [, idHex = '', encoded = ''] = /^[^+]+\+([^+]+)\+(.+)$/.exec(line) ?? []
  const raw = Buffer.from(encoded, 'base64').subarray(1)
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  const authority = {
    baseURL: 'http://127.0.0.1:8080/log',
    logID: Buffer.from(idHex, 'hex'),
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  }
  const receipt = await (await visitor.get(`/log/entries/${position}/proof`)).text()
  const [head = '', ...rest] = receipt.split('\n\n')
  const lines = head.split('\n')
  const entry = {
    canonicalizedBody: Buffer.from(lines[1]?.replace('extra ', '') ?? '', 'base64'),
    inclusionProof: {
      logIndex: lines[2]?.replace('index ', '') ?? '',
      hashes: lines.slice(3).map((line) => Buffer.from(line, 'base64')),
      checkpoint: { envelope: rest.join('\n\n') },
    },
  }
  return { entry: entry as never, authority: authority as never, body: entry.canonicalizedBody }
}

test('a stranger’s implementation accepts our key, checkpoint and receipts', async () => {
  for (const position of [1, 2, 256, 257, 330]) {
    const { entry, authority, body } = await strangerOf(position)
    const checkpoint = verifyCheckpoint(entry, [authority])
    expect(checkpoint).toMatchObject({ origin: '127.0.0.1:8080/log', logSize: 330n })
    expect(() => verifyMerkleInclusion(entry, checkpoint)).not.toThrow()
    expect(JSON.parse(body.toString())).toMatchObject({ v: 1, position })
    body[10] = (body[10] ?? 0) ^ 1
    expect(() => verifyMerkleInclusion(entry, checkpoint)).toThrow(/root hash/)
  }
})
