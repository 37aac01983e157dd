import { consentHows, lineName, sayQuantity } from '../../../needs'
import {
  Button,
  ButtonRow,
  Card,
  Choice,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Page,
  Table,
  type View,
  When,
} from '../../../web'
import { troubleOutcomes } from '../commands/end-trouble'
import type { Delivery } from '../queries/deliveries'
import type { OpenTrouble, ShownDraw, ToldTrouble } from '../queries/desk'
import { AnswerFields, type Typed } from './answer-fields'
import { DeliveryFacts, DeliveryStatus, deliveryInWords } from './delivery-words'

const itemAnd = (v: View, item: string | null, quantity: number, unit: string) =>
  v.t('needs.line.withQuantity', {
    name: lineName(v, { item_id: item, competence_id: null }),
    quantity: sayQuantity(v, quantity, unit),
  })

/** What came to one need, and whose word each is; whoever delivered sees a yes and nothing else. */
export const NeedGoodsPage = ({
  v,
  need,
  deliveries,
  isPart,
  maySpeak,
}: {
  v: View
  need: { readonly id: string; readonly reference: string; readonly zone: string }
  deliveries: readonly Delivery[]
  isPart: boolean
  maySpeak: boolean
}) => (
  <Page v={v} title={v.t('receipts.desk.title', { reference: need.reference })} stage="desk">
    {isPart ? <p class="muted">{v.t('receipts.desk.part')}</p> : null}
    {deliveries.length === 0 ? (
      <EmptyState title={v.t('receipts.own.none')}>{v.t('receipts.own.none.text')}</EmptyState>
    ) : null}
    {deliveries.map((delivery) => (
      <Card
        title={deliveryInWords(v, delivery, true)}
        level={2}
        status={<DeliveryStatus v={v} delivery={delivery} isHidden={isPart} />}
        meta={<DeliveryFacts v={v} delivery={isPart ? { ...delivery, said_by: null } : delivery} zone={need.zone} />}
        actions={
          maySpeak ? (
            <Button kind="secondary" href={`/needs/${need.id}/goods/${delivery.id}`}>
              {v.t('receipts.desk.answer')}
            </Button>
          ) : undefined
        }
      />
    ))}
    <p>
      <a href={`/needs/${need.id}`}>{v.t('receipts.desk.back')}</a>
    </p>
  </Page>
)

/** The word of the person, passed on by an operator on a call. */
export const DeskAnswerPage = ({
  v,
  needId,
  delivery,
  typed,
  errors,
}: {
  v: View
  needId: string
  delivery: Delivery
  typed: Typed
  errors: FieldErrors
}) => (
  <Page v={v} title={deliveryInWords(v, delivery, true)} stage="desk">
    <Form v={v} action={`/needs/${needId}/goods/${delivery.id}`} errors={errors}>
      <AnswerFields v={v} typed={typed} errors={errors} />
      <Choice
        v={v}
        name="consentHow"
        legend={v.t('needs.desk.consent')}
        hint={v.t('needs.desk.consent.hint')}
        value={typed.consentHow}
        error={errors.consentHow}
        options={consentHows.map((code) => ({ value: code, label: v.t(`needs.consent.${code}`) }))}
      />
      <ButtonRow>
        <Button>{v.t('receipts.do')}</Button>
        <Button kind="quiet" href={`/needs/${needId}/goods`}>
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </Page>
)

/** What waits for somebody outside the teams that delivered: reasons to follow up; who makes the calls; and what their own may learn. */
export const ReceiptsPage = ({
  v,
  troubles,
  told,
  rings,
}: {
  v: View
  troubles: readonly OpenTrouble[]
  told: readonly ToldTrouble[]
  /** They make calls on the operators' line. */
  rings: boolean
}) => (
  <Page v={v} title={v.t('receipts.follow.title')} lead={v.t('receipts.follow.lead')} stage="desk">
    <section class="section">
      <h2>{v.t('receipts.follow.troubles')}</h2>
      {troubles.length === 0 ? <EmptyState title={v.t('receipts.follow.troubles.none')} /> : null}
      {troubles.map((trouble) => (
        <Card
          title={`${v.t(`receipts.trouble.${trouble.reason}`)}: ${itemAnd(v, trouble.item_id, trouble.quantity, trouble.unit)}`}
          tone="needs-you"
          meta={
            <>
              <a href={`/needs/${trouble.need_id}`}>{trouble.reference}</a>
              {[trouble.organization, trouble.site].map((one) => (one === null ? '' : ` · ${one}`))} ·{' '}
              <When v={v} at={trouble.said_at} full zone={trouble.zone} />
            </>
          }
        >
          {trouble.came_item_id === null ? null : (
            <p>
              {v.t('receipts.follow.came', {
                item: lineName(v, { item_id: trouble.came_item_id, competence_id: null }),
              })}
            </p>
          )}
          <p>
            {trouble.again > 0
              ? v.t('receipts.follow.again', { quantity: sayQuantity(v, trouble.again, trouble.unit) })
              : v.t('receipts.follow.notAgain')}
          </p>
          <Form v={v} action="/receipts/done" hidden={{ trouble: trouble.id }} label={v.t('receipts.follow.outcome')}>
            <ButtonRow>
              {troubleOutcomes.map((code) => (
                <Button kind="quiet" name="outcome" value={code}>
                  {v.t(`receipts.follow.outcome.${code}`)}
                </Button>
              ))}
            </ButtonRow>
          </Form>
        </Card>
      ))}
    </section>
    <section class="section">
      <h2>{v.t('receipts.calls.title')}</h2>
      <p class="muted">
        {v.t('receipts.calls.lead')} <a href="/receipts/draws">{v.t('receipts.draws.title')}</a>
      </p>
      {rings ? (
        <p>
          <a href="/line">{v.t('receipts.calls.line')}</a>
        </p>
      ) : null}
    </section>
    {told.length === 0 ? null : (
      <section class="section">
        <h2>{v.t('receipts.told.title')}</h2>
        <p class="muted">{v.t('receipts.told.lead')}</p>
        <ul>
          {told.map((one) => (
            <li>
              <a href={`/needs/${one.need_id}`}>{one.reference}</a> · {v.t(`receipts.trouble.${one.reason}`)}:{' '}
              {itemAnd(v, one.item_id, one.quantity, one.unit)} · <When v={v} at={one.said_at} full zone={one.zone} />
            </li>
          ))}
        </ul>
      </section>
    )}
  </Page>
)

