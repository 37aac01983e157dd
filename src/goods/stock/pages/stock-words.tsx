import { findItem, sayQuantity } from '../../../needs'
import { Badge, Status, type View } from '../../../web'
import { writeOffCauses } from '../../commands/stock'
import type { StockLine } from '../queries'

/** What lies in a lot: its item, or the kit it is packed as. */
export const goodsName = (v: View, lot: Pick<StockLine, 'itemId'> & { readonly kit: string | null }): string =>
  lot.kit ?? (lot.itemId === null ? undefined : findItem(lot.itemId)?.names[v.lang]) ?? lot.itemId ?? ''

/** A quantity of a lot in words; kits are counted in kits. */
export const sayOf = (
  v: View,
  lot: { readonly unit: string; readonly kit: string | null },
  quantity: number,
): string => (lot.kit === null ? sayQuantity(v, quantity, lot.unit) : v.t('goods.kit.count', { count: quantity }))

/** Until when it can be used; past and near days stand out. */
export const Expiry = ({ v, on }: { v: View; on: string | null }) => {
  if (on === null) return <span class="muted">{v.t('goods.stock.keeps')}</span>
  const day = Temporal.PlainDate.from(on)
  const today = v.now.toZonedDateTimeISO(v.zone).toPlainDate()
  const left = today.until(day).days
  const words = v.t('goods.stock.until', { date: v.say.date(day) })
  if (left < 0) return <Status tone="danger">{v.t('goods.stock.past', { date: v.say.date(day) })}</Status>
  return left <= SOON_DAYS ? <Status tone="needs-you">{words}</Status> : <span>{words}</span>
}

/** What ends within so many days is shown as expiring soon. */
export const SOON_DAYS = 30

/** Condition of a lot in a word. */
export const ConditionBadge = ({ v, condition }: { v: View; condition: string }) => (
  <Badge>{v.t(`goods.condition.${condition}`)}</Badge>
)

const causes = [
  'given',
  'bought',
  'found',
  'pledge',
  'moved',
  ...writeOffCauses,
  'counted',
  'round',
  'fetched',
  'delivered',
  'taken',
  'packed',
  'unpacked',
]

/** Why goods moved; whatever a round says of what it brings back is one word here. */
export const sayCause = (v: View, cause: string): string =>
  v.t(`goods.move.cause.${causes.includes(cause) ? cause : 'other'}`)
