import { Button, Card, EmptyState, Form, Page, Status, Table, type Tone, type View, When } from '../../web'
import type { PastAskRow } from '../queries/find-ask'
import type { OwnChance } from '../queries/read-own-chance'

const toneOf = (state: string): Tone => (state === 'yes' ? 'confirmed' : state === 'asked' ? 'needs-you' : 'neutral')

/** Whether an ask counts when the next ones are weighed. */
const counts = (ask: PastAskRow, resetAt: Temporal.Instant | null): boolean =>
  ask.contested_at === null &&
  ['yes', 'full', 'no', 'silent'].includes(ask.state) &&
  (resetAt === null || Temporal.Instant.compare(ask.asked_at, resetAt) >= 0)

/** What I was asked and what came of it: the history that call-outs reckon with, to see, contest and start anew. */
export const OwnAsksPage = ({
  v,
  asks,
  chance,
}: {
  v: View
  asks: readonly PastAskRow[]
  chance: OwnChance | undefined
}) => (
  <Page v={v} title={v.t('dispatch.own.title')} lead={v.t('dispatch.own.lead')} stage="app">
    {chance === undefined ? null : (
      <Card v={v} title={v.t('dispatch.own.chance', { chance: v.say.percent(chance.chance) })} level={2}>
        <p>{v.t('dispatch.own.chanceHow', { unknown: v.say.percent(chance.unknown) })}</p>
        {chance.resetAt === null ? null : <p>{v.t('dispatch.own.resetAt', { day: v.say.date(chance.resetAt) })}</p>}
        <Form v={v} action="/me/asks/reset">
          <Button kind="secondary" icon="undo">
            {v.t('dispatch.own.reset')}
          </Button>
        </Form>
        <p class="muted">{v.t('dispatch.own.resetHint')}</p>
      </Card>
    )}
    {asks.length === 0 ? (
      <EmptyState
        icon="talk"
        title={v.t('dispatch.own.empty')}
        action={<Button href="/activities">{v.t('dispatch.own.look')}</Button>}
      >
        {v.t('dispatch.own.emptyHint')}
      </EmptyState>
    ) : (
      <Table
        v={v}
        caption={v.t('dispatch.own.table')}
        rows={asks}
        columns={[
          { label: v.t('dispatch.own.what'), head: true, cell: (ask) => <a href={`/asks/${ask.id}`}>{ask.title}</a> },
          { label: v.t('dispatch.own.who'), cell: (ask) => ask.organization },
          { label: v.t('dispatch.own.when'), cell: (ask) => <When v={v} at={ask.asked_at} zone={ask.zone} /> },
          {
            label: v.t('dispatch.own.answer'),
            cell: (ask) => <Status tone={toneOf(ask.state)}>{v.t(`dispatch.state.${ask.state}`)}</Status>,
          },
          {
            label: v.t('dispatch.own.counts'),
            cell: (ask) => <Counts v={v} ask={ask} resetAt={chance?.resetAt ?? null} />,
          },
        ]}
      />
    )}
  </Page>
)

const Counts = ({ v, ask, resetAt }: { v: View; ask: PastAskRow; resetAt: Temporal.Instant | null }) => {
  const does = counts(ask, resetAt)
  if (!does && ask.contested_at === null) return <>{v.t('dispatch.own.no')}</>
  return (
    <Form v={v} action={`/me/asks/${ask.id}/contest`} hidden={{ contested: does ? 'yes' : 'no' }} inline>
      <span>{does ? v.t('dispatch.own.yes') : v.t('dispatch.own.contested')}</span>
      <Button
        kind="quiet"
        label={v.t(does ? 'dispatch.own.contestOne' : 'dispatch.own.countOne', { title: ask.title })}
      >
        {does ? v.t('dispatch.own.contest') : v.t('dispatch.own.count')}
      </Button>
    </Form>
  )
}
