import { sql } from 'kysely'
import type { Db } from '../platform'
import type { Breakdown, Definition } from './definition'
import { findDefinition } from './definitions'
import { EVERYBODY, type People } from './people-behind'
import type { Parts } from './publish-parts'
import type { Known } from './published'
import { type Medians, medianMinutes } from './wait-steps'

/** A number as published: null where nothing was measured yet, though it could be. */
export type Figure = {
  readonly id: string
  readonly value: number | null
  readonly byMonth: readonly { readonly month: string; readonly value: number; readonly entries: number }[]
  readonly byRegion: ReadonlyMap<string, number>
  readonly entriesByRegion: ReadonlyMap<string, number>
}

/**
 * Sums by region and by month, and the position as of which they hold. Bounded by numbers × (regions + months kept).
 * @param ids which numbers; all, where absent
 */
export async function readFigures(
  db: Db,
  ids?: readonly string[],
): Promise<{ asOf: number; figures: ReadonlyMap<string, Figure> }> {
  const { rows } = await sql<{
    indicator: string | null
    region_id: string | null
    month: string | null
    value: number
    entries: number
    as_of: number
  }>`
    SELECT c.indicator, c.region_id, c.month::text AS month, sum(c.value) AS value, sum(c.entries) AS entries, f.as_of
    FROM (SELECT coalesce((SELECT position FROM followers WHERE name = 'indicators'), 0) AS as_of) f
    LEFT JOIN indicator_cells c ON ${ids === undefined ? sql`true` : sql`c.indicator = ANY(${[...ids]})`}
    GROUP BY f.as_of, c.indicator, GROUPING SETS ((c.region_id), (c.month))
    ORDER BY c.indicator, c.month LIMIT 50000`.execute(db)
  const figures = new Map<string, Figure>()
  for (const [id, sums] of Map.groupBy(rows, (row) => row.indicator)) {
    // Nothing counted yet: the row only says as of when.
    if (id === null) continue
    const regions = sums.filter((sum) => sum.region_id !== null)
    figures.set(id, {
      id,
      value: regions.reduce((total, { value }) => total + value, 0),
      byMonth: sums.flatMap(({ month, value, entries }) => (month === null ? [] : [{ month, value, entries }])),
      byRegion: new Map(regions.map(({ region_id, value }) => [region_id ?? '', value])),
      entriesByRegion: new Map(regions.map(({ region_id, entries }) => [region_id ?? '', entries])),
    })
  }
  return { asOf: rows[0]?.as_of ?? 0, figures }
}

/** How many people stand behind each cell of numbers that add up minutes: by number, then by region id, first of the month, row of a breakdown, or `all`. */
async function readPeople(db: Db, indicators: readonly string[]): Promise<People> {
  const rows =
    indicators.length === 0
      ? []
      : await db
          .selectFrom('indicator_cell_people')
          .select(['indicator', 'cell', 'people'])
          .where('indicator', 'in', [...indicators])
          .limit(20_000)
          .execute()
  const people = new Map<string, Map<string, number>>(indicators.map((id) => [id, new Map()]))
  for (const { indicator, cell, people: count } of rows) people.get(indicator)?.set(cell, count)
  return people
}

/** Medians of waits, in minutes, by number and cell; a cell nobody waited in is absent. `cells`: of every region and month too. */
async function readMedians(db: Db, ids: readonly string[], cells: boolean): Promise<Medians> {
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('indicator_waits')
          .select(['indicator', 'cell', 'step', 'count'])
          .where('indicator', 'in', [...ids])
          .$if(!cells, (query) => query.where('cell', '=', EVERYBODY))
          .limit(200_000)
          .execute()
  const medians = new Map<string, Map<string, number>>()
  for (const [id, waits] of Map.groupBy(rows, (row) => row.indicator))
    for (const [cell, steps] of Map.groupBy(waits, (row) => row.cell)) {
      const median = medianMinutes(steps)
      if (median !== undefined) medians.set(id, (medians.get(id) ?? new Map<string, number>()).set(cell, median))
    }
  return medians
}

