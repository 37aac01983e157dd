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
const read = (folder: string) => readFile(join(folder, 'issuer.key'), 'utf8')

test('keys of badges go into a backup and come back, for their owner alone; a key that is there stays', async () => {
  const [data, backup, empty, own] = [
    await folderOf('data'),
    await folderOf('backup'),
    await folderOf('empty'),
    await folderOf('own'),
  ]
  await writeFile(join(data, 'issuer.key'), 'kept\n')
  await writeFile(join(own, 'issuer.key'), 'own\n')
  await copyLogFiles(data, backup)
  expect((await stat(join(backup, 'issuer.key'))).mode & 0o777).toBe(0o600)
  for (const folder of [empty, own]) await bringLogFiles(backup, folder)
  expect(await read(empty)).toBe('kept\n')
  expect(await read(own)).toBe('own\n')
})
