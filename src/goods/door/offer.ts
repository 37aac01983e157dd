import type { Item } from '../../needs'

/** Most things one check takes; a longer list is cut, and the page says so. */
export const OFFERS_MAX = 60

/** One thing somebody says they have, as understood; the words stay as said. */
export type Offer = { readonly words: string } & (
  | {
      readonly kind: 'item'
      readonly item: Item
      /** In the item's smallest unit; undefined when nobody said how much. */
      readonly quantity: number | undefined
    }
  /** An amount that is no amount of this thing, such as kilograms of blankets. */
  | { readonly kind: 'wrong-amount'; readonly item: Item }
  /** Nothing near enough; `candidates` may be what was meant. */
  | { readonly kind: 'unknown'; readonly candidates: readonly Item[] }
  /** Money: no thing that anybody brings here. */
  | { readonly kind: 'money' }
  /** Work, lodging or a ride: help, and no thing that could be brought. */
  | { readonly kind: 'service'; readonly item: Item }
)
