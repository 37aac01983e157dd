import { mkdir, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Real paths of a data folder and of the database folder in it. */
export interface Folders {
  readonly dataFolder: string
  readonly databaseFolder: string
}

/** Makes the data folder where it is missing. */
export async function ensureFolders(dataFolder: string): Promise<Folders> {
  // As root the server runs as another user, who has to pass through but need not look around.
  await mkdir(dataFolder, { recursive: true, mode: process.geteuid?.() === 0 ? 0o711 : 0o700 })
  return foldersOf(await realpath(dataFolder))
}

/** The same for a folder that is only looked at. */
export async function findFolders(dataFolder: string): Promise<Folders> {
  return foldersOf(await realpath(dataFolder).catch(() => resolve(dataFolder)))
}

function foldersOf(dataFolder: string): Folders {
  return { dataFolder, databaseFolder: join(dataFolder, 'postgres') }
}
