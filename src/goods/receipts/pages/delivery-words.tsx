import { lineName, lineNameWithoutHealth, sayQuantity } from '../../../needs'
import { Status, type View, When } from '../../../web'
import type { Delivery } from '../queries/deliveries'

/** "Blankets, 10" with what was really given. @param isOpen whether health-related things are named */
export const deliveryInWords = (v: View, delivery: Delivery, isOpen: boolean): string => {
  const names = { item_id: delivery.given_item_id, competence_id: null }
  return v.t('needs.line.withQuantity', {
    name: isOpen ? lineName(v, names) : lineNameWithoutHealth(v, names),
    quantity: sayQuantity(v, delivery.quantity, delivery.unit),
  })
}

/** Whether it is confirmed, and by whose word; without an answer it is unconfirmed, visibly. */
export const DeliveryStatus = ({ v, delivery, isHidden }: { v: View; delivery: Delivery; isHidden?: boolean }) => {
  if (delivery.result === null || (isHidden === true && delivery.result !== 'yes'))
    return <Status tone="needs-you">{v.t('receipts.unconfirmed')}</Status>
  const tone = delivery.result === 'yes' ? 'confirmed' : 'needs-you'
  return <Status tone={tone}>{v.t(`receipts.said.${delivery.result}`)}</Status>
}

/** When it came, and by whose word it is answered. */
export const DeliveryFacts = ({ v, delivery, zone }: { v: View; delivery: Delivery; zone: string }) => (
  <>
    {v.t('receipts.came.at')} <When v={v} at={delivery.at} full zone={zone} />
    {delivery.said_by === null ? '' : ` · ${v.t(`receipts.by.${delivery.said_by}`)}`}
  </>
)
