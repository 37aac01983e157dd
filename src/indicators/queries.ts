import { sql } from 'kysely'
import type { Db } from '../platform'
import type { Definition } from './definition'
import { medianMinutes } from './wait-steps'

/** A number as published: null where nothing was measured yet, though it could be. */
export type Figure = {
  readonly id: string
  readonly value: number | null
  readonly byMonth: readonly { readonly month: string; readonly value: number; readonly entries: number }[]
  readonly byRegion: ReadonlyMap<string, number>
  readonly entriesByRegion: ReadonlyMap<string, number>
}

/** All sums at once and the position as of which they hold: what home and the list of numbers show. Bounded by numbers × regions × months kept. */
export async function readFigures(
  db: Db,
  regionId?: string,
): Promise<{ asOf: number; figures: ReadonlyMap<string, Figure> }> {
  const { rows } = await sql<{
    indicator: string
    region_id: string
    month: string
    value: number
    entries: number
    as_of: number
  }>`
    SELECT c.indicator, c.region_id, c.month::text AS month, c.value, c.entries, coalesce((SELECT position FROM followers WHERE name = 'indicators'), 0) AS as_of
    FROM indicator_cells c WHERE ${regionId === undefined ? sql`true` : sql`c.region_id = ${regionId}`}
    ORDER BY c.indicator, c.month LIMIT 200000`.execute(db)
  const byIndicator = Map.groupBy(rows, (row) => row.indicator)
  const figures = new Map<string, Figure>()
  for (const [id, cells] of byIndicator) {
    const byMonth = new Map<string, { value: number; entries: number }>()
    const entriesByRegion = new Map<string, number>()
    const byRegion = new Map<string, number>()
    let value = 0
    for (const cell of cells) {
      value += cell.value
      const month = byMonth.get(cell.month) ?? { value: 0, entries: 0 }
      byMonth.set(cell.month, { value: month.value + cell.value, entries: month.entries + cell.entries })
      entriesByRegion.set(cell.region_id, (entriesByRegion.get(cell.region_id) ?? 0) + cell.entries)
      byRegion.set(cell.region_id, (byRegion.get(cell.region_id) ?? 0) + cell.value)
    }
    figures.set(id, {
      id,
      value,
      byMonth: [...byMonth].map(([month, sums]) => ({ month, ...sums })),
      byRegion,
      entriesByRegion,
    })
  }
  return { asOf: rows[0]?.as_of ?? 0, figures }
}

/** Medians of all waits, in minutes, by number; a number nobody waited for is absent. */
export async function readMedians(db: Db, regionId?: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('indicator_waits')
    .select(({ fn }) => ['indicator', 'step', fn.sum<number>('count').as('count')])
    .$if(regionId !== undefined, (query) => query.where('region_id', '=', regionId ?? ''))
    .groupBy(['indicator', 'step'])
    .limit(10_000)
    .execute()
  const medians = new Map<string, number>()
  for (const [id, counts] of Map.groupBy(rows, (row) => row.indicator)) {
    const median = medianMinutes(counts.map(({ step, count }) => ({ step, count: Number(count) })))
    if (median !== undefined) medians.set(id, median)
  }
  return medians
}

/** A number from figures and medians; null when nothing has been counted. */
export function figureOf(
  definition: Definition,
  figures: ReadonlyMap<string, Figure>,
  medians: ReadonlyMap<string, number>,
): number | null {
  if (definition.state === 'not-yet-measured') return null
  if (definition.measure === 'median-wait') return medians.get(definition.id) ?? null
  if (definition.over !== undefined) {
    const [top, bottom] = definition.over.map((id) => figures.get(id)?.value ?? 0)
    return bottom === undefined || bottom === 0 ? null : (top ?? 0) / bottom
  }
  return figures.get(definition.id)?.value ?? 0
}

/** A counted or excluded entry, as anyone may see it. */
export type OpenedEntry = {
  readonly position: number
  readonly id: string
  readonly kind: string
  readonly regionId: string
  readonly day: string
  readonly amount: number
  readonly excluded: string | null
  readonly publicBody: Record<string, unknown>
  readonly commitments: Record<string, string>
}

/** The entries a number opens to, newest first, at most `limit`, before `cursor`. */
export async function listEntriesBehind(
  db: Db,
  indicator: string,
  options: { regionId?: string | undefined; cursor?: number | undefined; limit: number },
): Promise<OpenedEntry[]> {
  const rows = await db
    .selectFrom('indicator_entries as e')
    .innerJoin('journal_positions as p', 'p.position', 'e.position')
    .innerJoin('journal as j', 'j.id', 'p.entry_id')
    .select([
      'e.position',
      'j.id',
      'j.kind',
      'e.region_id',
      'e.day',
      'e.amount',
      'e.excluded',
      'j.public_body',
      'j.commitments',
    ])
    .where('e.indicator', '=', indicator)
    .$if(options.regionId !== undefined, (query) => query.where('e.region_id', '=', options.regionId ?? ''))
    .$if(options.cursor !== undefined, (query) => query.where('e.position', '<', options.cursor ?? 0))
    .orderBy('e.position', 'desc')
    .limit(options.limit)
    .execute()
  return rows.map((row) => ({
    position: row.position,
    id: row.id,
    kind: row.kind,
    regionId: row.region_id,
    day: row.day,
    amount: row.amount,
    excluded: row.excluded,
    publicBody: row.public_body as Record<string, unknown>,
    commitments: row.commitments as Record<string, string>,
  }))
}

/** Open lines by item or competence, most wanted first: what is needed now. At most `limit`. */
export const listNeededNow = (db: Db, limit: number, regionId?: string) =>
  db
    .selectFrom('need_lines as l')
    .innerJoin('needs as n', 'n.id', 'l.need_id')
    .select(({ fn }) => [
      'l.kind',
      'l.item_id',
      'l.competence_id',
      'l.unit',
      fn.sum<number>('l.open').as('open'),
      fn.countAll<number>().as('lines'),
    ])
    .where('l.open', '>', 0)
    .where('l.kind', '<>', 'words')
    .where('n.state', '=', 'verified')
    .$if(regionId !== undefined, (query) => query.where('l.region_id', '=', regionId ?? ''))
    .groupBy(['l.kind', 'l.item_id', 'l.competence_id', 'l.unit'])
    .orderBy('lines', 'desc')
    .limit(limit)
    .execute()

/** Latest results that somebody confirmed, newest first, at most `limit`. */
export const listConfirmedResults = (db: Db, limit: number) =>
  db
    .selectFrom('results as r')
    .innerJoin('activities as a', 'a.id', 'r.activity_id')
    .select(['a.id', 'a.title', 'r.region_id', 'r.quantity', 'r.unit', 'r.confirmed_by_kind', 'r.confirmed_at'])
    .where('r.state', '=', 'confirmed')
    .orderBy('r.confirmed_at', 'desc')
    .limit(limit)
    .execute()
