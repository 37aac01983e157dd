import { sql } from 'kysely'
import type { Db } from '../platform'
import { type Breakdown, countsPeople, type Definition } from './definition'
import { findDefinition } from './definitions'
import { EVERYTHING, type Figure, figureFrom, type Waited } from './figure'
import type { People } from './people-behind'
import type { PartCell, Parts } from './publish-parts'
import type { Known } from './published'
import { minutesOfStep } from './wait-steps'

/**
 * Cells of these numbers, and the position as of which they hold.
 * @param whole of each number only all of it, and the months of what is measured month by month
 */
async function readFigures(
  db: Db,
  definitions: readonly Definition[],
  whole: boolean,
): Promise<{ asOf: number; figures: ReadonlyMap<string, Figure> }> {
  const monthly = definitions.filter(({ measure }) => measure === 'monthly-share').map(({ id }) => id)
  const wanted = whole ? sql`(c.cell = ${EVERYTHING} OR c.indicator = ANY(${monthly}))` : sql`true`
  const { rows } = await sql<{
    indicator: string | null
    cell: string
    value: number
    entries: number
    median_step: number | null
    ninth_step: number | null
    as_of: number
  }>`
    SELECT c.indicator, c.cell, c.value, c.entries, c.median_step, c.ninth_step, f.as_of
    FROM (SELECT coalesce((SELECT position FROM followers WHERE name = 'indicators'), 0) AS as_of) f
    LEFT JOIN indicator_cells c ON c.indicator = ANY(${definitions.map(({ id }) => id)}) AND ${wanted}
    LIMIT 50000`.execute(db)
  const figures = new Map<string, Figure>()
  // Nothing counted yet: the row only says as of when.
  for (const [id, cells] of Map.groupBy(rows, (row) => row.indicator))
    if (id !== null)
      figures.set(
        id,
        figureFrom(cells.map(({ cell, value, entries, ...steps }) => ({ cell, value, entries, ...waitedOf(steps) }))),
      )
  return { asOf: rows[0]?.as_of ?? 0, figures }
}

const waitedOf = (steps: { median_step: number | null; ninth_step: number | null }): Waited => ({
  median: steps.median_step === null ? null : minutesOfStep(steps.median_step),
  ninth: steps.ninth_step === null ? null : minutesOfStep(steps.ninth_step),
})

/** How many people stand behind each cell of numbers that count them apart. */
async function readPeople(db: Db, indicators: readonly string[], whole: boolean): Promise<People> {
  const rows =
    indicators.length === 0
      ? []
      : await db
          .selectFrom('indicator_cell_people')
          .select(['indicator', 'cell', 'people'])
          .where('indicator', 'in', [...indicators])
          .$if(whole, (query) => query.where('cell', '=', EVERYTHING))
          .limit(20_000)
          .execute()
  const people = new Map<string, Map<string, number>>(indicators.map((id) => [id, new Map()]))
  for (const { indicator, cell, people: count } of rows) people.get(indicator)?.set(cell, count)
  return people
}

/**
 * Everything known of these numbers, from which `publish` takes what may be said.
 * @param whole only what each is altogether, without regions, months and breakdowns
 * @param parts with what each is broken down by besides those
 */
export async function readKnown(
  db: Db,
  definitions: readonly Definition[],
  { whole = false, parts: withParts = !whole }: { whole?: boolean; parts?: boolean } = {},
): Promise<Known> {
  const needed = [...new Set(definitions.flatMap(leansOn))].flatMap((id) => findDefinition(id) ?? [])
  const idsOf = (is: (definition: Definition) => boolean) => needed.filter(is).map(({ id }) => id)
  const [{ asOf, figures }, people, parts] = await Promise.all([
    readFigures(db, needed, whole),
    readPeople(db, idsOf(countsPeople), whole),
    readParts(
      db,
      idsOf(() => withParts),
    ),
  ])
  return { asOf, figures, people, parts }
}

/** The numbers that have to be known to say one: itself, what it is made of, and what it could give away. */
const leansOn = ({ id, numerator, denominator = [], partOf, besides }: Definition): readonly string[] =>
  [id, numerator, ...denominator, partOf, ...besides].flatMap((one) => one ?? [])

/** Sums of numbers by the rows of their breakdowns, and what was left out by reason. */
async function readParts(db: Db, indicators: readonly string[]): Promise<Parts> {
  const rows =
    indicators.length === 0
      ? []
      : await db
          .selectFrom('indicator_parts')
          .select(['indicator', 'dimension', 'key', 'value', 'median_step', 'ninth_step'])
          .where('indicator', 'in', [...indicators])
          .limit(20_000)
          .execute()
  type Table = Breakdown | 'left-out'
  const parts = new Map<string, Map<Table, Map<string, PartCell>>>()
  for (const { indicator, dimension, key, value, ...steps } of rows) {
    const by = parts.get(indicator) ?? new Map<Table, Map<string, PartCell>>()
    const cells = by.get(dimension as Table) ?? new Map<string, PartCell>()
    parts.set(indicator, by.set(dimension as Table, cells.set(key, { value, ...waitedOf(steps) })))
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

/** Which entries of a number are listed: all, those of a region, of a month by its first day, or of both. */
export type EntriesOf = { readonly regionId?: string | undefined; readonly month?: string | undefined }

/** The entries a number opens to, newest first, at most `limit`, before `cursor`; those of a cell by their day. */
export async function listEntriesBehind(
  db: Db,
  indicator: string,
  { regionId, month, cursor, limit }: EntriesOf & { cursor?: number | undefined; limit: number },
): Promise<OpenedEntry[]> {
  const ofCell = regionId !== undefined || month !== undefined
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
    .$if(regionId !== undefined, (query) => query.where('e.region_id', '=', regionId ?? ''))
    .$if(month !== undefined, (query) =>
      query.where(sql<boolean>`e.day >= ${month}::date AND e.day < ${month}::date + interval '1 month'`),
    )
    .$if(cursor !== undefined && !ofCell, (query) => query.where('e.position', '<', cursor ?? 0))
    .$if(cursor !== undefined && ofCell, (query) =>
      query.where(
        sql<boolean>`(e.day, e.position) < (SELECT day, position FROM indicator_entries WHERE indicator = ${indicator} AND position = ${cursor})`,
      ),
    )
    // Served by the primary key, indicator_entries_region_idx or indicator_entries_day_idx.
    .$if(ofCell, (query) => query.orderBy('e.day', 'desc'))
    .orderBy('e.position', 'desc')
    .limit(limit)
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
