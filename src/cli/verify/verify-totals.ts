import { sql } from 'kysely'
import { totalsFollower } from '../../indicators'
import { listEntriesAfter } from '../../journal'
import type { Db } from '../../platform'
import type { Findings } from '../../verify'

const BATCH = 500
const tables = {
  indicator_entries: 'indicator, position',
  indicator_members: 'indicator, member',
  indicator_cells: 'indicator, cell',
  indicator_region_months: 'region_id, indicator, month',
  indicator_waits: 'indicator, cell, step',
  indicator_people: 'indicator, cell, person_id',
  indicator_cell_people: 'indicator, cell',
  indicator_parts: 'indicator, dimension, key',
} as const

/**
 * Counts every published total again from the first entry, into tables that only this connection sees, and compares.
 * @returns rows of totals that were compared
 */
export async function verifyTotals(db: Db, findings: Findings): Promise<number> {
  return db.connection().execute(async (own) => {
    // Read committed would let the follower move on between the two; nothing is written but tables of our own.
    await sql.raw('BEGIN ISOLATION LEVEL REPEATABLE READ').execute(own)
    try {
      for (const table of Object.keys(tables))
        await sql
          .raw(`CREATE TEMPORARY TABLE ${table} (LIKE public.${table} INCLUDING ALL) ON COMMIT DROP`)
          .execute(own)
      await countAgain(own)
      let compared = 0
      for (const [table, key] of Object.entries(tables)) compared += await compare(own, table, key, findings)
      return compared
    } finally {
      await sql.raw('ROLLBACK').execute(own)
    }
  })
}

// The same follower as always: a temporary table stands before the one of the same name.
async function countAgain(own: Db): Promise<void> {
  const follower = await own
    .selectFrom('followers')
    .select('position')
    .where('name', '=', totalsFollower.name)
    .limit(1)
    .executeTakeFirst()
  const until = follower?.position ?? 0
  for (let position = 0; position < until; ) {
    const entries = await listEntriesAfter(own, position, Math.min(BATCH, until - position))
    const last = entries.at(-1)
    if (last === undefined) return
    await totalsFollower.handle(entries, own)
    position = last.position
  }
}

async function compare(own: Db, table: string, key: string, findings: Findings): Promise<number> {
  const keys = key.split(', ')
  const on = keys.map((column) => `k.${column} = c.${column}`).join(' AND ')
  const named = keys.map((column) => `coalesce(k.${column}::text, c.${column}::text)`).join(", ' ', ")
  const { rows } = await sql
    .raw<{ named: string; kept: string | null; counted: string | null }>(
      `SELECT concat(${named}) AS named, k::text AS kept, c::text AS counted
       FROM public.${table} k FULL JOIN pg_temp.${table} c ON ${on} WHERE k IS DISTINCT FROM c LIMIT 100`,
    )
    .execute(own)
  for (const { named: where, kept, counted } of rows)
    findings.add('total', `${table} ${where}`, counted ?? 'no such row', kept ?? 'none')
  const all = await sql.raw<{ count: number }>(`SELECT count(*)::int AS count FROM public.${table}`).execute(own)
  return all.rows[0]?.count ?? 0
}
