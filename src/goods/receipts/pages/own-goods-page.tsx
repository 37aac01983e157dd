import { Button, ButtonRow, Card, EmptyState, type FieldErrors, Form, Notice, Page, type View } from '../../../web'
import type { Delivery } from '../queries/deliveries'
import { AnswerFields, type Typed } from './answer-fields'
import { DeliveryFacts, DeliveryStatus, deliveryInWords } from './delivery-words'

type Shown = {
  readonly deliveries: readonly Delivery[]
  /** Said to whoever hands over; undefined once nothing is on its way or waits for an answer. */
  readonly code: string | undefined
  readonly zone: string
  readonly path: string
}

/** Behind the secret link: what came, and whether it was right. */
export const OwnGoodsPage = ({ v, goods, reference }: { v: View; goods: Shown; reference: string }) => (
  <Page v={v} title={v.t('receipts.own.title', { reference })} lead={v.t('receipts.own.lead')} secret emergency>
    <GoodsPart v={v} goods={goods} level={2} />
    {goods.deliveries.length === 0 ? (
      <EmptyState title={v.t('receipts.own.none')}>{v.t('receipts.own.none.text')}</EmptyState>
    ) : null}
    <p>
      <a href={goods.path}>{v.t('receipts.own.back')}</a>
    </p>
  </Page>
)

/** The same as a part of the page that follows the request. */
export const GoodsPart = ({
  v,
  goods: { deliveries, code, zone, path },
  level = 3,
}: {
  v: View
  goods: Shown
  level?: 2 | 3
}) => (
  <>
    {code === undefined ? null : (
      <Notice title={v.t('receipts.code', { code })}>
        <p>{v.t('receipts.code.hint')}</p>
      </Notice>
    )}
    {deliveries.map((delivery) => (
      <Card
        title={deliveryInWords(v, delivery, false)}
        level={level}
        tone={delivery.result === null ? 'needs-you' : 'plain'}
        status={<DeliveryStatus v={v} delivery={delivery} />}
        meta={<DeliveryFacts v={v} delivery={delivery} zone={zone} />}
        actions={
          <Button kind={delivery.result === null ? 'primary' : 'quiet'} href={`${path}/goods/${delivery.id}`}>
            {v.t(delivery.result === null ? 'receipts.own.answer' : 'receipts.own.change')}
          </Button>
        }
      />
    ))}
  </>
)

/** One delivery, one question. */
export const OwnAnswerPage = ({
  v,
  delivery,
  path,
  typed,
  errors,
}: {
  v: View
  delivery: Delivery
  path: string
  typed: Typed
  errors: FieldErrors
}) => (
  <Page v={v} title={deliveryInWords(v, delivery, false)} secret emergency>
    <Form v={v} action={`${path}/goods/${delivery.id}`} errors={errors}>
      <AnswerFields v={v} typed={typed} errors={errors} />
      <Notice title={v.t('needs.receipt.money')} />
      <ButtonRow>
        <Button size="large">{v.t('receipts.do')}</Button>
        <Button kind="quiet" href={`${path}/goods`}>
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </Page>
)
