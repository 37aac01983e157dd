import { sql } from 'kysely'
import { definitionAsData, definitions, isOpened, numberAsData, publishAll, suppress } from '../indicators'
import { findItem } from '../needs'
import { listRegions } from '../places'
import type { Db } from '../platform'
import { dictionary } from './dictionary'
import { recomputeScript } from './recompute-script'
import type { Kept } from './release'
import type { Cell, Rows } from './table'

const ROWS_MAX = 100_000

/** Everything a release keeps, of one moment: the caller's transaction sees to that. */
export async function keepMoment(db: Db): Promise<{ asOf: number; kept: Kept }> {
  const numbers = await publishAll(db)
  const opened = numbers.filter((one) => isOpened(one.definition) && !one.tooFew).map((one) => one.definition.id)
  return {
    asOf: numbers[0]?.asOf ?? 0,
    kept: {
      opened,
      rows: {
        numbers: numbers.flatMap((one) => numberRows(numberAsData(one))),
        definitions: definitions.map((one) => definitionRow(definitionAsData(one), opened.includes(one.id))),
        regions: (await listRegions(db)).map(({ id, kind, names: { kk, ru, en }, zone }) => [
          id,
          kind,
          kk,
          ru,
          en,
          zone,
        ]),
        organizations: await readOrganizations(db),
        goods: await readGoods(db),
      },
      texts: { 'dictionary.json': `${JSON.stringify(dictionary(), null, 1)}\n`, 'recompute.mjs': recomputeScript },
    },
  }
}

function numberRows({
  id,
  version,
  state,
  asOf,
  value,
  regions,
  months,
  parts,
}: ReturnType<typeof numberAsData>): Cell[][] {
  const row = (by: string, key: string | null, one: number | null, of: number | null = null): Cell[] => [
    id,
    version,
    by,
    key,
    one,
    of,
    state,
    asOf,
  ]
  const byRegion = regions.map((cell) => row('region', cell.region, cell.value))
  const others = parts.filter(({ by, of }) => by !== 'region' || of !== null)
  return [
    row('all', null, value),
    ...byRegion,
    ...months.map((cell) => row('month', cell.month, cell.value)),
    ...others
      .filter(({ by }) => by !== 'region' || byRegion.length === 0)
      .map((cell) => row(cell.by, cell.key, cell.value, cell.of)),
  ]
}

function definitionRow(data: ReturnType<typeof definitionAsData>, isOpen: boolean): Cell[] {
  const { kk, ru, en } = data.texts
  const said = (part: 'name' | 'means' | 'population' | 'leavesOut') => [kk[part], ru[part], en[part]]
  return [
    data.id,
    data.version,
    data.measure,
    data.unit,
    data.period,
    data.state,
    data.source,
    isOpen,
    JSON.stringify(data.rules),
    data.sealedKinds.join(' '),
    data.numerator,
    data.denominator?.join(' ') ?? null,
    data.partOf,
    data.breakdowns.join(' '),
    data.smallCells,
    ...said('name'),
    ...said('means'),
    ...said('population'),
    ...said('leavesOut'),
  ]
}

async function readOrganizations(db: Db): Promise<Rows> {
  const rows = await db
    .selectFrom('organizations')
    .select(['id', 'name', 'kind', 'region_id'])
    .where('state', '=', 'active')
    .where('verified_at', 'is not', null)
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map((row) => [row.id, row.name, row.kind, row.region_id])
}

/** Goods asked for in checked requests, by item and region and over the country; cells of fewer than five requests are hidden as in numbers. */
async function readGoods(db: Db): Promise<Rows> {
  const { rows } = await sql<{ item: string; unit: string; region: string; requests: number } & Sums>`
    SELECT l.item_id AS item, l.unit, l.region_id AS region, count(DISTINCT l.need_id)::int AS requests,
      sum(l.requested)::int AS requested, sum(l.open)::int AS open, sum(l.delivered)::int AS delivered
    FROM need_lines l JOIN needs n ON n.id = l.need_id
    WHERE l.kind = 'item' AND n.verified_at IS NOT NULL AND n.state <> 'refused'
    GROUP BY l.item_id, l.unit, l.region_id ORDER BY l.item_id, l.unit, l.region_id LIMIT ${ROWS_MAX}`.execute(db)
  return [...Map.groupBy(rows, ({ item, unit }) => `${item} ${unit}`).values()].flatMap((cells) => {
    const shown = new Map(
      suppress(cells.map(({ region, requests }) => ({ key: region, value: requests }))).map((one) => [
        one.key,
        one.value !== null,
      ]),
    )
    const total = cells.reduce((sum, { requests }) => sum + requests, 0)
    const whole = {
      requested: sumOf(cells, 'requested'),
      open: sumOf(cells, 'open'),
      delivered: sumOf(cells, 'delivered'),
    }
    const row = (region: string | null, sums: Sums, isShown: boolean): Cell[] => {
      const { item = '', unit = '' } = cells[0] ?? {}
      const { kk = item, ru = item, en = item } = findItem(item)?.names ?? {}
      const { requested, open, delivered } = sums
      return [item, kk, ru, en, unit, region, ...(isShown ? [requested, open, delivered] : [null, null, null])]
    }
    const enough = suppress([{ key: '', value: total }])[0]?.value !== null
    return [
      row(null, whole, enough),
      ...cells.map((cell) => row(cell.region, cell, enough && shown.get(cell.region) === true)),
    ]
  })
}

type Sums = { readonly requested: number; readonly open: number; readonly delivered: number }
const sumOf = (cells: readonly Sums[], what: keyof Sums): number => cells.reduce((sum, cell) => sum + cell[what], 0)