/** A number from figures and medians; null when nothing has been counted. */
export function figureOf(
  definition: Definition,
  figures: ReadonlyMap<string, Figure>,
  medians: Medians,
): number | null {
  if (definition.state === 'not-yet-measured') return null
  if (definition.measure === 'median-wait') return medians.get(definition.id)?.get(EVERYBODY) ?? null
  if (definition.measure === 'monthly-share') return lastShare(figures.get(definition.id))
  const { numerator, denominator } = definition
  if (numerator !== undefined && denominator !== undefined) {
    const bottom = denominator.reduce((sum, id) => sum + (figures.get(id)?.value ?? 0), 0)
    return bottom === 0 ? null : (figures.get(numerator)?.value ?? 0) / bottom
  }
  return figures.get(definition.id)?.value ?? 0
}

/** Share of one month out of the thousandths recorded in it. */
export const shareOfMonth = ({ value, entries }: Pick<Figure['byMonth'][number], 'value' | 'entries'>): number =>
  value / Math.max(1, entries) / 1000

function lastShare(figure: Figure | undefined): number | null {
  const last = figure?.byMonth.at(-1)
  return last === undefined ? null : shareOfMonth(last)
}

/**
 * Everything known of these numbers, from which `publish` takes what may be said.
 * @param cells waits of every region and month too; without them medians are told of the whole alone
 */
export async function readKnown(
  db: Db,
  definitions: readonly Definition[],
  { cells = true }: { cells?: boolean } = {},
): Promise<Known> {
  const ids = [...new Set(definitions.flatMap(leansOn))]
  const needed = ids.flatMap((id) => findDefinition(id) ?? [])
  const [{ asOf, figures }, medians, people, parts] = await Promise.all([
    readFigures(db, ids),
    readMedians(
      db,
      needed.filter(({ measure }) => measure === 'median-wait').map(({ id }) => id),
      cells,
    ),
    readPeople(
      db,
      needed.filter(({ measure }) => measure === 'minutes').map(({ id }) => id),
    ),
    readParts(
      db,
      needed.filter(({ breakdowns }) => breakdowns.length > 0).map(({ id }) => id),
    ),
  ])
  return { asOf, figures, medians, people, parts }
}

/** The numbers that have to be known to say one: itself, what it is made of, and what it could give away. */
const leansOn = ({ id, numerator, denominator = [], partOf, besides }: Definition): readonly string[] =>
  [id, numerator, ...denominator, partOf, ...besides].flatMap((one) => one ?? [])

/** Sums of numbers by the rows of their breakdowns. */
async function readParts(db: Db, indicators: readonly string[]): Promise<Parts> {
  const rows =
    indicators.length === 0
      ? []
      : await db
          .selectFrom('indicator_parts')
          .select(['indicator', 'dimension', 'key', 'value'])
          .where('indicator', 'in', [...indicators])
          .limit(20_000)
          .execute()
  const parts = new Map<string, Map<Breakdown, Map<string, number>>>()
  for (const { indicator, dimension, key, value } of rows) {
    const by = parts.get(indicator) ?? new Map<Breakdown, Map<string, number>>()
    const sums = by.get(dimension as Breakdown) ?? new Map<string, number>()
    parts.set(indicator, by.set(dimension as Breakdown, sums.set(key, value)))
  }
  return parts
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

/**
 * The entries that any of some numbers opens to, newest first: `limit` of them, and whatever else stands at the position of the last, so
 * that the next page goes on after it.
 */
export async function listEntriesBehindAny(
  db: Db,
  indicators: readonly string[],
  options: { cursor?: number | undefined; limit: number },
): Promise<{ entries: (OpenedEntry & { readonly indicator: string })[]; next: number | undefined }> {
  const lists = await Promise.all(
    indicators.map(async (indicator) => {
      const entries = await listEntriesBehind(db, indicator, { ...options, limit: options.limit + 1 })
      return entries.map((entry) => ({ ...entry, indicator }))
    }),
  )
  const all = lists.flat().sort((a, b) => b.position - a.position)
  const last = all[options.limit - 1]
  if (last === undefined) return { entries: all, next: undefined }
  const entries = all.filter(({ position }) => position >= last.position)
  return { entries, next: entries.length < all.length ? last.position : undefined }
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
