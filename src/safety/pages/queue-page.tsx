import { placeName } from '../../places'
import { EmptyState, Page, Status, Table, Tabs, type View, When } from '../../web'
import type { QueueLine } from '../queries'

/** The officers' queue: what waits, for whom, since when. What was said stands only on the page of a report. */
export const QueuePage = ({
  v,
  lines,
  which,
  me,
}: {
  v: View
  lines: readonly QueueLine[]
  which: 'open' | 'closed'
  me: string
}) => (
  <Page
    v={v}
    title={v.t('safety.queue.title')}
    lead={v.t('safety.queue.lead')}
    stage="desk"
    nav={
      <Tabs
        label={v.t('safety.queue.title')}
        tabs={[
          { href: '/safety', label: v.t('safety.queue.open'), current: which === 'open' },
          { href: '/safety?which=closed', label: v.t('safety.queue.closed'), current: which === 'closed' },
        ]}
      />
    }
  >
    <p>
      <a href="/safety/patterns">{v.t('safety.patterns.title')}</a>
    </p>
    {lines.length === 0 ? (
      <EmptyState icon="shield" title={v.t(`safety.queue.empty.${which}`)}>
        {v.t('safety.queue.emptyHint')}
      </EmptyState>
    ) : (
      <Table
        v={v}
        caption={v.t('safety.queue.title')}
        captionHidden
        rows={lines}
        columns={[
          {
            label: v.t('safety.queue.reference'),
            head: true,
            cell: (line) => <a href={`/safety/${line.id}`}>{line.reference}</a>,
          },
          {
            label: v.t('safety.queue.state'),
            cell: (line) => (
              <Status
                tone={
                  line.state === 'closed'
                    ? 'neutral'
                    : line.urgent
                      ? 'danger'
                      : line.state === 'new'
                        ? 'needs-you'
                        : 'progress'
                }
              >
                {line.urgent && line.state !== 'closed'
                  ? v.t('safety.queue.urgent')
                  : v.t(`safety.state.${line.state}`)}
              </Status>
            ),
          },
          { label: v.t('safety.queue.kind'), cell: (line) => v.t(`safety.kind.${line.kind}`) },
          { label: v.t('safety.queue.concerns'), cell: (line) => v.t(`safety.concerns.${line.concerns}`) },
          { label: v.t('safety.queue.region'), cell: (line) => placeName(line, v.lang) },
          { label: v.t('safety.queue.since'), cell: (line) => <When v={v} at={line.closed_at ?? line.reported_at} /> },
          {
            label: v.t('safety.queue.officer'),
            cell: (line) =>
              line.officer_id === me ? v.t('safety.queue.you') : (line.officer ?? v.t('safety.follow.nobodyYet')),
          },
        ]}
      />
    )}
  </Page>
)
