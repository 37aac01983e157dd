import type { Db } from '../platform'
import { readCounts, readEntries } from './read-parted'
import { type Kept, parseFileName } from './release'
import { writePart } from './write-part'

/** A file of a release, made again from what was sealed and what was kept of that moment; undefined for a name that is none. */
export async function makeFile(
  db: Db,
  asOf: number,
  kept: Kept,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const text = Object.hasOwn(kept.texts, name) ? kept.texts[name] : undefined
  if (text !== undefined) return new TextEncoder().encode(text)
  const parsed = parseFileName(name)
  if (parsed === undefined) return undefined
  const { table, part = 1, form } = parsed
  if (table === 'entries') return writePart(form, table, await readEntries(db, part, asOf))
  if (table === 'counts') return writePart(form, table, await readCounts(db, part, asOf, kept.opened))
  return writePart(form, table, kept.rows[table] ?? [])
}
