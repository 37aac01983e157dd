import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '../../../kit/result'

const file = z.object({
  /** Relative to the backup folder, with `/`. */
  path: z.string().regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\0\\]+$/),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const manifest = z.object({
  asarBackup: z.literal(1),
  /** `copy`: the folders of an embedded server; `dump`: a file of `pg_dump`. */
  kind: z.enum(['copy', 'dump']),
  at: z.iso.datetime(),
  asar: z.string(),
  /** Of the database server, in full. */
  postgres: z.string(),
  /** Last position of the journal that is certainly inside. */
  journalPosition: z.number().int().min(0),
  folders: z.array(z.string()),
  files: z.array(file),
})

/** What a backup holds: written last, so that a backup without it was never finished. */
export type BackupManifest = z.infer<typeof manifest>

/** One file of a backup with what it must hold. */
export type BackupFile = z.infer<typeof file>

/** Name of the manifest in a backup folder. */
export const MANIFEST = 'manifest.json'

/** Reads the manifest of a backup folder. The error is a sentence for the person at the terminal. */
export async function readManifest(folder: string): Promise<Result<BackupManifest, string>> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined)
  if (text === undefined) return err(`Expected a finished backup in ${folder}, but it has no ${MANIFEST}.`)
  try {
    const parsed = manifest.safeParse(JSON.parse(text))
    if (parsed.success) return ok(parsed.data)
    return err(`${join(folder, MANIFEST)} was not written by this command: ${parsed.error.issues[0]?.message}.`)
  } catch {
    return err(`${join(folder, MANIFEST)} is damaged: it is not JSON.`)
  }
}
