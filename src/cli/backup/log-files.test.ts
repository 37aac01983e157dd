import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bringLogFiles, copyLogFiles } from './log-files'

const base = await mkdtemp(join(tmpdir(), 'asar-log-files-'))
afterAll(() => rm(base, { recursive: true, force: true }))

const folderOf = async (name: string): Promise<string> => {
  await mkdir(join(base, name))
  return join(base, name)
}
const keys = ['issuer.key', 'sealing.key', 'push.key']
const read = (folder: string) => Promise.all(keys.map((key) => readFile(join(folder, key), 'utf8')))

test('keys of badges, of sealed papers and of notifications go into a backup and come back, for their owner alone; a key that is there stays', async () => {
  const [data, backup, empty, own] = [
    await folderOf('data'),
    await folderOf('backup'),
    await folderOf('empty'),
    await folderOf('own'),
  ]
  for (const key of keys) {
    await writeFile(join(data, key), 'kept\n')
    await writeFile(join(own, key), 'own\n')
  }
  await copyLogFiles(data, backup)
  for (const key of keys) expect((await stat(join(backup, key))).mode & 0o777).toBe(0o600)
  for (const folder of [empty, own]) await bringLogFiles(backup, folder)
  expect(await read(empty)).toEqual(keys.map(() => 'kept\n'))
  expect(await read(own)).toEqual(keys.map(() => 'own\n'))
})
