import type pg from 'pg'
import type { SentQuery } from './watch-queries'

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] }

const ROWS_BIG = 1000
// Bounded by the country and by what is measured, not by how many people, needs and entries there are.
const bounded = new Set([
  'regions',
  'districts',
  'sub_districts',
  'localities',
  'indicator_cells',
  'indicator_region_months',
  'indicator_cell_people',
  'indicator_parts',
  'indicator_waits',
])

/** Big tables (over a thousand rows, and more with more people) that the planner would read from end to end for these queries. */
export async function seqScansOf(
  client: pg.Client,
  queries: readonly SentQuery[],
): Promise<{ table: string; text: string }[]> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > ${ROWS_BIG} AND relnamespace = 'public'::regnamespace`,
  )
  const big = new Set(rows.map((row) => row.relname).filter((name) => !bounded.has(name)))
  const found: { table: string; text: string }[] = []
  for (const { text, values } of queries) {
    if (!/^\s*(select|with|insert|update)/i.test(text)) continue
    const { rows: plans } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `EXPLAIN (FORMAT JSON) ${text}`,
      values,
    )
    for (const table of scannedIn(plans[0]?.['QUERY PLAN'][0]?.Plan)) if (big.has(table)) found.push({ table, text })
  }
  return found
}

function scannedIn(plan: Plan | undefined): string[] {
  if (plan === undefined) return []
  const own = plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] !== undefined ? [plan['Relation Name']] : []
  return [...own, ...(plan.Plans ?? []).flatMap(scannedIn)]
}
