import { access, chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { issuerKeyFile } from '../../badges'
import { keyFile, memoryFile, readMemory } from '../../journal'
import { pushKeyFile } from '../../notices'
import { sealingKeyFile } from '../../people'
import { copyFileIfThere } from './copy-if-there'

const KEY = 'log.key'
const CHECKPOINT = 'log-checkpoint'
/** Keys of which a data folder has one and no history: of badges, of notifications, of sealed papers. */
const single = [
  ['issuer.key', issuerKeyFile],
  ['push.key', pushKeyFile],
  ['sealing.key', sealingKeyFile],
] as const

/** Puts the log's key, the last checkpoint it signed and every other key of the data folder into a backup, which is kept like the data itself. */
export async function copyLogFiles(dataFolder: string, target: string): Promise<void> {
  await copyPrivately(memoryFile(dataFolder), join(target, CHECKPOINT))
  await copyPrivately(keyFile(dataFolder), join(target, KEY))
  for (const [name, fileIn] of single) await copyPrivately(fileIn(dataFolder), join(target, name))
}

/** Brings them back. What a data folder knows of its own stays: its keys, and a checkpoint that is later. */
export async function bringLogFiles(source: string, dataFolder: string): Promise<void> {
  const [own, kept] = [await readMemory(dataFolder), await readMemory(source)]
  if (kept !== undefined && (own === undefined || (own.origin === kept.origin && own.size < kept.size)))
    await copyPrivately(join(source, CHECKPOINT), memoryFile(dataFolder))
  if (own === undefined) await copyPrivately(join(source, KEY), keyFile(dataFolder))
  for (const [name, fileIn] of single)
    if (!(await isThere(fileIn(dataFolder)))) await copyPrivately(join(source, name), fileIn(dataFolder))
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

async function copyPrivately(from: string, to: string): Promise<void> {
  if (await copyFileIfThere(from, to)) await chmod(to, 0o600)
}
