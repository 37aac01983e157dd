import { sql } from 'kysely'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import type { RowReport, TableFile } from '../../kit/table-file'
import { type Ctx, type Db, inCommand, type Tx } from '../../platform'
import { placesImported } from '../entries'
import { type KatoError, parseKato } from '../kato'
import { type HeldUnit, type HeldUnits, type ImportPlan, type PlannedRow, planImport } from '../plan-import'

/** How an import runs. Without `apply` nothing is written and the report says what would be. */
export type ImportPlacesOptions = {
  /** Shown in the report: the file's name as given. */
  readonly file: string
  readonly apply: boolean
  /** Apply only when no line is reported. */
  readonly allOrNothing: boolean
  /** Header of a column where the file names it otherwise, by our name: `kato`, `name_kk`, `name_ru`, `level`. */
  readonly mapping?: Readonly<Record<string, string>>
  /** Called after each batch with rows written so far and rows to write. */
  readonly onProgress?: (done: number, total: number) => void
}

/** The answer of every import; rows = created + updated + unchanged + distinct reported lines. */
export type ImportReport = {
  readonly kind: 'places' | 'outlines'
  readonly file: string
  readonly applied: boolean
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly reported: readonly RowReport[]
}

/** The register cannot be imported: not this register, or its country is not set up. */
export type ImportPlacesError = KatoError | { readonly kind: 'country-missing'; readonly code: string }

/** The register is that of Kazakhstan; another country's register is another reader. */
const COUNTRY = 'KZ'
const BATCH_ROWS = 1000

/**
 * Brings in the national classifier of administrative and territorial objects (КАТО). Only what differs from what is held
 * is written; codes that the file lacks stay, since people may live behind them. Interrupted, it is simply run again.
 */
export async function importPlaces(
  ctx: Ctx,
  table: TableFile,
  options: ImportPlacesOptions,
): Promise<Result<ImportReport, ImportPlacesError>> {
  const held = await readHeld(ctx.db)
  if (held.regions.size === 0) return err({ kind: 'country-missing', code: COUNTRY })
  const known = new Set(Object.values(held).flatMap((units: ReadonlyMap<string, HeldUnit>) => [...units.keys()]))
  const register = parseKato(table, options.mapping, known)
  if (!register.ok) return register
  const plan = planImport(COUNTRY, register.value.places, held)
  const reported = [...register.value.reported, ...plan.reported].sort((a, b) => a.line - b.line)
  const applied = options.apply && !(options.allOrNothing && reported.length > 0)
  if (applied) await write(ctx, plan, options)
  const { created, updated, unchanged } = plan
  const rows = created + updated + unchanged + new Set(reported.map((report) => report.line)).size
  return ok({ kind: 'places', file: options.file, applied, rows, created, updated, unchanged, reported })
}

async function readHeld(db: Db): Promise<HeldUnits> {
  const names = ['id', 'kato', 'name_kk', 'name_ru', 'name_en'] as const
  const official = [...names, 'official_kk', 'official_ru', 'region_id'] as const
  const none = { district_id: null, sub_district_id: null, official_kk: null, official_ru: null, zone: null }
  // Bounded by: the places of one country, each of which the whole register is compared with.
  const regions = await db
    .selectFrom('regions')
    .select([...names, 'zone'])
    .where('country_code', '=', COUNTRY)
    .where('kato', 'is not', null)
    .execute()
  const districts = await db.selectFrom('districts').select(official).where('kato', 'is not', null).execute()
  const subDistricts = await db
    .selectFrom('sub_districts')
    .select([...official, 'district_id'])
    .execute()
  const localities = await db
    .selectFrom('localities')
    .select([...official, 'district_id', 'sub_district_id', 'zone'])
    .where('kato', 'is not', null)
    .execute()
  return {
    regions: byKato(regions.map((row) => ({ ...none, ...row, region_id: row.id }))),
    districts: byKato(districts.map((row) => ({ ...none, ...row }))),
    subDistricts: byKato(subDistricts.map((row) => ({ ...none, ...row }))),
    localities: byKato(localities),
  }
}

const byKato = (rows: readonly (Omit<HeldUnit, 'kato'> & { kato: string | null })[]): ReadonlyMap<string, HeldUnit> =>
  new Map(rows.flatMap((row) => (row.kato === null ? [] : [[row.kato, { ...row, kato: row.kato }]])))

async function write(ctx: Ctx, plan: ImportPlan, options: ImportPlacesOptions): Promise<void> {
  const subjectId = newPublicId()
  // In batches even where it is all or nothing: every line was found good before, and a writing transaction ends after five seconds.
  for (let start = 0; start < plan.rows.length; start += BATCH_ROWS) {
    const batch = plan.rows.slice(start, start + BATCH_ROWS)
    await inCommand<null, never>(ctx, `places.import.${start}`, async (tx) => {
      const created = await writeBatch(tx, batch)
      const body = { country: COUNTRY, created, updated: batch.length - created }
      tx.append(placesImported.entry({ subjectId, regionId: COUNTRY, body, public: {} }))
      return ok(null)
    })
    options.onProgress?.(Math.min(start + BATCH_ROWS, plan.rows.length), plan.rows.length)
  }
}

/** @returns how many of the rows are new */
async function writeBatch({ db }: Tx, batch: readonly PlannedRow[]): Promise<number> {
  let created = 0
  // Below the number of parameters PostgreSQL takes in one statement (65,535).
  for (const rows of chunks(batch, BATCH_ROWS)) {
    for (const { id, name_kk, name_ru } of rows.flatMap((one) => (one.table === 'regions' ? [one.row] : []))) {
      await db.updateTable('regions').set({ name_kk, name_ru }).where('id', '=', id).execute()
    }
    const districts = rows.flatMap((one) => (one.table === 'districts' ? [one.row] : []))
    const subDistricts = rows.flatMap((one) => (one.table === 'sub_districts' ? [one.row] : []))
    const localities = rows.flatMap((one) => (one.table === 'localities' ? [one.row] : []))
    created += await upsert(db, 'districts', districts, NAMES)
    created += await upsert(db, 'sub_districts', subDistricts, [...NAMES, 'district_id'])
    created += await upsert(db, 'localities', localities, [...NAMES, 'district_id', 'sub_district_id', 'search'])
  }
  return created
}

const NAMES = ['region_id', 'name_kk', 'name_ru', 'official_kk', 'official_ru'] as const

function* chunks<T>(rows: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}

/** Inserts, or changes what stands under the same code, also where another import put it there meanwhile. */
async function upsert(
  db: Db,
  table: 'districts' | 'sub_districts' | 'localities',
  rows: readonly Record<string, string | null>[],
  columns: readonly string[],
): Promise<number> {
  const [first] = rows
  if (first === undefined) return 0
  const named = Object.keys(first)
  const values = sql.join(rows.map((row) => sql`(${sql.join(named.map((name) => row[name] ?? null))})`))
  const changes = sql.join(columns.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))
  const { rows: written } = await sql<{ is_new: boolean }>`
    INSERT INTO ${sql.table(table)} (${sql.join(named.map((name) => sql.ref(name)))}) VALUES ${values}
    ON CONFLICT (kato) DO UPDATE SET ${changes} RETURNING xmax = 0 AS is_new`.execute(db)
  return written.filter((row) => row.is_new).length
}
