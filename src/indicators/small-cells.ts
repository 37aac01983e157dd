import type { Definition } from './definition'
import { suppress } from './suppress'

/** Values by key as they may be shown: numbers about persons lose the cells that stand for too few of them. */
export function shownCells(
  definition: Definition,
  cells: readonly { key: string; value: number | null; people: number }[],
): Map<string, number | null> {
  if (!definition.aboutPersons) return new Map(cells.map(({ key, value }) => [key, value]))
  const shown = new Map(
    suppress(cells.map(({ key, people }) => ({ key, value: people }))).map(({ key, value }) => [key, value]),
  )
  return new Map(cells.map(({ key, value }) => [key, shown.get(key) === null ? null : value]))
}
