import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Delaunay } from 'd3-delaunay'
import polygonClipping, { type MultiPolygon, type Pair, type Polygon } from 'polygon-clipping'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { KZ_LOCALITIES } from './kz-localities'
import { KZ_REGIONS } from './kz-regions'
import type { RegionShape, RegionShapes } from './region-shape'

/** ISO 3166-1 numeric code of Kazakhstan: the id of its outline in `world-atlas`. */
const OUTLINE_ID = '398'
/** Degrees of longitude are shorter than those of latitude: cells are drawn in a plane that is true at 48° north. */
const LONGITUDE_SCALE = Math.cos((48 * Math.PI) / 180)
/** Two decimals are about 1 km: finer than the cells mean anything. */
const DECIMALS = 100

/**
 * Draws the regions of Kazakhstan from what is free to use: each settlement's Voronoi cell belongs to its region, cells
 * of a region are merged and clipped to the outline of the country (Natural Earth, 1:50 m). A picture for maps and a
 * guess from a point, not a boundary.
 */
export function drawRegionShapes(): RegionShapes {
  const outline = loadOutline()
  const cells = settlementCells()
  const features = KZ_REGIONS.map((region): RegionShape => {
    const own = cells.filter((cell) => region.kato.startsWith(cell.region))
    const seat = own.reduce((best, next) => (next.population > best.population ? next : best)).at
    const merged = polygonClipping.union([], ...own.map((cell) => cell.polygon))
    const clipped = polygonClipping.intersection(merged, outline)
    const properties = { code: region.id, kind: region.kind, seat: seat.map(round) as Pair }
    const coordinates = clipped.map(roundPolygon).filter((polygon) => (polygon[0]?.length ?? 0) > 3)
    return { type: 'Feature', id: region.id, properties, geometry: { type: 'MultiPolygon', coordinates } }
  })
  return { type: 'FeatureCollection', features }
}

function loadOutline(): MultiPolygon {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json')
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ countries: GeometryCollection }>
  const country = feature(atlas, atlas.objects.countries).features.find((other) => other.id === OUTLINE_ID)
  if (country?.geometry.type === 'Polygon') return [country.geometry.coordinates as Polygon]
  if (country?.geometry.type === 'MultiPolygon') return country.geometry.coordinates as MultiPolygon
  throw new Error(`expected the outline of country ${OUTLINE_ID} in world-atlas, got ${country?.geometry.type}`)
}

type SettlementCell = { region: string; population: number; at: Pair; polygon: Polygon }

function settlementCells(): SettlementCell[] {
  const points = KZ_LOCALITIES.map(([, , , latitude, longitude]): Pair => [longitude * LONGITUDE_SCALE, latitude])
  const voronoi = Delaunay.from(points).voronoi([25, 35, 65, 60])
  return KZ_LOCALITIES.map(([, , , latitude, longitude, kato, population], index) => {
    const ring = voronoi.cellPolygon(index)
    // Snapped before merging: neighbouring cells then share their corners to the last bit.
    const snapped = ring.map(([x, y]): Pair => [snap(x / LONGITUDE_SCALE), snap(y)])
    return { region: kato.slice(0, 2), population, at: [longitude, latitude], polygon: [snapped] }
  })
}

const snap = (degrees: number) => Math.round(degrees * 1e6) / 1e6
const round = (degrees: number) => Math.round(degrees * DECIMALS) / DECIMALS

function roundPolygon(polygon: Polygon): Polygon {
  return polygon.map((ring, index) => {
    const rounded = ring.map(([x, y]): Pair => [round(x), round(y)])
    const thinned = rounded.filter((at, i) => i === 0 || at[0] !== rounded[i - 1]?.[0] || at[1] !== rounded[i - 1]?.[1])
    const clockwise = area(thinned) < 0
    return clockwise === (index === 0) ? thinned : thinned.reverse()
  })
}

/** Signed: positive for a counter-clockwise ring. */
function area(ring: readonly Pair[]): number {
  let sum = 0
  for (const [i, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y]
    sum += x * nextY - nextX * y
  }
  return sum / 2
}
