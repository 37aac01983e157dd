import { distanceMeters, type Point } from '../../places'

/** A line something may be promised to. `free` is what this donor may give to it: open, and held by nobody else. */
export type FreeLine = {
  readonly lineId: string
  readonly itemId: string
  readonly free: number
  /** Rank of its need: 0 and 1 keep somebody alive. */
  readonly rank: number
  readonly dueAt: Temporal.Instant
  readonly point: Point | undefined
  readonly localityId: string | null
}

/** Part of an offer for one line. */
export type Share = { readonly lineId: string; readonly quantity: number }

/**
 * Which lines an offer goes to: those whose own item it is before those that take it instead, then what keeps somebody alive, how pressing,
 * how soon due, how near; ties by id. Nobody outside sees it.
 * @param items what may be served, best first
 * @param from where the goods will be
 */
export function shareOut(
  lines: readonly FreeLine[],
  quantity: number,
  items: readonly string[],
  from: Point | undefined,
): Share[] {
  const far = ({ point }: FreeLine): number =>
    point === undefined || from === undefined ? Number.POSITIVE_INFINITY : distanceMeters(from, point)
  const ordered = lines
    .filter(({ free }) => free > 0)
    .map((line) => ({ line, far: far(line), item: items.indexOf(line.itemId) }))
    .sort(
      (a, b) =>
        a.item - b.item ||
        a.line.rank - b.line.rank ||
        Temporal.Instant.compare(a.line.dueAt, b.line.dueAt) ||
        (a.far === b.far ? 0 : a.far - b.far) ||
        (a.line.lineId < b.line.lineId ? -1 : 1),
    )
  const shares: Share[] = []
  let left = quantity
  for (const { line } of ordered) {
    if (left === 0) break
    const part = Math.min(left, line.free)
    shares.push({ lineId: line.lineId, quantity: part })
    left -= part
  }
  return shares
}
