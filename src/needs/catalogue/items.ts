import type { Item } from './item'
import { items as ownItems } from './own-items'

// What this process knows beside the list in the code. Only grows: nothing is ever taken out of the catalogue, and ids are the same in
// every database one process serves (a drill plays in another).
const own: ReadonlyMap<string, Item> = new Map(ownItems.map((item) => [item.id, item]))
const broughtIn = new Map<string, Item>()
const taught = new Map<string, string>()
let edition = 0

/** The item with this id, from our own list or brought in from another catalogue; undefined for an id of neither. */
export const findItem = (id: string): Item | undefined => own.get(id) ?? broughtIn.get(id)

/** Whether an item is of our own list. */
export const isOwnItem = (id: string): boolean => own.has(id)

/** Every item this process knows: our own in the order pages show them, then those brought in, by id. */
export const listItems = (): readonly Item[] => [
  ...ownItems,
  ...[...broughtIn.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
]

/** Wordings that people taught the catalogue, with the id of the item each means. */
export const listTaughtWords = (): ReadonlyMap<string, string> => taught

/** Counts what was learned since the start: whoever keeps something made from the catalogue makes it anew when this moves. */
export const catalogueEdition = (): number => edition

/** Learns items and wordings read from the database. */
export function learn(
  items: readonly Item[],
  words: readonly { readonly words: string; readonly item: string }[],
): void {
  for (const item of items) if (!own.has(item.id)) broughtIn.set(item.id, item)
  for (const { words: wording, item } of words) taught.set(wording, item)
  if (items.length + words.length > 0) edition++
}
