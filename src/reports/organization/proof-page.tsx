import { Page, Table, type View } from '../../web'
import type { Report, ReportFigure } from '../report'

/** A figure of a report opened: the entries of the journal behind it, each of which can be checked against the log. */
export const ProofPage = ({
  v,
  report,
  figure,
  entries,
}: {
  v: View
  report: Report
  figure: ReportFigure
  entries: readonly { readonly position: number; readonly kind: string; readonly at: Temporal.Instant }[]
}) => (
  <Page v={v} title={figure.label} lead={report.title} stage="desk">
    <p class="stat__value">{figure.said}</p>
    <p>{v.t(`indicators.${figure.id}.means`)}</p>
    <Table
      v={v}
      caption={v.t('indicators.page.entries')}
      rows={entries}
      empty={v.t('indicators.page.entriesNone')}
      columns={[
        {
          label: v.t('indicators.page.entry'),
          head: true,
          cell: ({ position }) => <a href={`/log/entries/${position}`}>{v.say.number(position)}</a>,
        },
        { label: v.t('reports.entryKind'), cell: ({ kind }) => kind },
        { label: v.t('indicators.page.day'), cell: ({ at }) => v.say.date(at) },
      ]}
    />
    <p>
      <a href={`/numbers/${figure.id}`}>{v.t('reports.definition')}</a> ·{' '}
      <a href={`${report.path}${report.query}`}>{report.title}</a>
    </p>
  </Page>
)
