import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testWorld, type World } from '../../../test/world'
import { newPublicId } from '../../kit/ids'
import { ok } from '../../kit/result'
import { inCommand } from '../../platform'
import {
  isSignedBy,
  leafInput,
  parseBundle,
  parseCheckpoint,
  parseRecord,
  parseVerifierKey,
  rootOfHashes,
  TILE_WIDTH,
} from '../../verify'
import { entryKind } from '..'
import { checkMemory } from './memory'
import { publishCheckpoint } from './publish'
import { sha256 } from './sha256'
import { keyFile } from './signing-keys'

const noted = entryKind('test.noted', { subject: 'note', body: z.object({}), public: ['count'] })

let folder: string
let world: World
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asar-log-'))
  world = await testWorld({ background: true, seals: true, config: { dataFolder: folder } })
  await world.db
    .insertInto('settings')
    .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
    .execute()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const note = (count: number) =>
  inCommand(world.system, 'note', async (tx) => {
    for (let at = 0; at < count; at++)
      tx.append(
        noted.entry({
          subjectId: newPublicId(),
          regionId: 'KZ',
          body: {},
          public: { count: at },
          facts: at === 0 ? { name: { personId: null, fact: 'Lina' } } : {},
        }),
      )
    return ok(null)
  })
const bytesOf = async (path: string) => new Uint8Array(await (await (await world.browser()).get(path)).arrayBuffer())
const checkpointNow = async () => {
  await world.app.journal.caughtUp()
  const checkpoint = parseCheckpoint(await bytesOf('/log/checkpoint'))
  if (checkpoint === undefined) throw new Error('expected a checkpoint')
  return checkpoint
}

test('an empty log serves size 0, under the name of the house, signed by its key', async () => {
  const checkpoint = await checkpointNow()
  expect(checkpoint).toMatchObject({ origin: '127.0.0.1:8080/log', size: 0 })
  expect(checkpoint.root).toEqual(new Uint8Array(sha256(new Uint8Array(0))))
  const key = await parseVerifierKey(new TextDecoder().decode(await bytesOf('/log/key')))
  expect(key?.name).toBe('127.0.0.1:8080/log')
  expect(key && (await isSignedBy(checkpoint.note, key))).toBe(true)
  expect((await stat(keyFile(folder))).mode & 0o777).toBe(0o600)
  expect((await (await world.browser()).get('/log/tile/0/000.p/1')).status).toBe(404)
})

test('every entry is a leaf in its order; what is served leads to the signed root', async () => {
  await note(300)
  const { size, root } = await checkpointNow()
  expect(size).toBe(300)
  const hashes: Uint8Array[] = []
  for (const [path, count] of [
    ['000', TILE_WIDTH],
    [`001.p/${size - TILE_WIDTH}`, size - TILE_WIDTH],
  ] as const) {
    const bundle = parseBundle(await bytesOf(`/log/tile/entries/${path}`), count) ?? []
    expect(bundle).toHaveLength(count)
    const tile = await bytesOf(`/log/tile/0/${path}`)
    bundle.forEach((leaf, at) => {
      expect(parseRecord(leaf)?.position).toBe(hashes.length + 1)
      const hash = sha256(leafInput(leaf))
      expect(new Uint8Array(hash)).toEqual(tile.slice(at * 32, at * 32 + 32))
      hashes.push(hash)
    })
  }
  expect(new Uint8Array(rootOfHashes(sha256, Buffer.concat(hashes)))).toEqual(root)
  const above = await bytesOf('/log/tile/1/000.p/1')
  expect(above).toEqual(new Uint8Array(rootOfHashes(sha256, Buffer.concat(hashes.slice(0, TILE_WIDTH)))))
})

