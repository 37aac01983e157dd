import { CELL_MIN, suppress } from './suppress'

/** How many people a cell stands for; `shared`: one person may stand in several cells, as where hours are added up. */
export type Counter<Key> = { readonly of: (key: Key) => number; readonly shared: boolean }

/**
 * Values by key as they may be shown. What stands for too few in any of the counts is hidden, and with it whatever would tell it: each count
 * hides for itself, so that numbers which give each other away hide the same cells.
 * @param counters how many people a cell stands for, one count after another; none: nothing concerns persons
 */
export function shownCells<V>(
  cells: readonly { readonly key: string; readonly value: V }[],
  counters: readonly Counter<string>[],
): Map<string, V | null> {
  const hidden = new Set(
    counters.flatMap(({ of, shared }) =>
      suppress(
        cells.map(({ key }) => ({ key, value: of(key) })),
        { shared },
      )
        .filter(({ value }) => value === null)
        .map(({ key }) => key),
    ),
  )
  return new Map(cells.map(({ key, value }) => [key, hidden.has(key) ? null : value]))
}

/** Whether a count is somebody and too few of them. */
export const isTooFew = (people: number): boolean => people > 0 && people < CELL_MIN
