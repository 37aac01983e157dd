import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seedDistrict } from '../../../../test/district'
import { testWorld } from '../../../../test/world'
import { push } from '../../../cli/push'
import { findPushKeys, preparePushKeys, pushKeyFile } from './push-keys'
import { pushSender } from './push-sender'
import { openPushService } from './push-service.testing'

const folder = await mkdtemp(join(tmpdir(), 'asar-push-'))
const service = await openPushService()
const world = await testWorld({ config: { dataFolder: folder } })
const d = await seedDistrict(world)
afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true, force: true })
})

const house = { db: world.db, config: world.system.config }
const secretOf = async () => (await readFile(pushKeyFile(folder), 'utf8')).trim()
const inDatabase = async () => JSON.stringify(await world.db.selectFrom('settings').selectAll().execute())
const send = () =>
  pushSender(world.system, service.post)({ personId: d.lina, payload: JSON.stringify({ id: 'x' }), isUrgent: false })
async function asar(...words: string[]) {
  const said: string[] = []
  const code = await push.run({
    ...{ words, json: false, config: world.system.config, withApp: (run) => run(world.app) },
    ...{ print: () => {}, say: (line: string) => void said.push(line) },
  })
  return { code, said: said.join('\n') }
}

test('the keys are there when the house opens, their secret in a file of its owner alone and nowhere else', async () => {
  expect((await stat(pushKeyFile(folder))).mode & 0o777).toBe(0o600)
  expect(await inDatabase()).not.toContain(await secretOf())
  const state = await findPushKeys(house)
  expect(state).toMatchObject({ kind: 'here', keys: { privateKey: await secretOf() } })
  await preparePushKeys(house)
  expect(await findPushKeys(house)).toEqual(state)
})

test('keys of an earlier version move from the database into the file, and devices go on', async () => {
  const state = await findPushKeys(house)
  const keys = state.kind === 'here' ? state.keys : undefined
  await rm(pushKeyFile(folder))
  await world.db.deleteFrom('settings').where('key', '=', 'notices.push-key').execute()
  await world.db
    .insertInto('settings')
    .values({ key: 'notices.push-keys', value: JSON.stringify(keys) })
    .execute()
  await preparePushKeys(house)
  expect(await findPushKeys(house)).toEqual(state)
  expect(await inDatabase()).not.toContain(keys?.privateKey ?? '')
})

test('another machine makes no keys of its own: nothing is offered there, and notices go by the next door', async () => {
  const elsewhere = { db: world.db, config: { ...house.config, dataFolder: join(folder, 'another') } }
  await preparePushKeys(elsewhere)
  expect((await findPushKeys(elsewhere)).kind).toBe('elsewhere')
  const sender = pushSender({ ...world.system, config: elsewhere.config }, service.post)
  await expect(sender({ personId: d.lina, payload: '{}', isUrgent: false })).rejects.toMatchObject({
    code: 'no-key',
    refused: true,
  })
})

test('a file that others may read is not used, and says why', async () => {
  await chmod(pushKeyFile(folder), 0o644)
  expect(await findPushKeys(house)).toMatchObject({ kind: 'refused', why: expect.stringContaining('0600') })
  const lina = await world.browser(d.lina)
  const page = await (await lina.get('/me/notices/settings')).text()
  expect(page).toContain('хабарлама кілті басқа серверде')
  expect(page).not.toContain('data-key')
  await chmod(pushKeyFile(folder), 0o600)
})

test('`asar push` shows the key and makes another, which forgets every device', async () => {
  const lina = await world.browser(d.lina)
  await lina.post('/me/notices/push', service.subscribe('telephone'))
  await send()
  const [before, shown] = [await secretOf(), await asar('key')]
  expect(shown).toMatchObject({ code: 0, said: expect.stringMatching(/^[\w-]{87}$/) })
  expect(shown.said).not.toContain(before)
  expect((await asar('rotate')).said).toContain('Devices forgotten: 1')
  expect(await secretOf()).not.toBe(before)
  expect(await world.db.selectFrom('push_subscriptions').select('id').execute()).toEqual([])
  await lina.post('/me/notices/push', service.subscribe('telephone'))
  await send()
  expect(service.pushed).toHaveLength(2)
  await expect(asar('sell')).rejects.toThrow('Expected key or rotate')
})
