import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '../../kit/result'
import type { Db } from '../../platform/database/open'
import { type Checkpoint, parseCheckpoint, verifyConsistency } from '../../verify'
import { countLeaves, findLogKey, proverOf } from './read-log'
import { sha256 } from './sha256'

/** The last checkpoint that was signed here, outside the database: a database that lost entries cannot know what it lost. */
export const memoryFile = (dataFolder: string): string => join(dataFolder, 'log-checkpoint')

/** The remembered checkpoint; undefined where there is none. @throws {Error} if the file is damaged */
export async function readMemory(dataFolder: string): Promise<Checkpoint | undefined> {
  const file = memoryFile(dataFolder)
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw cause
  })
  if (bytes === undefined) return undefined
  const checkpoint = parseCheckpoint(bytes)
  if (checkpoint === undefined)
    throw new Error(
      `expected a checkpoint of the log in ${file}, but it is damaged: put back the one of your last backup`,
    )
  return checkpoint
}

/** Why the log cannot go on from this database. */
export type LogRefusal =
  | { readonly kind: 'behind'; readonly origin: string; readonly size: number; readonly leaves: number }
  | { readonly kind: 'forked'; readonly origin: string; readonly size: number }
  | { readonly kind: 'other-log'; readonly origin: string; readonly found: string }

/**
 * Whether the log of a database begins with everything a checkpoint states.
 * @param leaves entries sealed in the database
 */
export async function continues(db: Db, remembered: Checkpoint, leaves: number): Promise<Result<null, LogRefusal>> {
  const { origin, size } = remembered
  const key = await findLogKey(db)
  if (key !== undefined && key.origin !== origin) return err({ kind: 'other-log', origin, found: key.origin })
  if (key === undefined || leaves < size) return err({ kind: 'behind', origin, size, leaves })
  const prover = proverOf(db, leaves)
  const head = { size: leaves, root: await prover.root() }
  return (await verifyConsistency(sha256, remembered, head, await prover.consistency(size)))
    ? ok(null)
    : err({ kind: 'forked', origin, size })
}

/**
 * Looks, before anything is served, whether this database holds all that was published from this data folder.
 * @returns what to do, where it does not
 */
export async function checkMemory(db: Db, dataFolder: string): Promise<Result<null, string>> {
  const remembered = await readMemory(dataFolder)
  if (remembered === undefined) return ok(null)
  const continued = await continues(db, remembered, await countLeaves(db))
  return continued.ok ? continued : err(sayRefusal(continued.error, memoryFile(dataFolder)))
}

/** A refusal in words, and what to do. */
export function sayRefusal(refusal: LogRefusal, file: string): string {
  const { origin } = refusal
  switch (refusal.kind) {
    case 'behind':
      return `Expected the ${refusal.size} entries that were published under ${origin}, but the database holds ${refusal.leaves} sealed ones: it is an older copy.
Bring back a backup that holds them all. Where they are lost for good, \`asar log restart\` begins the log under a new name, so that everybody can see it.
What was published last stands in ${file}.`
    case 'forked':
      return `Expected the first ${refusal.size} entries as they were published under ${origin}, but the database holds others in their place: somebody changed the record.
Find out what happened (\`asar verify database\` names the entries) and bring back a backup. Where that cannot be, \`asar log restart\` begins the log under a new name, so that everybody can see it.
What was published last stands in ${file}.`
    case 'other-log':
      return `Expected the log ${origin}, of which ${file} remembers a checkpoint, but the database holds the log ${refusal.found}.
Start with the data folder that belongs to this database, or move ${file} out of the way if this folder is new to it.`
  }
}
