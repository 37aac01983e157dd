import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Db, inCommand, type Tx } from '../../platform'
import { outlinesImported } from '../entries'
import { CREDIT_CHARACTERS_MAX, type OutlineFileError, parseOutlines } from '../outlines/parse-outlines'
import { type NamedOutline, thinOutlines } from '../outlines/thin-outlines'
import type { RegionShape } from '../packs/region-shape'
import { listRegions } from '../queries'
import type { ImportReport } from './import-places'

/** How an import of outlines runs. Without `apply` nothing is written and the report says what would be. */
export type ImportOutlinesOptions = {
  /** Shown in the report: the file's name as given. */
  readonly file: string
  readonly apply: boolean
  /** Apply only when no feature is reported. */
  readonly allOrNothing: boolean
  /** Property that holds the code of the region, where it has none of the usual names. */
  readonly codeProperty?: string | undefined
  /** Who is to be credited on every map; else what the file says of itself. */
  readonly credit?: string | undefined
}

/** What an import of outlines did. `missing` are regions of the same countries that have no outline yet. */
export type OutlinesImported = {
  readonly report: ImportReport
  readonly credit: string | undefined
  readonly missing: readonly string[]
}

/** The outlines cannot be imported: not such a file, no country set up, or nobody named whom to credit. */
export type ImportOutlinesError =
  | OutlineFileError
  | { readonly kind: 'country-missing' }
  | { readonly kind: 'credit-missing' }
  | { readonly kind: 'credit-too-long'; readonly charactersMax: number }

/** Enough to tell on which side of a border a house stands; a few megabytes. */
const KEPT_POSITIONS_MAX = 100_000
/** Enough for a map as wide as a page; a first visit holds it beside everything else within 14 KB. */
const DRAWN_POSITIONS_MAX = 1200

/**
 * Brings in outlines of regions: from then on they are drawn on the maps, with their credit, and say which region a point is
 * in. Brought in again, only outlines that differ are written. Regions that the file lacks keep what they have.
 * @param text GeoJSON, untrusted
 */
export async function importOutlines(
  ctx: Ctx,
  text: string,
  options: ImportOutlinesOptions,
): Promise<Result<OutlinesImported, ImportOutlinesError>> {
  const regions = await listRegions(ctx.db)
  if (regions.length === 0) return err({ kind: 'country-missing' })
  const read = parseOutlines(text, regions, options.codeProperty)
  if (!read.ok) return read
  const { outlines, reported } = read.value
  const credit = options.credit?.trim() || read.value.credit
  if (credit !== undefined && credit.length > CREDIT_CHARACTERS_MAX)
    return err({ kind: 'credit-too-long', charactersMax: CREDIT_CHARACTERS_MAX })
  if (credit === undefined && options.apply) return err({ kind: 'credit-missing' })
  const kept = thinOutlines(
    outlines.map(({ region, geometry }) => ({ id: region.id, geometry })),
    KEPT_POSITIONS_MAX,
  )
  const held = await readDigests(ctx.db)
  const isHeld = (one: NamedOutline) => held.get(one.id)?.equals(digestOf(one, credit ?? '')) === true
  const todo = kept.filter((one) => !isHeld(one))
  const applied = options.apply && !(options.allOrNothing && reported.length > 0)
  if (applied && todo.length > 0 && credit !== undefined) await write(ctx, todo, credit)
  const created = todo.filter((one) => !held.has(one.id)).length
  const rows = outlines.length + new Set(reported.map(({ line }) => line)).size
  const countries = new Set(outlines.map(({ region }) => region.countryCode))
  const named = new Set([...held.keys(), ...kept.map(({ id }) => id)])
  return ok({
    report: {
      kind: 'outlines',
      file: options.file,
      applied,
      rows,
      created,
      updated: todo.length - created,
      unchanged: outlines.length - todo.length,
      reported,
    },
    credit,
    missing: regions.filter(({ id, countryCode }) => countries.has(countryCode) && !named.has(id)).map(({ id }) => id),
  })
}

const digestOf = ({ geometry }: NamedOutline, credit: string): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([credit, geometry.coordinates]))
    .digest()

async function readDigests(db: Db): Promise<ReadonlyMap<string, Buffer>> {
  // Bounded by: one row for each region set up here.
  const rows = await db.selectFrom('region_outlines').select(['region_id', 'digest']).execute()
  return new Map(rows.map((row) => [row.region_id, row.digest]))
}

async function write(ctx: Ctx, todo: readonly NamedOutline[], credit: string): Promise<void> {
  await inCommand<null, never>(ctx, 'outlines.import', async (tx) => {
    let created = 0
    for (const one of todo) created += await writeOutline(tx, one, credit)
    const countries = [...new Set(todo.map(({ id }) => id.slice(0, 2)))]
    for (const country of countries) await drawCountry(tx, country)
    const body = { countries, created, updated: todo.length - created }
    tx.append(outlinesImported.entry({ subjectId: newPublicId(), regionId: countries[0] ?? '', body, public: {} }))
    return ok(null)
  })
}

/** @returns 1 where the region had no outline before, else 0 */
async function writeOutline({ db }: Tx, one: NamedOutline, credit: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('region_outlines').where('region_id', '=', one.id).executeTakeFirst()
  const row = { region_id: one.id, geometry: JSON.stringify(one.geometry), digest: digestOf(one, credit), credit }
  await db.insertInto('region_outlines').values(row).execute()
  const rings = one.geometry.coordinates.flat().map((ring) => ({
    region_id: one.id,
    ring: `(${ring.map(([longitude, latitude]) => `(${longitude},${latitude})`).join(',')})`,
  }))
  for (let start = 0; start < rings.length; start += 1000) {
    await db
      .insertInto('outline_rings')
      .values(rings.slice(start, start + 1000))
      .execute()
  }
  return numDeletedRows === 0n ? 1 : 0
}

async function drawCountry({ db }: Tx, country: string): Promise<void> {
  // Bounded by: the regions of one country.
  const rows = await db
    .selectFrom('region_outlines as o')
    .innerJoin('regions as r', 'r.id', 'o.region_id')
    .select(['r.id', 'r.kind', 'r.latitude', 'r.longitude', 'o.geometry', 'o.credit'])
    .where('r.country_code', '=', country)
    .orderBy('r.id')
    .execute()
  const whole = rows.map(({ id, geometry }) => ({ id, geometry: geometry as unknown as NamedOutline['geometry'] }))
  const drawn = new Map(thinOutlines(whole, DRAWN_POSITIONS_MAX).map(({ id, geometry }) => [id, geometry]))
  const features = rows.flatMap(({ id, kind, latitude, longitude }): RegionShape[] => {
    const geometry = drawn.get(id)
    const properties = { code: id, kind: kind === 'city' ? 'city' : 'region', seat: [longitude, latitude] } as const
    return geometry === undefined
      ? []
      : [{ type: 'Feature', id, properties: { ...properties, seat: [longitude, latitude] }, geometry }]
  })
  const shapes = JSON.stringify({ type: 'FeatureCollection', features })
  const digest = createHash('sha256').update(shapes).digest('base64url')
  const credits = [...new Set(rows.map(({ credit }) => credit))]
  await sql`
    INSERT INTO drawn_outlines (country_code, digest, shapes, credits) VALUES (${country}, ${digest}, ${shapes}, ${credits})
    ON CONFLICT (country_code) DO UPDATE SET digest = excluded.digest, shapes = excluded.shapes, credits = excluded.credits`.execute(
    db,
  )
}
