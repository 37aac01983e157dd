import { Button, Choice, Field, Form, Page, Qr, type View } from '../../../web'
import type { StockLine } from '../queries'
import { goodsName, sayOf } from './stock-words'

/** What a label is stuck on: its size follows. */
export const labelForms = ['box', 'pallet', 'truck'] as const
/** One of {@link labelForms}. */
export type LabelForm = (typeof labelForms)[number]

/** Most copies of one label that are printed at once. */
export const COPIES_MAX = 40

/** What a label says. */
export type Label = Pick<StockLine, 'reference' | 'itemId' | 'kit' | 'unit' | 'expiresOn'> & {
  readonly quantity: number
}

/** Labels to print: a code to scan, the same in letters, what it is and until when. */
export const LabelsPage = ({
  v,
  action,
  labels,
  form,
  copies,
}: {
  v: View
  action: string
  labels: readonly Label[]
  form: LabelForm
  copies: number
}) => (
  <Page v={v} title={v.t('goods.labels.title')} lead={v.t('goods.labels.lead')} stage="app">
    <Form v={v} action={action} method="get" label={v.t('goods.labels.how')}>
      <Choice
        v={v}
        name="as"
        layout="inline"
        legend={v.t('goods.labels.as')}
        value={form}
        options={labelForms.map((one) => ({ value: one, label: v.t(`goods.labels.as.${one}`) }))}
      />
      <Field v={v} name="copies" type="number" width={4} label={v.t('goods.labels.copies')} value={copies} />
      <Button kind="secondary">{v.t('goods.labels.show')}</Button>
    </Form>
    {labels.length === 0 ? <p>{v.t('goods.stock.empty')}</p> : null}
    <div class={`labels labels--${form}`}>
      {labels.flatMap((label) =>
        Array.from({ length: copies }, (_, n) => <OneLabel v={v} label={label} form={form} n={n + 1} of={copies} />),
      )}
    </div>
  </Page>
)

const OneLabel = ({ v, label, form, n, of }: { v: View; label: Label; form: LabelForm; n: number; of: number }) => (
  <article class="goods-label">
    <Qr text={`${v.url}/c/${label.reference}`} label={v.t('goods.labels.opens', { code: label.reference })} />
    <div>
      <p class="goods-label__code">{label.reference}</p>
      <p class="goods-label__name">{goodsName(v, label)}</p>
      <p>
        {sayOf(v, label, label.quantity)}
        {label.expiresOn === null
          ? null
          : ` · ${v.t('goods.stock.until', { date: v.say.date(Temporal.PlainDate.from(label.expiresOn)) })}`}
      </p>
      <p>{of === 1 ? v.t(`goods.labels.as.${form}`) : v.t(`goods.labels.nth.${form}`, { n, of })}</p>
    </div>
  </article>
)
