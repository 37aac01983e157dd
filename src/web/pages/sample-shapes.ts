import { Delaunay } from 'd3-delaunay'
import polygonClipping from 'polygon-clipping'
import type { RegionShapes } from '../map/region-map'

const outline: [number, number][] = [
  [46.5, 48.4],
  [47.2, 50.2],
  [48.8, 49.9],
  [48.6, 50.7],
  [51, 51.6],
  [55, 50.7],
  [58.5, 51.1],
  [61.5, 50.8],
  [61, 52.3],
  [61.1, 53.9],
  [65.2, 54.4],
  [69.1, 55.4],
  [71, 54.2],
  [73.5, 53.8],
  [76.5, 54.2],
  [77.9, 53.3],
  [80, 50.8],
  [83.4, 51],
  [87.3, 49.1],
  [85.7, 48.3],
  [85.5, 47.1],
  [82.3, 45.5],
  [80.2, 45.1],
  [80.2, 42.2],
  [76, 43],
  [73.6, 42.5],
  [70.9, 42.2],
  [68.1, 41],
  [66.5, 42],
  [66, 43],
  [61.1, 44.4],
  [58.6, 45.6],
  [56, 45],
  [56, 41.3],
  [54.8, 42],
  [52.4, 42.1],
  [50.3, 44.3],
  [51.2, 45.2],
  [53, 46.8],
  [49.2, 46.3],
  [46.5, 48.4],
]

const centres: Record<string, [number, number]> = {
  akmola: [69.4, 52.2],
  aktobe: [57.2, 49.4],
  almaty: [76.8, 44.3],
  atyrau: [52.2, 47.6],
  west: [50.9, 50.1],
  zhambyl: [71.9, 44.2],
  karaganda: [74.3, 49.2],
  kostanay: [63.9, 51.8],
  kyzylorda: [64, 45.3],
  mangystau: [53.3, 44],
  pavlodar: [76.4, 52.2],
  north: [69, 54.3],
  turkestan: [68.2, 43],
  ulytau: [67.2, 47.9],
  abay: [79.6, 49.6],
  zhetysu: [79, 45],
  east: [83.8, 48.9],
}

/** A coarse sketch of a country in seventeen cells, for the components page alone; real shapes come from the places. */
export const sampleShapes = (): RegionShapes => {
  const codes = Object.keys(centres)
  const cells = Delaunay.from(Object.values(centres)).voronoi([40, 38, 92, 58])
  return {
    type: 'FeatureCollection',
    features: codes.map((code, at) => ({
      type: 'Feature',
      properties: { code },
      geometry: {
        type: 'MultiPolygon',
        // d3-geo reads an outer ring clockwise, the other way round than clipping returns it.
        coordinates: polygonClipping
          .intersection([cells.cellPolygon(at) as [number, number][]], [outline])
          .map((rings) => rings.map((ring) => [...ring].reverse())),
      },
    })),
  }
}
