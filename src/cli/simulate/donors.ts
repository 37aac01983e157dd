import type { Chance } from '../../kit/chance'
import type { Point } from '../../kit/geo'
import { findItem, type Item } from '../../needs'

/** Somebody who has something to give, drawn once: what, where they live, and what they are like. */
export type Donor = {
  /** Minutes from the start of the crisis until they think of it. */
  readonly afterMinutes: number
  readonly item: Item
  /** Whole number of the item's unit. */
  readonly quantity: number
  readonly point: Point
  /** Brings what was promised, so many minutes later. */
  readonly keepsWord: boolean
  readonly bringsAfterMinutes: number
  /** Sets out although they were told that it is not needed. */
  readonly goesAnyway: boolean
}

// What people give unasked after a disaster: clothes first, then food and water, then what stands in the cellar. Shares follow what
// collection points report; they are the same with and without the check of the door.
const given: readonly (readonly [id: string, share: number])[] = [
  ['used-clothing', 22],
  ['warm-clothing', 10],
  ['drinking-water', 10],
  ['food-parcel', 9],
  ['blanket', 8],
  ['toys', 7],
  ['children-clothing', 7],
  ['bread', 5],
  ['diapers', 5],
  ['hygiene-kit', 5],
  ['used-footwear', 4],
  ['bed-linen', 3],
  ['fever-medicine', 3],
  ['kitchenware', 2],
]
const KEEPS_WORD = 0.85
const GOES_ANYWAY = 0.1
const AROUND_DEGREES = 0.2
const HOURS = 16

/** Draws donors who live around a place, over the first sixteen hours. */
export function drawDonors(count: number, around: Point, chance: Chance): Donor[] {
  const bag = given.flatMap(([id, share]) => Array.from({ length: share }, () => id))
  const drawItem = (own: Chance): Item => {
    const id = own.one(bag)
    const item = findItem(id)
    if (item === undefined) throw new Error(`expected the item ${id} in the catalogue`)
    return item
  }
  const shift = (own: Chance) => (own.next() - 0.5) * 2 * AROUND_DEGREES
  return Array.from({ length: count }, (_, i) => {
    const own = chance.fork(String(i))
    const item = drawItem(own)
    return {
      afterMinutes: own.between(60, HOURS * 60),
      item,
      quantity: item.typicalQuantity * own.between(1, 6),
      point: { latitude: around.latitude + shift(own), longitude: around.longitude + shift(own) },
      keepsWord: own.happens(KEEPS_WORD),
      bringsAfterMinutes: own.between(30, 300),
      goesAnyway: own.happens(GOES_ANYWAY),
    }
  })
}