/** At the hand-out: number and code of whoever stands there, and what they say. */
export const CodePage = ({
  v,
  typed,
  errors,
  deliveries,
}: {
  v: View
  typed: Typed
  errors: FieldErrors
  /** Of the request whose code was right; undefined before. */
  deliveries: readonly Delivery[] | undefined
}) => (
  <Page v={v} title={v.t('receipts.code.title')} lead={v.t('receipts.code.lead')} stage="desk">
    {deliveries === undefined ? (
      <Form v={v} action="/receipts/code" errors={errors}>
        <Field
          v={v}
          name="reference"
          label={v.t('receipts.code.reference')}
          value={typed.reference}
          error={errors.reference}
          width={16}
          maxlength={20}
          autocomplete="off"
        />
        <Field
          v={v}
          name="code"
          type="code"
          label={v.t('receipts.code.code')}
          hint={v.t('receipts.code.code.hint')}
          error={errors.code}
          width={8}
          maxlength={12}
          autocomplete="off"
        />
        <ButtonRow>
          <Button size="large" name="say" value="yes">
            {v.t('receipts.code.allRight')}
          </Button>
          <Button kind="secondary" name="say" value="more">
            {v.t('receipts.code.notRight')}
          </Button>
        </ButtonRow>
      </Form>
    ) : (
      <Form
        v={v}
        action="/receipts/code"
        errors={errors}
        hidden={{ reference: typed.reference ?? '', code: typed.code ?? '', say: 'answer' }}
      >
        <Choice
          v={v}
          name="delivery"
          legend={v.t('receipts.code.which')}
          value={typed.delivery ?? deliveries[0]?.id}
          error={errors.delivery}
          options={deliveries.map((delivery) => ({ value: delivery.id, label: deliveryInWords(v, delivery, true) }))}
        />
        <AnswerFields v={v} typed={typed} errors={errors} />
        <Button>{v.t('receipts.do')}</Button>
      </Form>
    )}
  </Page>
)

/** How those who are called back were drawn, for anyone who wants to draw again. */
export const DrawsPage = ({
  v,
  draws,
  regionName,
}: {
  v: View
  draws: readonly ShownDraw[]
  regionName: (id: string) => string
}) => (
  <Page v={v} title={v.t('receipts.draws.title')} lead={v.t('receipts.draws.lead')}>
    <Table
      v={v}
      caption={v.t('receipts.draws.title')}
      captionHidden
      wide
      rows={draws}
      empty={v.t('receipts.draws.none')}
      columns={[
        { label: v.t('receipts.draws.day'), head: true, cell: (draw) => v.say.date(Temporal.PlainDate.from(draw.day)) },
        { label: v.t('indicators.page.region'), cell: (draw) => regionName(draw.region_id) },
        { label: v.t('receipts.draws.rate'), numeric: true, cell: (draw) => v.say.percent(draw.rate_percent / 100) },
        { label: v.t('receipts.draws.from'), numeric: true, cell: (draw) => v.say.number(draw.drawn_from) },
        { label: v.t('receipts.draws.drawn'), numeric: true, cell: (draw) => v.say.number(draw.drawn) },
        {
          label: v.t('receipts.draws.numbers'),
          cell: (draw) =>
            draw.numbers === null
              ? v.t('receipts.draws.later')
              : draw.numbers.map((one) => v.say.number(one)).join(', '),
        },
        { label: v.t('receipts.draws.seed'), cell: (draw) => <code>{draw.seed ?? v.t('receipts.draws.later')}</code> },
        { label: v.t('receipts.draws.hash'), cell: (draw) => <code>{draw.seed_hash}</code> },
      ]}
    />
    <p>{v.t('receipts.draws.how')}</p>
  </Page>
)
