import { type Column, Page, Pager, Table, type View } from '../../web'
import type { ProofEntry } from './read-work'
import { minutesOf, type Proof } from './report-work'

/** A figure of a report opened: the entries of the journal behind it, each of which can be checked against the log. */
export const ProofPage = ({ v, report, figure, entries, next }: Proof & { v: View }) => {
  const path = `${report.path}/proof/${figure.id}`
  const more = new URLSearchParams(report.query)
  if (next !== undefined) more.set('before', String(next))
  return (
    <Page v={v} title={figure.label} lead={report.title} stage="desk">
      <p class="stat__value">{figure.said}</p>
      <p>{v.t(`indicators.${figure.id}.means`)}</p>
      <p class="muted">{v.t('indicators.list.asOf', { position: figure.asOf })}</p>
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
          ...minutesColumn(v, figure.id, entries),
        ]}
      />
      <Pager v={v} shown={entries.length} nextHref={next === undefined ? undefined : `${path}?${more}`} />
      <p>
        <a href={`/numbers/${figure.id}`}>{v.t('reports.definition')}</a> ·{' '}
        <a href={`${report.path}${report.query}`}>{report.title}</a>
      </p>
    </Page>
  )
}

// Of time each entry says what it adds, so that the page adds up to its figure.
function minutesColumn(v: View, id: string, entries: readonly ProofEntry[]): readonly Column<ProofEntry>[] {
  if (entries.every((entry) => minutesOf(id, entry) === null)) return []
  const said = (minutes: number) =>
    minutes < 0 ? `−${v.say.duration(-minutes)}` : minutes === 0 ? v.say.number(0) : v.say.duration(minutes)
  return [
    {
      label: v.t('indicators.page.amount'),
      numeric: true,
      cell: (entry) => said(minutesOf(id, entry) ?? 0),
    },
  ]
}
