import { sql } from 'kysely'
import { definitions } from '../indicators'
import { listSealed } from '../journal'
import type { Db } from '../platform'
import { entryRow, parseRecord } from '../verify'
import { POSITIONS_IN_PART } from './release'
import type { Cell, Rows } from './table'

const spanOf = (part: number, asOf: number) => {
  const after = (part - 1) * POSITIONS_IN_PART
  return { after, until: Math.min(asOf, after + POSITIONS_IN_PART) }
}

/** Entries of a part, exactly as they are sealed: the journal itself is not asked. */
export async function readEntries(db: Db, part: number, asOf: number): Promise<Rows> {
  const { after, until } = spanOf(part, asOf)
  const rows: Cell[][] = []
  for (let start = after; start < until; start += 1000) {
    for (const leaf of await listSealed(db, start, Math.min(until, start + 1000))) {
      const record = parseRecord(leaf)
      if (record === undefined) continue
      const row = entryRow(record)
      rows.push([row.position, row.day, row.kind, row.region, row.public, row.commitments])
    }
  }
  return rows
}

/** Which numbers the entries of a part count in, of those that open to their entries. Of persons the entry itself says the region, or nothing does. */
export async function readCounts(db: Db, part: number, asOf: number, opened: readonly string[]): Promise<Rows> {
  const { after, until } = spanOf(part, asOf)
  const personal = definitions.filter((one) => one.aboutPersons).map(({ id }) => id)
  const rows: Cell[][] = []
  for (let start = after; start < until; start += 1000) {
    // Bounded by: a thousand entries, each in a row for each number at most.
    const found = await sql<{
      position: number
      indicator: string
      region: string | null
      amount: number
      excluded: string | null
    }>`
      SELECT e.position, e.indicator, CASE WHEN e.indicator = ANY(${personal}) THEN j.public_body->>'region' ELSE e.region_id END AS region, e.amount, e.excluded FROM indicator_entries e
      JOIN journal_positions p ON p.position = e.position JOIN journal j ON j.id = p.entry_id
      WHERE e.indicator = ANY(${[...opened]}) AND e.position > ${start} AND e.position <= ${Math.min(until, start + 1000)}
      ORDER BY e.position, e.indicator LIMIT 200000`.execute(db)
    for (const { position, indicator, region, amount, excluded } of found.rows)
      rows.push([position, indicator, region, amount, excluded === null, excluded])
  }
  return rows
}
