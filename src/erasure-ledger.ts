import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Follower } from './journal'

/** One erasure as the ledger keeps it: ids only, so that the ledger itself has nothing to erase. */
export type Erasure = { readonly at: string; readonly kind: string; readonly id: string; readonly rule: string }

const line = z.object({ at: z.string(), kind: z.string(), id: z.uuid(), rule: z.string() })

/** The ledger of a data folder: outside the database, so that a restored backup cannot forget it. */
export const ledgerFile = (dataFolder: string): string => join(dataFolder, 'erasures.ndjson')

/** Everything in a ledger; empty where there is none. A last line cut off by a crash is left out: its entry is followed again. */
export async function readLedger(file: string): Promise<Erasure[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((one) => {
    if (one.trim() === '') return []
    try {
      const parsed = line.safeParse(JSON.parse(one))
      return parsed.success ? [parsed.data] : []
    } catch {
      return []
    }
  })
}

/** Appends erasures that the ledger does not hold yet, flushed to disk before this resolves. */
export async function appendToLedger(file: string, erasures: readonly Erasure[]): Promise<void> {
  if (erasures.length === 0) return
  await mkdir(join(file, '..'), { recursive: true })
  const known = new Set((await readLedger(file)).map(({ kind, id }) => `${kind} ${id}`))
  const fresh = erasures.filter(({ kind, id }) => !known.has(`${kind} ${id}`))
  if (fresh.length === 0) return
  const handle = await open(file, 'a', 0o600)
  try {
    // A leading line break ends a line that a crash cut off.
    await handle.write(`\n${fresh.map((one) => JSON.stringify(one)).join('\n')}\n`)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

/** Follows the journal and keeps the ledger of a data folder: one line for each person erased. */
export const erasureLedger = (dataFolder: string): Follower => ({
  name: 'erasure-ledger',
  durable: true,
  handle: (entries) =>
    appendToLedger(
      ledgerFile(dataFolder),
      entries
        .filter((entry) => entry.kind === 'person.erased')
        .map((entry) => ({
          at: entry.at.toString(),
          kind: 'person',
          id: entry.subjectId,
          rule: String(entry.body.rule),
        })),
    ),
})
