import { findItem, sayQuantity } from '../../../needs'
import type { View } from '../../../web'

/** An item in the reader's language. */
export const itemName = (v: Pick<View, 'lang'>, itemId: string): string => findItem(itemId)?.names[v.lang] ?? itemId

/** An item with how much of it: "Blanket: 40 pieces". */
export const itemWithQuantity = (
  v: Pick<View, 't' | 'lang'>,
  { itemId, quantity, unit }: { itemId: string; quantity: number; unit: string },
): string => v.t('goods.item.withQuantity', { item: itemName(v, itemId), quantity: sayQuantity(v, quantity, unit) })

/** A moment to the second, as clocks at the place show it. */
export const toTheSecond = (v: Pick<View, 'say'>, at: Temporal.Instant, zone: string): string =>
  `${v.say.date(at, zone)}, ${at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'second' })}`
