import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { afterAll, expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { testWorld } from '../../../test/world'
import { issueBadge } from '../../badges/commands/issue-badge'
import { revokeIn } from '../../badges/commands/revoke-badges'
import { openIssuer } from '../../badges/issuer'
import { ok } from '../../kit/result'
import { inCommand } from '../../platform'
import { runCli } from '../run-cli'

const folder = await mkdtemp(join(tmpdir(), 'asar-credential-'))
const server = createServer((request, response) => listen(request, response))
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const world = await testWorld({ config: { url } })
const listen = getRequestListener(world.http.fetch)
const d = await seedDistrict(world)
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

const verdictOf = async (file: string): Promise<{ code: number; verdict: unknown }> => {
  let printed = ''
  const voices = { print: (text: string) => (printed += text), say: () => {} }
  const code = await runCli(['verify', 'credential', file, '--json'], {}, voices)
  return { code, verdict: JSON.parse(printed).verdict }
}

test('a stranger checks a file by what its issuer publishes: valid, changed, revoked, of nobody', async () => {
  const issuer = await openIssuer(world.system)
  const holder = { volunteerId: d.lina, regionId: d.region, name: 'Lina' }
  const made = await inCommand(world.system, 'make', async (tx) =>
    ok(await issueBadge(tx, issuer, holder, { kind: 'award', ref: 'hours-10' })),
  )
  const id = made.ok ? made.value : ''
  const { document } = await world.db.selectFrom('badges').select('document').executeTakeFirstOrThrow()
  const file = join(folder, 'badge.json')
  const write = (text: string) => writeFile(file, text)
  await write(document)
  expect(await verdictOf(file)).toEqual({ code: 0, verdict: 'valid' })
  await write(document.replace('Lina', 'Dina'))
  expect(await verdictOf(file)).toEqual({ code: 1, verdict: 'changed' })
  await write(document.replaceAll('did:web:', 'did:key:'))
  expect(await verdictOf(file)).toEqual({ code: 1, verdict: 'unknown-issuer' })
  await write('nothing')
  expect(await verdictOf(file)).toEqual({ code: 1, verdict: 'unreadable' })
  await inCommand(world.system, 'end', async (tx) => ok(await revokeIn(tx, [id])))
  await write(document)
  expect(await verdictOf(file)).toEqual({ code: 1, verdict: 'revoked' })
})
