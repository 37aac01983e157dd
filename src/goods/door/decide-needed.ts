import { decideShown } from '../../kit/shown-cells'
import { CELL_MIN, findItem, items } from '../../needs'
import { isHealthRelated } from './accepted-items'
import type { Demand, PlaceDemand } from './queries/demand'
import type { Place } from './queries/find-place'

/** One thing asked for at a place, over all requests there. */
export type NeededItem = {
  readonly itemId: string
  readonly unit: string
  readonly open: number
  /** Lines of requests in which it is open. */
  readonly lines: number
}

/** What a place asks for and what it does not, as anyone may see it. */
export type Needed = {
  /** At the place itself, most asked for first. */
  readonly here: readonly NeededItem[]
  /** For a district or settlement: what its region asks for and cannot be told by smaller places. */
  readonly inRegion: readonly NeededItem[]
  /** Lines of health-related things in the region, all of them one group. */
  readonly healthLines: number
  /** Enough is promised or on its way in the region. */
  readonly enough: readonly string[]
  /** Often brought, and nobody in the region asks for it. */
  readonly unasked: readonly string[]
}

/**
 * What is told of a place. A region's sums are public line by line already; a district or settlement is told apart only where at least five
 * requests ask for a thing there, and as many or none of the rest, so that no household can be found by subtracting.
 * @param demand of the whole region
 * @param cells of the region by settlement; empty for a region
 */
export function decideNeeded(place: Place, demand: ReadonlyMap<string, Demand>, cells: readonly PlaceDemand[]): Needed {
  // Work is asked for on the same lines and brought by nobody.
  const known = [...demand.values()].filter(({ itemId }) => (findItem(itemId)?.group ?? 'service') !== 'service')
  const open = known.filter((one) => one.open > 0 && !isHealthRelated(one.itemId))
  const byItem = Map.groupBy(cells, (cell) => cell.itemId)
  const here =
    place.kind === 'region'
      ? open.map(neededOf)
      : open.flatMap((one) => {
          const sum = sumShown(place, byItem.get(one.itemId) ?? [])
          return sum === undefined ? [] : [{ ...neededOf(one), open: sum.open, lines: sum.lines }]
        })
  const told = new Set(here.map(({ itemId }) => itemId))
  const asked = new Set(known.map(({ itemId }) => itemId))
  return {
    here: here.sort(mostAsked),
    inRegion: open
      .filter(({ itemId }) => !told.has(itemId))
      .map(neededOf)
      .sort(mostAsked),
    healthLines: known.reduce((sum, one) => (isHealthRelated(one.itemId) ? sum + one.lines : sum), 0),
    enough: known
      .filter((one) => one.open === 0 && one.coming > 0 && !isHealthRelated(one.itemId))
      .map(({ itemId }) => itemId)
      .sort(),
    unasked: items.filter(({ id, unwanted }) => unwanted === true && !asked.has(id)).map(({ id }) => id),
  }
}

const neededOf = ({ itemId, unit, open, lines }: Demand): NeededItem => ({ itemId, unit, open, lines })

const mostAsked = (a: NeededItem, b: NeededItem): number => b.lines - a.lines || (a.itemId < b.itemId ? -1 : 1)

type Sum = { readonly open: number; readonly lines: number; readonly needs: number }

const sumOf = (cells: readonly PlaceDemand[]): Sum => ({
  open: cells.reduce((sum, cell) => sum + cell.open, 0),
  lines: cells.reduce((sum, cell) => sum + cell.lines, 0),
  needs: cells.reduce((sum, cell) => sum + cell.needs, 0),
})

// Settlements are told apart only inside a district that is told apart itself: else the rest of the district could be worked out.
function sumShown(place: Place, cells: readonly PlaceDemand[]): Sum | undefined {
  const districts = shownBy(cells, (cell) => cell.districtId)
  const district = districts.get(place.districtId ?? '')
  if (district === undefined || place.kind === 'district') return district && sumOf(district)
  const locality = shownBy(district, (cell) => cell.localityId).get(place.id)
  return locality && sumOf(locality)
}

function shownBy(
  cells: readonly PlaceDemand[],
  keyOf: (cell: PlaceDemand) => string | null,
): ReadonlyMap<string, readonly PlaceDemand[]> {
  const groups = Map.groupBy(cells, keyOf)
  const counted = [...groups].flatMap(([key, of]) => (key === null ? [] : [{ key, count: sumOf(of).needs, of }]))
  return new Map(decideShown(counted, sumOf(cells).needs, CELL_MIN).map(({ key, of }) => [key, of]))
}
