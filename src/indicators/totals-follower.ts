import { sql } from 'kysely'
import type { Entry, Follower } from '../journal'
import type { Db } from '../platform'
import type { Count } from './count'
import { countsOf, dayOf } from './counts-of'
import { EVERYTHING, partCell } from './figure'
import { isCrossedId } from './region-months'
import { stepOfMinutes } from './wait-steps'

type Row = {
  indicator: string
  position: number
  region_id: string
  day: string
  amount: number
  excluded: string | null
  member: string | undefined
  after: Count['after']
  person: string | undefined
  parts: Count['parts']
  step: number | undefined
}

/** Keeps every total up to date, incrementally. What it writes follows from the entries alone. */
export const totalsFollower: Follower = {
  name: 'indicators',
  durable: true,
  handle: async (entries, db) => {
    const { rows, joined, left } = await settleMembers(db, entries.flatMap(rowsOf))
    if (rows.length === 0) return
    await db
      .insertInto('indicator_entries')
      .values(
        rows.map(({ indicator, position, region_id, day, amount, excluded }) => ({
          indicator,
          position,
          region_id,
          day,
          amount,
          excluded,
        })),
      )
      .execute()
    const counted = rows.filter((row) => row.excluded === null)
    await moveMembers(db, joined, left)
    await addCells(db, counted)
    await addRegionMonths(db, counted)
    await addPeople(db, counted)
    await addParts(db, rows)
    await addWaits(db, counted)
  },
}

function rowsOf(entry: Entry): Row[] {
  const day = dayOf(entry)
  return countsOf(entry).map((count) => ({
    indicator: count.indicator,
    position: entry.position,
    region_id: entry.regionId,
    day,
    amount: count.amount,
    excluded: count.excluded ?? null,
    member: count.excluded === undefined ? count.member : undefined,
    after: count.after,
    person: count.person,
    parts: count.parts,
    step: count.waitMinutes === undefined ? undefined : stepOfMinutes(count.waitMinutes),
  }))
}

type Member = { readonly indicator: string; readonly member: string }

const keyOf = ({ indicator, member }: Member) => `${indicator} ${member}`

/**
 * A member counts once: of those known before, and of repeats within this batch, the row is kept as left out, with the reason. What is taken
 * back counts where the member is known, who is then known no more.
 */
async function settleMembers(db: Db, rows: readonly Row[]) {
  const known = new Map((await listKnown(db, rows)).map((one) => [keyOf(one), one]))
  const seen = new Map(known)
  const settled = rows.flatMap((row): Row[] => {
    if (row.member === undefined) return [row]
    const leftOut = (excluded: string) => [{ ...row, amount: 0, excluded, step: undefined }]
    if (row.after !== undefined && !seen.has(keyOf(row.after))) return leftOut('not-the-year-before')
    const one = { indicator: row.indicator, member: row.member }
    if (row.amount < 0) return seen.delete(keyOf(one)) ? [row] : []
    if (seen.has(keyOf(one))) return leftOut('counted-before')
    seen.set(keyOf(one), one)
    return [row]
  })
  return {
    rows: settled,
    joined: [...seen].filter(([key]) => !known.has(key)).map(([, one]) => one),
    left: [...known].filter(([key]) => !seen.has(key)).map(([, one]) => one),
  }
}

/** Those of the members a batch asks about who are counted already. Bounded by: the entries of one batch. */
async function listKnown(db: Db, rows: readonly Row[]): Promise<readonly Member[]> {
  const asked = rows.flatMap(({ indicator, member, after }) => [
    ...(member === undefined ? [] : [{ indicator, member }]),
    ...(after === undefined ? [] : [after]),
  ])
  if (asked.length === 0) return []
  // Bounded by: the entries of one batch.
  const { rows: known } = await sql<Member>`
    SELECT DISTINCT m.indicator, m.member FROM indicator_members m JOIN ${unnested(asked)} ON a.indicator = m.indicator AND a.member = m.member`.execute(
    db,
  )
  return known
}

