import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '../../../kit/result'
import { locateBinaries } from '../binaries'
import { findIdentity } from '../find-identity'
import { ensureFolders } from '../folders'
import type { Identity } from '../identity'
import { socketFolderFor } from '../socket-folder'
import { copyFile, inParallel } from './copy-file'
import type { BackupManifest } from './manifest'

/** Why a backup is not put into a folder, as a sentence for the person at the terminal. */
export type RestoreRefusal = string

/**
 * Puts a copied database into a data folder that has none: complete and as the manifest says byte for byte, or not at all. Files belong to
 * whoever will run the database server there.
 */
export async function restoreCluster(
  source: string,
  manifest: BackupManifest,
  dataFolder: string,
  onProgress: (files: number, of: number) => void = () => {},
): Promise<Result<{ databaseFolder: string }, RestoreRefusal>> {
  const binaries = await locateBinaries()
  const major = /^\d+/.exec(manifest.postgres)?.[0]
  if (major !== binaries.major)
    return err(
      `The backup was made with PostgreSQL ${manifest.postgres}, but this version of Asar brings ${binaries.major}.`,
    )
  const folders = await ensureFolders(dataFolder)
  if (existsSync(folders.databaseFolder))
    return err(
      `Expected a data folder without a database, but ${folders.databaseFolder} exists. Stop Asar and move it away first, or set ASAR_DATA to another folder.`,
    )
  const onTheWay = [folders.dataFolder, dirname(socketFolderFor(folders.dataFolder)), dirname(binaries.postgres)]
  const identity = await findIdentity(folders.databaseFolder, onTheWay, binaries.postgres)
  // Initialisation removes leftovers of this name when their process is gone.
  const unfinished = `${folders.databaseFolder}.new-${process.pid}-${randomUUID().slice(0, 8)}`
  try {
    const damage = await fill(source, manifest, unfinished, identity, onProgress)
    if (damage !== undefined) return err(damage)
    await rename(unfinished, folders.databaseFolder)
    return ok({ databaseFolder: folders.databaseFolder })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function fill(
  source: string,
  manifest: BackupManifest,
  target: string,
  identity: Identity,
  onProgress: (files: number, of: number) => void,
): Promise<string | undefined> {
  const place = (path: string) => join(target, path.replace(/^postgres\/?/, ''))
  const own = async (path: string) => {
    if (identity.kind === 'switch') await chown(path, identity.uid, identity.gid)
  }
  for (const folder of manifest.folders) {
    if (!/^postgres(\/|$)/.test(folder) || folder.split('/').includes('..'))
      return `The manifest names a folder outside: ${folder}.`
    await mkdir(place(folder), { mode: 0o700 })
    await own(place(folder))
  }
  let done = 0
  let damage: string | undefined
  await inParallel(manifest.files, async (file) => {
    if (damage !== undefined || !file.path.startsWith('postgres/')) return
    const found = await check(file)
    if (found !== undefined) damage = found
    done += 1
    if (done % 200 === 0) onProgress(done, manifest.files.length)
  })
  return damage

  async function check(file: BackupManifest['files'][number]): Promise<string | undefined> {
    const copied = await copyFile(join(source, file.path), place(file.path))
    if (copied === undefined) return `The backup lacks ${file.path}. Nothing was restored.`
    if (copied.sha256 !== file.sha256 || copied.bytes !== file.bytes)
      return `${file.path} is not what was backed up: expected ${file.bytes} bytes with SHA-256 ${file.sha256}, got ${copied.bytes} with ${copied.sha256}. Nothing was restored.`
    await own(place(file.path))
    return undefined
  }
}
