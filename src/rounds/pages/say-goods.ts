import { findItem, sayQuantity } from '../../needs'
import type { View } from '../../web'
import type { GoodsView, StopView } from '../queries/find-round'

type Thing = Pick<GoodsView, 'itemId' | 'kit' | 'unit'>

/** What a thing in a round is called. */
export const nameOf = (v: View, goods: Thing): string =>
  goods.kit ?? (goods.itemId === null ? undefined : findItem(goods.itemId)?.names[v.lang]) ?? v.t('rounds.goods.thing')

/** How many of it, in words; kits are counted in kits. */
export const sayMany = (v: View, goods: Thing, quantity: number): string =>
  goods.kit === null ? sayQuantity(v, quantity, goods.unit) : v.t('rounds.goods.kits', { count: quantity })

/** "Blanket, 10 pieces". */
export const sayGoods = (v: View, goods: Thing, quantity: number): string =>
  `${nameOf(v, goods)}, ${sayMany(v, goods, quantity)}`

/** The name of a stop that everybody may read: a site, or the number of a need or promise with its settlement. */
export function sayStop(v: View, stop: StopView): string {
  if (stop.site !== null) return stop.site
  const place = { kk: stop.name_kk, ru: stop.name_ru, en: stop.name_en }[v.lang]
  const reference = stop.need ?? stop.pledge ?? ''
  return place === null ? reference : `${reference}, ${place}`
}

/** The goods a stop is about: those taken there, or those handed over or unloaded. */
export const goodsOf = (stop: Pick<StopView, 'id' | 'kind'>, goods: readonly GoodsView[]): readonly GoodsView[] =>
  goods.filter((one) => (stop.kind === 'load' || stop.kind === 'fetch' ? one.fromStopId : one.toStopId) === stop.id)