async function moveMembers(db: Db, joined: readonly Member[], left: readonly Member[]): Promise<void> {
  if (joined.length > 0)
    await db
      .insertInto('indicator_members')
      .values([...joined])
      .execute()
  if (left.length > 0)
    await sql`DELETE FROM indicator_members m USING ${unnested(left)} WHERE a.indicator = m.indicator AND a.member = m.member`.execute(
      db,
    )
}

const unnested = (members: readonly Member[]) =>
  sql`unnest(${members.map(({ indicator }) => indicator)}::text[], ${members.map(({ member }) => member)}::uuid[]) AS a (indicator, member)`

const monthOf = ({ day }: Row): string => `${day.slice(0, 7)}-01`

/** The cells an entry of a number falls into: all of it, its region, its month. */
const cellsOf = (row: Row): readonly string[] => [EVERYTHING, row.region_id, monthOf(row)]

/** Cells of waiting times: those, the rows of breakdowns, and region and month together where the number is told so. */
const waitCellsOf = (row: Row): readonly string[] => [
  ...cellsOf(row),
  ...Object.entries(row.parts ?? {}).map(partCell),
  ...(isCrossedId(row.indicator) ? [`${row.region_id} ${monthOf(row)}`] : []),
]

async function addCells(db: Db, rows: readonly Row[]): Promise<void> {
  const cells = new Map<string, { indicator: string; cell: string; value: number; entries: number }>()
  for (const row of rows)
    for (const name of cellsOf(row)) {
      const key = `${row.indicator} ${name}`
      const cell = cells.get(key) ?? { indicator: row.indicator, cell: name, value: 0, entries: 0 }
      cell.value += row.amount
      cell.entries += 1
      cells.set(key, cell)
    }
  if (cells.size === 0) return
  await db
    .insertInto('indicator_cells')
    .values([...cells.values()])
    .onConflict((c) =>
      c.columns(['indicator', 'cell']).doUpdateSet((eb) => ({
        value: eb('indicator_cells.value', '+', eb.ref('excluded.value')),
        entries: eb('indicator_cells.entries', '+', eb.ref('excluded.entries')),
      })),
    )
    .execute()
}

async function addRegionMonths(db: Db, rows: readonly Row[]): Promise<void> {
  const cells = new Map<
    string,
    { indicator: string; region_id: string; month: string; value: number; entries: number }
  >()
  for (const row of rows) {
    if (!isCrossedId(row.indicator)) continue
    const { indicator, region_id, amount } = row
    const month = monthOf(row)
    const key = `${indicator} ${region_id} ${month}`
    const cell = cells.get(key) ?? { indicator, region_id, month, value: 0, entries: 0 }
    cell.value += amount
    cell.entries += 1
    cells.set(key, cell)
  }
  if (cells.size === 0) return
  await db
    .insertInto('indicator_region_months')
    .values([...cells.values()])
    .onConflict((c) =>
      c.columns(['region_id', 'indicator', 'month']).doUpdateSet((eb) => ({
        value: eb('indicator_region_months.value', '+', eb.ref('excluded.value')),
        entries: eb('indicator_region_months.entries', '+', eb.ref('excluded.entries')),
      })),
    )
    .execute()
}

async function addWaits(db: Db, rows: readonly Row[]): Promise<void> {
  const waits = new Map<string, { indicator: string; cell: string; step: number; count: number }>()
  for (const row of rows) {
    if (row.step === undefined) continue
    for (const cell of waitCellsOf(row)) {
      const key = `${row.indicator} ${cell} ${row.step}`
      const wait = waits.get(key) ?? { indicator: row.indicator, cell, step: row.step, count: 0 }
      wait.count += 1
      waits.set(key, wait)
    }
  }
  if (waits.size === 0) return
  await db
    .insertInto('indicator_waits')
    .values([...waits.values()])
    .onConflict((c) =>
      c
        .columns(['indicator', 'cell', 'step'])
        .doUpdateSet((eb) => ({ count: eb('indicator_waits.count', '+', eb.ref('excluded.count')) })),
    )
    .execute()
  await moveMedians(
    db,
    [...Map.groupBy(waits.values(), ({ indicator, cell }) => `${indicator} ${cell}`).values()].flatMap(
      ([wait]) => wait ?? [],
    ),
  )
}

