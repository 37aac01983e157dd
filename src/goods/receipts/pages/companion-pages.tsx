import { Button, ButtonRow, Card, EmptyState, type FieldErrors, Form, Page, type View } from '../../../web'
import type { Delivery } from '../queries/deliveries'
import { AnswerFields, type Typed } from './answer-fields'
import { DeliveryFacts, DeliveryStatus, deliveryInWords } from './delivery-words'

/** What came to somebody one accompanies. */
export type Accompanied = {
  readonly delivery: Delivery
  readonly zone: string
  readonly name: string
  readonly personId: string
  /** Under which agreement the companion answers. */
  readonly consentId: string
}

/** What came to those a companion may answer for. */
export const CompanionGoodsPage = ({ v, accompanied }: { v: View; accompanied: readonly Accompanied[] }) => (
  <Page v={v} title={v.t('receipts.theirs.title')} lead={v.t('receipts.theirs.lead')} stage="app">
    {accompanied.length === 0 ? (
      <EmptyState title={v.t('receipts.own.none')}>{v.t('receipts.own.none.text')}</EmptyState>
    ) : null}
    {accompanied.map(({ delivery, zone, name }) => (
      <Card
        title={`${name}: ${deliveryInWords(v, delivery, false)}`}
        level={2}
        status={<DeliveryStatus v={v} delivery={delivery} />}
        meta={<DeliveryFacts v={v} delivery={delivery} zone={zone} />}
        actions={
          <Button kind={delivery.result === null ? 'primary' : 'quiet'} href={`/me/received/${delivery.id}`}>
            {v.t(delivery.result === null ? 'receipts.own.answer' : 'receipts.own.change')}
          </Button>
        }
      />
    ))}
  </Page>
)

/** One delivery: what the person says of it. */
export const CompanionAnswerPage = ({
  v,
  one: { delivery, name },
  typed,
  errors,
}: {
  v: View
  one: Accompanied
  typed: Typed
  errors: FieldErrors
}) => (
  <Page v={v} title={`${name}: ${deliveryInWords(v, delivery, false)}`} stage="app">
    <Form v={v} action={`/me/received/${delivery.id}`} errors={errors}>
      <AnswerFields v={v} typed={typed} errors={errors} />
      <ButtonRow>
        <Button size="large">{v.t('receipts.do')}</Button>
        <Button kind="quiet" href="/me/received">
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </Page>
)
