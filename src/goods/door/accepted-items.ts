import { findItem, items } from '../../needs'

/** Items whose lines take this one instead, those it serves best first. */
const takenFor: ReadonlyMap<string, readonly string[]> = new Map(
  [
    ...Map.groupBy(
      items.flatMap(({ id, substitutes = [] }) => substitutes.map((substitute) => ({ wanted: id, ...substitute }))),
      ({ item }) => item,
    ),
  ].map(([item, wanted]) => [
    item,
    wanted.sort((a, b) => a.costPercent - b.costPercent || (a.wanted < b.wanted ? -1 : 1)).map((one) => one.wanted),
  ]),
)

/** Items whose lines an item may be promised to: its own first, then those that take it instead, best first. */
export const linesTaking = (itemId: string): readonly string[] => [itemId, ...(takenFor.get(itemId) ?? [])]

/** Whether an item is counted in public only inside the one group of health-related things. */
export const isHealthRelated = (itemId: string): boolean => findItem(itemId)?.healthRelated === true