// The lowest steps that half, and nine of ten, of the waits do not exceed.
async function moveMedians(db: Db, touched: readonly { indicator: string; cell: string }[]): Promise<void> {
  const medians = sql`
    SELECT indicator, cell, min(step) FILTER (WHERE seen * 2 >= total) AS step,
      min(step) FILTER (WHERE seen * 10 >= total * 9) AS ninth
    FROM (
      SELECT w.indicator, w.cell, w.step, sum(w.count) OVER (PARTITION BY w.indicator, w.cell ORDER BY w.step) AS seen,
        sum(w.count) OVER (PARTITION BY w.indicator, w.cell) AS total
      FROM indicator_waits AS w
      JOIN unnest(${touched.map(({ indicator }) => indicator)}::text[], ${touched.map(({ cell }) => cell)}::text[]) AS t (indicator, cell)
        ON t.indicator = w.indicator AND t.cell = w.cell
    ) AS steps
    GROUP BY indicator, cell`
  await sql`
    WITH m AS MATERIALIZED (${medians}), whole AS (
      UPDATE indicator_cells AS c SET median_step = m.step, ninth_step = m.ninth FROM m
      WHERE c.indicator = m.indicator AND c.cell = m.cell), part AS (
      UPDATE indicator_parts AS c SET median_step = m.step, ninth_step = m.ninth FROM m
      WHERE c.indicator = m.indicator AND c.dimension = split_part(m.cell, ' ', 1) AND c.key = split_part(m.cell, ' ', 2))
    UPDATE indicator_region_months AS c SET median_step = m.step FROM m
    WHERE c.indicator = m.indicator AND c.region_id = split_part(m.cell, ' ', 1)
      AND c.month = CASE WHEN m.cell ~ ' \\d{4}-\\d{2}-\\d{2}$' THEN split_part(m.cell, ' ', 2)::date END`.execute(db)
}

async function addPeople(db: Db, rows: readonly Row[]): Promise<void> {
  const known = new Map<string, { indicator: string; cell: string; person_id: string }>()
  for (const row of rows) {
    const { indicator, person, parts } = row
    if (person === undefined) continue
    for (const cell of [...cellsOf(row), ...Object.entries(parts ?? {}).map(partCell)])
      known.set(`${indicator} ${cell} ${person}`, { indicator, cell, person_id: person })
  }
  if (known.size === 0) return
  const added = await db
    .insertInto('indicator_people')
    .values([...known.values()])
    .onConflict((c) => c.doNothing())
    .returning(['indicator', 'cell'])
    .execute()
  const cells = Map.groupBy(added, ({ indicator, cell }) => `${indicator} ${cell}`)
  if (cells.size === 0) return
  await db
    .insertInto('indicator_cell_people')
    .values(
      [...cells.values()].map((people) => ({
        indicator: people[0]?.indicator ?? '',
        cell: people[0]?.cell ?? '',
        people: people.length,
      })),
    )
    .onConflict((c) =>
      c
        .columns(['indicator', 'cell'])
        .doUpdateSet((eb) => ({ people: eb('indicator_cell_people.people', '+', eb.ref('excluded.people')) })),
    )
    .execute()
}

async function addParts(db: Db, rows: readonly Row[]): Promise<void> {
  const cells = new Map<string, { indicator: string; dimension: string; key: string; value: number }>()
  for (const { indicator, amount, parts, excluded } of rows) {
    const keys = excluded === null ? (parts ?? {}) : { 'left-out': excluded }
    for (const [dimension, key] of Object.entries(keys)) {
      const name = `${indicator} ${dimension} ${key}`
      const cell = cells.get(name) ?? { indicator, dimension, key, value: 0 }
      cell.value += excluded === null ? amount : 1
      cells.set(name, cell)
    }
  }
  if (cells.size === 0) return
  await db
    .insertInto('indicator_parts')
    .values([...cells.values()])
    .onConflict((c) =>
      c
        .columns(['indicator', 'dimension', 'key'])
        .doUpdateSet((eb) => ({ value: eb('indicator_parts.value', '+', eb.ref('excluded.value')) })),
    )
    .execute()
}
