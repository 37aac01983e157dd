import type { RowReport } from '../kit/table-file'
import type { KatoPlace } from './kato'
import { placeId } from './place-id'
import { registerColumns, searchText } from './tables'

/** What is held of one unit that has a code; the shape common to all four tables. */
export type HeldUnit = {
  readonly id: string
  readonly kato: string
  readonly region_id: string
  readonly district_id: string | null
  readonly sub_district_id: string | null
  readonly name_kk: string
  readonly name_ru: string
  readonly name_en: string
  readonly official_kk: string | null
  readonly official_ru: string | null
  readonly zone: string | null
}

/** Everything held with a code, by table and code. */
export type HeldUnits = {
  readonly regions: ReadonlyMap<string, HeldUnit>
  readonly districts: ReadonlyMap<string, HeldUnit>
  readonly subDistricts: ReadonlyMap<string, HeldUnit>
  readonly localities: ReadonlyMap<string, HeldUnit>
}

type Columns = ReturnType<typeof registerColumns> & { id: string; region_id: string }

/** A row to write, in the order of levels: what it hangs on comes before it. */
export type PlannedRow =
  | { readonly table: 'regions'; readonly row: { id: string; kato: string; name_kk: string; name_ru: string } }
  | { readonly table: 'districts'; readonly row: Columns }
  | { readonly table: 'sub_districts'; readonly row: Columns & { district_id: string | null } }
  | {
      readonly table: 'localities'
      readonly row: Columns & {
        district_id: string | null
        sub_district_id: string | null
        search: string
        zone: string
      }
    }

/** What an import would do. `rows` holds what is created or changed only. */
export type ImportPlan = {
  readonly rows: readonly PlannedRow[]
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly reported: readonly RowReport[]
}

const LEVELS = ['region', 'district', 'sub-district', 'settlement'] as const

/** Compares the register with what is held. Pure; the whole register takes some milliseconds. */
export function planImport(countryCode: string, places: readonly KatoPlace[], held: HeldUnits): ImportPlan {
  const byCode = new Map(places.map((place) => [place.kato, place]))
  const inOrder = LEVELS.flatMap((level) => places.filter((place) => place.level === level))
  const rows: PlannedRow[] = []
  const reported: RowReport[] = []
  const count = { created: 0, updated: 0 }
  for (const place of inOrder) {
    const region = held.regions.get(`${place.kato.slice(0, 2)}0000000`)
    if (region === undefined) {
      // A region needs a zone and a position, which the register does not hold: it comes with the country pack.
      const got = place.kato
      reported.push({
        line: place.line,
        column: 'kato',
        expected: 'a region of the country pack in the first two digits',
        got,
      })
      continue
    }
    const planned = planRow(countryCode, place, region, held, byCode)
    if (planned === 'unchanged') continue
    count[planned.kind] += 1
    rows.push(planned.write)
  }
  const unchanged = places.length - reported.length - count.created - count.updated
  return { rows, ...count, unchanged, reported }
}

type Planned = 'unchanged' | { readonly kind: 'created' | 'updated'; readonly write: PlannedRow }

function planRow(
  countryCode: string,
  place: KatoPlace,
  region: HeldUnit,
  held: HeldUnits,
  byCode: ReadonlyMap<string, KatoPlace>,
): Planned {
  const { kk, ru } = place.names
  if (place.level === 'region') {
    if (region.name_kk === kk && region.name_ru === ru) return 'unchanged'
    const row = { id: region.id, kato: place.kato, name_kk: kk, name_ru: ru }
    return { kind: 'updated', write: { table: 'regions', row } }
  }
  const table = tableOf(place)
  const before = held[table === 'sub_districts' ? 'subDistricts' : table].get(place.kato)
  const base = {
    id: before?.id ?? placeId(countryCode, place.kato),
    region_id: region.id,
    ...registerColumns(place, before?.name_en),
  }
  const district_id = idAbove(countryCode, place, 'districts', held, byCode)
  const sub_district_id = table === 'localities' ? idAbove(countryCode, place, 'sub_districts', held, byCode) : null
  const above = { district_id: table === 'districts' ? null : district_id, sub_district_id }
  if (before !== undefined && isSame(before, base, above)) return 'unchanged'
  const kind = before === undefined ? 'created' : 'updated'
  if (table === 'districts') return { kind, write: { table, row: base } }
  if (table === 'sub_districts') return { kind, write: { table, row: { ...base, district_id } } }
  const search = searchText({ kk, ru, en: base.name_en })
  return {
    kind,
    write: { table, row: { ...base, ...above, search, zone: before?.zone ?? region.zone ?? 'Asia/Almaty' } },
  }
}

/** Where a unit stands: the districts of the three great cities are sub-districts by their digits, towns are settlements. */
function tableOf({ kato, level, official }: KatoPlace): 'districts' | 'sub_districts' | 'localities' {
  if (level === 'settlement') return 'localities'
  if (level === 'district') return 'districts'
  if (/^г\.(?!\s?а\.)/i.test(official.ru)) return 'localities'
  return isGreatCity(kato) ? 'districts' : 'sub_districts'
}

/** Astana, Almaty, Shymkent: cities of republican significance, whose districts stand right below them. */
const isGreatCity = (kato: string) => /^7\d/.test(kato)

function idAbove(
  countryCode: string,
  { kato }: KatoPlace,
  table: 'districts' | 'sub_districts',
  held: HeldUnits,
  byCode: ReadonlyMap<string, KatoPlace>,
): string | null {
  const known = table === 'districts' ? held.districts : held.subDistricts
  for (const code of [`${kato.slice(0, 6)}000`, `${kato.slice(0, 4)}00000`]) {
    if (code === kato) continue
    const before = known.get(code)
    if (before !== undefined) return before.id
    const coming = byCode.get(code)
    if (coming !== undefined && coming.level !== 'region' && tableOf(coming) === table)
      return placeId(countryCode, code)
  }
  return null
}

const isSame = (
  before: HeldUnit,
  next: Columns,
  above: { district_id: string | null; sub_district_id: string | null },
): boolean =>
  before.name_kk === next.name_kk &&
  before.name_ru === next.name_ru &&
  before.official_kk === next.official_kk &&
  before.official_ru === next.official_ru &&
  before.region_id === next.region_id &&
  before.district_id === above.district_id &&
  before.sub_district_id === above.sub_district_id
