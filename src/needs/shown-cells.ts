import { decideShown } from '../kit/shown-cells'
import type { CauseCount } from './queries/causes'

/** Fewest needs a published cell, and what it leaves unsaid, must hold. */
export const CELL_MIN = 5

/** One cause in one region: its total, the districts that can be shown, and whether some cannot. */
export type ShownCause = {
  readonly regionId: string
  readonly cause: string
  readonly needs: number
  readonly districts: readonly { readonly districtId: string; readonly needs: number }[]
  readonly hidden: boolean
}

/**
 * Which cells of a table of causes may be published: a region's total from five needs on; its districts from five on too, and only while
 * what remains unsaid is nothing or at least five, so that subtracting gives no small cell away.
 */
export function decideShownCells(counts: readonly CauseCount[]): ShownCause[] {
  const groups = new Map<string, CauseCount[]>()
  for (const count of counts) {
    const key = `${count.region_id} ${count.cause}`
    groups.set(key, [...(groups.get(key) ?? []), count])
  }
  const shown: ShownCause[] = []
  for (const cells of groups.values()) {
    const [first] = cells
    const needs = cells.reduce((sum, cell) => sum + cell.needs, 0)
    if (first === undefined || needs < CELL_MIN) continue
    const districts = decideDistricts(cells, needs)
    const said = districts.reduce((sum, cell) => sum + cell.needs, 0)
    shown.push({ regionId: first.region_id, cause: first.cause, needs, districts, hidden: said < needs })
  }
  return shown.sort((a, b) => b.needs - a.needs || (a.cause < b.cause ? -1 : 1))
}

function decideDistricts(cells: readonly CauseCount[], needs: number): { districtId: string; needs: number }[] {
  const districts = cells.flatMap((cell) =>
    cell.district_id === null ? [] : [{ key: cell.district_id, count: cell.needs }],
  )
  return decideShown(districts, needs, CELL_MIN).map(({ key, count }) => ({ districtId: key, needs: count }))
}