test('a leaf says the day, the public part and commitments, and nothing else of the row', async () => {
  const bundle = parseBundle(await bytesOf('/log/tile/entries/000'), TILE_WIDTH) ?? []
  const text = new TextDecoder().decode(bundle[0])
  expect(JSON.parse(text)).toEqual({
    v: 1,
    position: 1,
    at: '2026-11-22',
    kind: 'test.noted',
    public: { count: 0 },
    commitments: { name: expect.stringMatching(/^[0-9a-f]{64}$/), entry: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
})

test('full tiles may be kept for ever, checkpoints never', async () => {
  const visitor = await world.browser()
  const policy = async (path: string) => (await visitor.get(path)).headers.get('cache-control')
  expect(await policy('/log/tile/0/000')).toBe('public, max-age=31536000, immutable')
  expect(await policy('/log/tile/entries/000')).toBe('public, max-age=31536000, immutable')
  expect(await policy('/log/checkpoint')).toBe('no-store')
  for (const path of [
    '0/0',
    '0/000.p/0',
    '0/000.p/256',
    '00/000',
    '0/x000/000',
    '64/000',
    '0/002',
    'entries/001',
    '9/000',
  ])
    expect((await visitor.get(`/log/tile/${path}`)).status, path).toBe(404)
})

test('neither the application nor the owner rewrites what was sealed, or seals out of turn', async () => {
  for (const [user, code] of [
    ['asar_app', '42501'],
    ['asar_owner', 'AS001'],
  ] as const) {
    const client = new pg.Client(world.connection(user))
    await client.connect()
    try {
      for (const table of ['log_keys', 'log_leaves', 'log_nodes', 'log_checkpoints'])
        await expect(client.query(`DELETE FROM ${table}`), table).rejects.toMatchObject({ code })
      await expect(client.query("UPDATE log_leaves SET data = 'x'")).rejects.toMatchObject({ code })
      const leaf = "sha256('a')::bytea, sha256('b')::bytea"
      for (const index of [299, 301])
        await expect(
          client.query(
            `INSERT INTO log_leaves (index, salt, data, hash) VALUES (${index}, substr(sha256('s'), 1, 16), ${leaf})`,
          ),
        ).rejects.toThrow()
      for (const size of [1, 300, 301])
        await expect(
          client.query(`INSERT INTO log_checkpoints (size, root, note, at) VALUES (${size}, sha256('r'), 'x', now())`),
        ).rejects.toThrow()
    } finally {
      await client.end()
    }
  }
})

test('a database that holds less than was signed, or something else, is refused with what to do; nothing is signed', async () => {
  const signer = {
    dataFolder: await mkdtemp(join(tmpdir(), 'asar-log-')),
    origin: '127.0.0.1:8080/log',
    isReady: async () => true,
    clock: world.clock,
  }
  const { note, size } = await checkpointNow()
  const memory = (text: string) => writeFile(join(signer.dataFolder, 'log-checkpoint'), text)
  await memory(`${note.text.replace(`\n${size}\n`, `\n${size + 5}\n`)}\n— x ${btoa('12345')}\n`)
  expect(await checkMemory(world.db, signer.dataFolder)).toMatchObject({
    ok: false,
    error: expect.stringMatching(/305 entries .* holds 300 .*older copy[\s\S]*asar log restart/),
  })
  await memory(`${note.text.replace(/\n[^\n]+\n$/, `\n${btoa('x'.repeat(32))}\n`)}\n— x ${btoa('12345')}\n`)
  expect(await checkMemory(world.db, signer.dataFolder)).toMatchObject({
    ok: false,
    error: expect.stringContaining('somebody changed the record'),
  })
  await memory(`${note.text}\n— x ${btoa('12345')}\n`)
  expect((await checkMemory(world.db, signer.dataFolder)).ok).toBe(true)
  await memory('garbage')
  await expect(checkMemory(world.db, signer.dataFolder)).rejects.toThrow(/damaged/)
  // Without the key, another machine serves and never signs.
  await publishCheckpoint(world.db, signer)
  expect((await checkpointNow()).size).toBe(300)
  await rm(signer.dataFolder, { recursive: true })
})
