import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const made = z.object({ at: z.string(), folder: z.string() })

/** A backup that was finished, and where it was put. */
export type BackupMade = z.infer<typeof made>

const listFile = (dataFolder: string): string => join(dataFolder, 'backups.ndjson')

/** Notes a finished backup beside the data, so that `doctor` knows how old the last one is. */
export async function rememberBackup(dataFolder: string, backup: BackupMade): Promise<void> {
  await mkdir(dataFolder, { recursive: true })
  await appendFile(listFile(dataFolder), `${JSON.stringify(backup)}\n`, { mode: 0o600 })
}

/** The last backup noted, or undefined when none ever was. */
export async function findLastBackup(dataFolder: string): Promise<BackupMade | undefined> {
  const text = await readFile(listFile(dataFolder), 'utf8').catch(() => '')
  const last = text.trim().split('\n').at(-1) ?? ''
  try {
    return made.parse(JSON.parse(last))
  } catch {
    return undefined
  }
}
