import { execFile } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillRecord } from '../../../test/fill-record'
import { makeHome } from '../../../test/open-release'
import { testWorld, type World } from '../../../test/world'
import { exportLog } from '../../journal'
import { unwrap } from '../../kit/result'
import { publishRelease } from '../../open'
import { runCli } from '../run-cli'

let base: string
let world: World
let server: Server
let log: string
let key: string
let oldCheckpoint: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'asar-verify-'))
  world = await testWorld({ background: true, seals: true, config: { dataFolder: join(base, 'data') } })
  await world.db
    .insertInto('settings')
    .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
    .execute()
  server = createServer(getRequestListener(world.http.fetch))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  log = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`
  await fillRecord(world.system)
  await world.app.journal.caughtUp()
  key = (await (await fetch(`${log}/key`)).text()).trim()
  oldCheckpoint = join(base, 'old-checkpoint')
  await writeFile(oldCheckpoint, await (await fetch(`${log}/checkpoint`)).text())
  await fillRecord(world.system)
  await world.app.journal.caughtUp()
  await exportLog(world.db, join(base, 'copy'))
})
afterAll(async () => {
  server.close()
  await rm(base, { recursive: true, force: true })
})

async function verify(...words: string[]) {
  const said: string[] = []
  const printed: string[] = []
  const voices = { print: (text: string) => void printed.push(text), say: (line: string) => void said.push(line) }
  const code = await runCli(['verify', ...words], { ASAR_DATA: join(base, 'none') }, voices)
  return { code, said: said.join('\n'), printed: printed.map((text) => JSON.parse(text)) }
}

test('an entry is checked by the address of its page, in few requests', async () => {
  const before = requests()
  const answer = await verify('entry', `${log}/entries/7`, '--key', key, '--json')
  expect(answer).toMatchObject({
    code: 0,
    printed: [{ ok: true, entry: { position: 7, kind: 'test.said' }, findings: [] }],
  })
  expect(requests() - before).toBeLessThanOrEqual(10)
})

// Requests of the log so far, as the limit counts them.
let counted = 0
const requests = () => counted
beforeAll(() => {
  server.on('request', () => {
    counted += 1
  })
})

test('a receipt is checked alone, and not for another key', async () => {
  const receipt = join(base, '7.tlog-proof')
  await writeFile(receipt, await (await fetch(`${log}/entries/7/proof`)).text())
  expect(await verify('entry', receipt, '--key', key)).toMatchObject({
    code: 0,
    said: expect.stringContaining('Holds: entry 7'),
  })
  const other = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  expect(await verify('entry', receipt, '--key', other)).toMatchObject({ code: 1 })
  await writeFile(receipt, (await readFile(receipt, 'utf8')).replace('index 6', 'index 5'))
  expect(await verify('entry', receipt, '--key', key)).toMatchObject({
    code: 1,
    said: expect.stringContaining('entry 6'),
  })
})

test('a range, a whole log and a folder of its files hold, with or without a key of one’s own', async () => {
  expect(await verify('range', '250-400', log, '--key', key, '--json')).toMatchObject({
    code: 0,
    printed: [{ entries: 151 }],
  })
  expect(await verify('range', '1-100000', log)).toMatchObject({
    code: 1,
    said: expect.stringContaining('entry 100000'),
  })
  for (const place of [log, join(base, 'copy')])
    expect(await verify('copy', place, '--json')).toMatchObject({
      code: 0,
      printed: [{ ok: true, entries: 660, checkpoint: 660 }],
    })
})

test('growth since an old checkpoint holds, and a shorter or rewritten log is told', async () => {
  expect(await verify('growth', oldCheckpoint, log, '--json')).toMatchObject({
    code: 0,
    printed: [{ from: 330, to: 660 }],
  })
  const newest = join(base, 'copy', 'checkpoint')
  const older = join(base, 'older')
  await cp(join(base, 'copy'), older, { recursive: true })
  await cp(oldCheckpoint, join(older, 'checkpoint'))
  expect(await verify('growth', newest, older)).toMatchObject({ code: 1, said: expect.stringContaining('taken back') })
})

test('a changed file is found and named', async () => {
  const copy = join(base, 'changed')
  await cp(join(base, 'copy'), copy, { recursive: true })
  const bundle = join(copy, 'tile/entries/001')
  const text = await readFile(bundle, 'latin1')
  await writeFile(bundle, text.replace('"position":300,', '"position":200,'), 'latin1')
  const answer = await verify('copy', copy)
  expect(answer.code).toBe(1)
  expect(answer.said).toContain('entry 300')
})

test('a release of open data holds against the log, and a changed file, row or number is named', async () => {
  await makeHome(world.connection('postgres'))
  const id = unwrap(await publishRelease(world.system))
  await world.app.journal.caughtUp()
  const archive = join(base, 'all.tar')
  await writeFile(
    archive,
    Buffer.from(await (await fetch(`${log.replace(/log$/, 'open')}/${id}/all.tar`)).arrayBuffer()),
  )
  await promisify(execFile)('tar', ['-xf', archive, '-C', base])
  const folder = join(base, `asar-open-${id}`)
  const whole = await verify('download', folder, log, '--key', key, '--json')
  expect(whole).toMatchObject({ code: 0, printed: [{ ok: true, release: id, rows: 2 * 660, findings: [] }] })
  expect((await verify('download', folder)).said).toContain('no log was named')
  const changed = async (name: string, from: string, to: string) => {
    const before = await readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, name), before.replace(from, to))
    const answer = await verify('download', folder, log, '--key', key)
    await writeFile(join(folder, name), before)
    return answer
  }
  for (const form of ['csv', 'json']) {
    const kind = await changed(`entries-00001.${form}`, 'hours.recorded', 'hours.corrected')
    expect(kind.code).toBe(1)
    expect(kind.said).toMatch(new RegExp(`row: entry \\d+, kind, in entries-00001.${form}`))
    expect(kind.said).toContain(`file: entries-00001.${form}`)
  }
  const number = await changed('numbers.json', '"by":"all","key":null,"value":0', '"by":"all","key":null,"value":7')
  expect(number.said).toMatch(/total: [a-z-]+ all/)
  expect(number.code).toBe(1)
  await writeFile(join(folder, 'people.csv'), 'name')
  expect(await verify('download', folder)).toMatchObject({ code: 1, said: expect.stringContaining('people.csv') })
})

test('witnesses that are asked for must have cosigned, and enough of them have', async () => {
  const [first, second] = ['guard', 'sentry'].map((name) => strangersWitness(`${name}.example/witness`))
  if (first === undefined || second === undefined) throw new Error('expected two witnesses')
  const both = ['--witness', first.line, '--witness', second.line]
  const alone = await verify('copy', log, ...both)
  expect(alone).toMatchObject({ code: 1, said: expect.stringContaining('cosignatures of 2 of 2 witnesses') })
  expect((await verify('copy', log, ...both, '--quorum', '0')).code).toBe(0)

  const checkpoint = join(base, 'copy/checkpoint')
  const before = await readFile(checkpoint, 'utf8')
  const copy = join(base, 'copy')
  await writeFile(checkpoint, before + first.cosign(before))
  expect((await verify('copy', copy, ...both, '--quorum', '1')).code).toBe(0)
  expect((await verify('copy', copy, ...both)).code).toBe(1)
  await writeFile(checkpoint, before + first.cosign(before) + second.cosign(before))
  expect((await verify('copy', copy, ...both)).code).toBe(0)
  // Signed by the witness, but for another checkpoint.
  await writeFile(checkpoint, before + first.cosign(before.replace(/\n\d+\n/, '\n1\n')))
  expect((await verify('copy', copy, ...both, '--quorum', '1')).code).toBe(1)
  await writeFile(checkpoint, before)

  for (const words of [
    ['--witness', key],
    ['--quorum', '1'],
    ['--witness', first.line, '--witness', first.line],
  ])
    expect((await verify('copy', log, ...words)).code, words.join(' ')).toBe(2)
})

/** A witness that shares no code with ours: C2SP tlog-cosignature by `node:crypto` alone. */
function strangersWitness(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const id = createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([4]), raw]))
    .digest()
    .subarray(0, 4)
  return {
    line: `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.from([4]), raw]).toString('base64')}`,
    cosign(checkpoint: string): string {
      const body = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1)
      const time = Buffer.alloc(8)
      time.writeBigUInt64BE(1_795_000_000n)
      const signature = sign(null, Buffer.from(`cosignature/v1\ntime 1795000000\n${body}`), privateKey)
      return `— ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n`
    },
  }
}

test('a wrong call says what was expected', async () => {
  for (const words of [
    [],
    ['song'],
    ['entry'],
    ['range', '5-1', log],
    ['copy', join(base, 'nowhere')],
    ['copy', log, '--key', 'x'],
    ['download', join(base, 'nowhere')],
  ])
    expect((await verify(...words)).code, words.join(' ')).toBe(2)
})
