import type { Point } from './block'

/** Nine numbers, row by row, that take a point of one plane to another as a camera sees it. */
export type Homography = readonly number[]

/** A pair: where a point stands on paper, and where in the picture. */
export type Seen = { readonly from: Point; readonly to: Point }

/**
 * The perspective that fits all pairs best, by least squares over the direct linear form.
 * @param seen at least four pairs, no three of four in a line
 * @returns undefined where they fix no perspective
 * @see Hartley, Zisserman (2004), Multiple View Geometry, 4.1; coordinates are scaled first as in 4.4
 */
export function fitHomography(seen: readonly Seen[]): Homography | undefined {
  const [a, b] = [scaleOf(seen.map(({ from }) => from)), scaleOf(seen.map(({ to }) => to))]
  const normal = Array.from({ length: 8 }, () => new Array<number>(9).fill(0))
  for (const { from, to } of seen) {
    const [x, y] = [(from.x - a.x) * a.by, (from.y - a.y) * a.by]
    const [u, v] = [(to.x - b.x) * b.by, (to.y - b.y) * b.by]
    addRow(normal, [x, y, 1, 0, 0, 0, -u * x, -u * y, u])
    addRow(normal, [0, 0, 0, x, y, 1, -v * x, -v * y, v])
  }
  const h = solve(normal)
  return h === undefined ? undefined : unscale([...h, 1], a, b)
}

/** Where a point comes to lie. */
export function project(h: Homography, { x, y }: Point): Point {
  const [h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0, h5 = 0, h6 = 0, h7 = 0, h8 = 0] = h
  const w = h6 * x + h7 * y + h8
  return { x: (h0 * x + h1 * y + h2) / w, y: (h3 * x + h4 * y + h5) / w }
}

type Scale = Point & { readonly by: number }

function scaleOf(points: readonly Point[]): Scale {
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length
  const spread = points.reduce((sum, point) => sum + Math.hypot(point.x - x, point.y - y), 0) / points.length
  return { x, y, by: spread === 0 ? 1 : Math.SQRT2 / spread }
}

function addRow(normal: number[][], row: readonly number[]): void {
  for (const [i, sums] of normal.entries())
    for (const [j, value] of row.entries()) sums[j] = (sums[j] ?? 0) + (row[i] ?? 0) * value
}

// Gaussian elimination with the largest pivot.
function solve(rows: number[][]): number[] | undefined {
  const n = rows.length
  for (let column = 0; column < n; column++) {
    let best = column
    for (let i = column; i < n; i++)
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = i
    const pivot = rows[best]
    if (pivot === undefined || Math.abs(pivot[column] ?? 0) < 1e-9) return undefined
    rows[best] = rows[column] ?? pivot
    rows[column] = pivot
    for (const [i, row] of rows.entries()) {
      if (i === column) continue
      const times = (row[column] ?? 0) / (pivot[column] ?? 1)
      for (let j = column; j <= n; j++) row[j] = (row[j] ?? 0) - times * (pivot[j] ?? 0)
    }
  }
  return rows.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1))
}

// Back from scaled coordinates: the inverse scale of the picture, after the perspective, after the scale of the paper.
function unscale(h: readonly number[], a: Scale, b: Scale): Homography {
  const paper = [a.by, 0, -a.by * a.x, 0, a.by, -a.by * a.y, 0, 0, 1]
  const picture = [1 / b.by, 0, b.x, 0, 1 / b.by, b.y, 0, 0, 1]
  return times(picture, times(h, paper))
}

const times = (a: readonly number[], b: readonly number[]): number[] =>
  Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [3 * Math.floor(i / 3), i % 3]
    return [0, 1, 2].reduce((sum, k) => sum + (a[row + k] ?? 0) * (b[3 * k + column] ?? 0), 0)
  })
