import { cellToLatLng, getHexagonEdgeLengthAvg, gridDisk, isValidCell, latLngToCell } from 'h3-js'
import type { Brand } from './brand'
import type { Point } from './geo'

/** H3 cell of {@link CELL_RESOLUTION}, 15 hexadecimal digits. */
export type Cell = Brand<string, 'Cell'>

/**
 * One resolution for the whole product: hexagons of about 5.2 km² (edge 1.4 km). A town is a handful of cells, a city
 * some dozens, and a cell tells no address.
 * @see https://h3geo.org/docs/core-library/restable
 */
export const CELL_RESOLUTION = 7

/** More rings than this are answered as undefined by {@link cellsWithin}: use a bounding box instead. */
export const RINGS_MAX = 40

// Rows of cells are 1.5 edges apart at their closest; cells are distorted by up to a fifth.
const RING_METERS = getHexagonEdgeLengthAvg(CELL_RESOLUTION, 'm') * 1.5 * 0.8

/** The cell that holds a point. */
export const cellOf = (point: Point): Cell => latLngToCell(point.latitude, point.longitude, CELL_RESOLUTION) as Cell

/** Whether untrusted text is a cell of our resolution. */
export const isCell = (text: string): text is Cell => isValidCell(text) && text[1] === CELL_RESOLUTION.toString(16)

/** Middle of a cell. */
export function cellCenter(cell: Cell): Point {
  const [latitude, longitude] = cellToLatLng(cell)
  return { latitude, longitude }
}

/**
 * Every cell that may hold a point within `radiusMeters` of `center`, nearest rings first; some lie outside, so compare
 * distances after. Undefined when that is more than {@link RINGS_MAX} rings (about 67 km).
 */
export function cellsWithin(center: Point, radiusMeters: number): Cell[] | undefined {
  const rings = Math.ceil(radiusMeters / RING_METERS) + 1
  return rings > RINGS_MAX ? undefined : (gridDisk(cellOf(center), rings) as Cell[])
}
