import { Page, Table, type View } from '../../web'
import type { PublicNeed, PublicStep } from '../queries/find-public'

/** A request as anyone may see it: which steps it took, on which day and through which door, and nothing of anybody. */
export const PublicNeedPage = ({ v, need, region }: { v: View; need: PublicNeed; region: string }) => (
  <Page v={v} title={v.t('needs.public.title')} lead={v.t('needs.public.lead', { region })}>
    <Table
      v={v}
      caption={v.t('needs.public.steps')}
      rows={need.steps}
      columns={[
        { head: true, label: v.t('needs.public.step'), cell: (step: PublicStep) => sayStep(v, step) },
        { label: v.t('needs.public.day'), cell: ({ day }: PublicStep) => v.say.date(Temporal.PlainDate.from(day)) },
        {
          label: v.t('needs.desk.door'),
          cell: ({ door }: PublicStep) => (door === undefined ? '–' : v.t(`needs.door.${door}`)),
        },
        {
          label: v.t('needs.public.entry'),
          cell: ({ position }: PublicStep) => <a href={`/log/entries/${position}`}>{v.say.number(position)}</a>,
        },
      ]}
    />
    <p class="muted">{v.t('needs.public.why')}</p>
  </Page>
)

const sayStep = (v: View, { step, result }: PublicStep): string =>
  step === 'receipt' && result !== undefined ? v.t(`needs.public.receipt.${result}`) : v.t(`needs.public.${step}`)
