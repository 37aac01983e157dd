import type { MultiPolygon } from 'geojson'
import { boxHolds } from '../../kit/geo'
import { err, ok, type Result } from '../../kit/result'
import type { RowReport } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import type { Region } from '../place'
import { boxAroundGeometry, parseGeometry, positionsIn } from './outline-geometry'

/** The outline of one region. `line` is the number of its feature in the file, from 1. */
export type Outline = { readonly line: number; readonly region: Region; readonly geometry: MultiPolygon }

/** A file of outlines as read: `credit` as the file itself says it, where it does. */
export type OutlineFile = {
  readonly outlines: readonly Outline[]
  readonly reported: readonly RowReport[]
  readonly credit: string | undefined
}

/** Why no outline could be read at all. */
export type OutlineFileError =
  | { readonly kind: 'not-json'; readonly detail: string }
  | { readonly kind: 'not-a-feature-collection'; readonly got: string }
  | { readonly kind: 'features-too-many'; readonly featuresMax: number }
  | { readonly kind: 'positions-too-many'; readonly positionsMax: number }

const FEATURES_MAX = 5000
const POSITIONS_MAX = 2_000_000
/** Names under which published outlines carry the code of their region, as folded by {@link fold}. */
const CODE_PROPERTIES = ['iso31662', 'shapeiso', 'isocode', 'kato', 'katocode', 'regionid', 'code', 'id', 'iso']
/** A seat may stand outside a coarse outline, on a shore, but not a degree away: then the code is another region's. */
const SEAT_DEGREES_MAX = 0.5

const fold = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * Reads a GeoJSON feature collection of region outlines, untrusted. Pure. A feature belongs to the region whose id (ISO
 * 3166-2) or KATO code one of its properties holds; every feature that cannot be used is reported.
 * @param codeProperty property that holds the code, where it is none of the usual names
 */
export function parseOutlines(
  text: string,
  regions: readonly Region[],
  codeProperty?: string,
): Result<OutlineFile, OutlineFileError> {
  const document = parseJson(text)
  if (!document.ok) return document
  const { type, features, ...rest } = document.value
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    return err({ kind: 'not-a-feature-collection', got: typeof type === 'string' ? shorten(type) : 'something else' })
  }
  if (features.length > FEATURES_MAX) return err({ kind: 'features-too-many', featuresMax: FEATURES_MAX })
  const byCode = new Map(regions.flatMap((one) => [one.id, one.kato ?? one.id].map((code) => [code, one] as const)))
  const taken = new Map<string, number>()
  const outlines: Outline[] = []
  const reported: RowReport[] = []
  let positions = 0
  for (const [index, feature] of features.entries()) {
    const line = index + 1
    const read = readFeature(line, feature, byCode, codeProperty)
    if ('expected' in read) {
      reported.push(read)
      continue
    }
    const earlier = taken.get(read.region.id)
    if (earlier !== undefined) {
      reported.push({
        line,
        column: 'feature',
        expected: `a region other than feature ${earlier}`,
        got: read.region.id,
      })
      continue
    }
    taken.set(read.region.id, line)
    positions += positionsIn(read.geometry)
    if (positions > POSITIONS_MAX) return err({ kind: 'positions-too-many', positionsMax: POSITIONS_MAX })
    outlines.push(read)
  }
  return ok({ outlines, reported, credit: creditOf(rest) })
}

function parseJson(text: string): Result<Record<string, unknown>, OutlineFileError> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return ok(typeof value === 'object' && value !== null ? { ...value } : {})
  } catch (cause) {
    return err({ kind: 'not-json', detail: cause instanceof Error ? cause.message : String(cause) })
  }
}

function readFeature(
  line: number,
  feature: unknown,
  byCode: ReadonlyMap<string, Region>,
  codeProperty: string | undefined,
): Outline | RowReport {
  const { properties, id, geometry } = (feature ?? {}) as { properties?: unknown; id?: unknown; geometry?: unknown }
  const held = Object.entries({ id, ...(typeof properties === 'object' ? properties : null) })
  const candidates =
    codeProperty === undefined
      ? CODE_PROPERTIES.flatMap((known) => held.filter(([name]) => fold(name) === known))
      : held.filter(([name]) => name === codeProperty)
  const said = candidates.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  const region = said
    .map(([, value]) => byCode.get(String(value).trim().toUpperCase()))
    .find((one) => one !== undefined)
  if (region === undefined) {
    const [column, got] = said[0] ?? [codeProperty ?? 'properties', 'nothing']
    return {
      line,
      column,
      expected: 'the code of a region set up here, as KZ-10 or 100000000',
      got: shorten(String(got)),
    }
  }
  const read = parseGeometry(geometry)
  if ('expected' in read) return { line, column: 'geometry', ...read }
  const box = boxAroundGeometry(read)
  const around = box && {
    south: box.south - SEAT_DEGREES_MAX,
    north: box.north + SEAT_DEGREES_MAX,
    west: box.west - SEAT_DEGREES_MAX,
    east: box.east + SEAT_DEGREES_MAX,
  }
  if (around === undefined || !boxHolds(around, region.point)) {
    const { latitude, longitude } = region.point
    const expected = `an outline around the seat of ${region.id} at [${longitude}, ${latitude}]`
    return { line, column: 'geometry', expected, got: 'one elsewhere' }
  }
  return { line, region, geometry: read }
}

function creditOf(rest: Readonly<Record<string, unknown>>): string | undefined {
  const said = ['attribution', 'credit', 'source', 'copyright'].map((name) => rest[name])
  const credit = said.find((value) => typeof value === 'string' && value.trim() !== '')
  return typeof credit === 'string' ? credit.trim().slice(0, CREDIT_CHARACTERS_MAX) : undefined
}

/** Longest credit line: it stands under every map. */
export const CREDIT_CHARACTERS_MAX = 200
