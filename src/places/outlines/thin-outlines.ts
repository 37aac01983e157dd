import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import { topology } from 'topojson-server'
import { presimplify, quantile, simplify } from 'topojson-simplify'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { positionsIn, wound } from './outline-geometry'

/** An outline under the id of its region. */
export type NamedOutline = { readonly id: string; readonly geometry: MultiPolygon }

/**
 * Thins outlines together to about so many positions: arcs that neighbours share lose the same positions, so that no gap
 * opens between them (Visvalingam's triangle areas). Few enough stay as they are.
 * @see Visvalingam, Whyatt (1993), Line generalisation by repeated elimination of points
 */
export function thinOutlines(outlines: readonly NamedOutline[], positionsMax: number): NamedOutline[] {
  const held = outlines.reduce((sum, { geometry }) => sum + positionsIn(geometry), 0)
  if (held <= positionsMax) return [...outlines]
  const features: Feature[] = outlines.map(({ id, geometry }) => ({ type: 'Feature', id, properties: {}, geometry }))
  const all: FeatureCollection = { type: 'FeatureCollection', features }
  const joined = topology({ all }) as unknown as Topology<{ all: GeometryCollection }>
  const weighed = presimplify(joined)
  // The weights are sorted from the largest: this many of them stay, besides the ends of arcs.
  const thinned = simplify(weighed, quantile(weighed, positionsMax / held))
  return feature(thinned, thinned.objects.all).features.flatMap(({ id, geometry }): NamedOutline[] => {
    const whole = asMultiPolygon(geometry as Polygon | MultiPolygon)
    return whole === undefined ? [] : [{ id: String(id), geometry: whole }]
  })
}

function asMultiPolygon(geometry: Polygon | MultiPolygon): MultiPolygon | undefined {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const coordinates = polygons.map((rings) => rings.map((ring, index) => wound(ring, index === 0)))
  return coordinates.length === 0 ? undefined : { type: 'MultiPolygon', coordinates }
}
