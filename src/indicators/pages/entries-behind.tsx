import { type Column, Pager, Table, type View } from '../../web'
import type { Definition } from '../definition'
import type { OpenedEntry } from '../queries'
import { sayFigure } from './said'

/** At most so many entries stand in the file of a number, the newest. */
export const ENTRIES_IN_FILE = 100_000

/** An entry as it is listed; of persons the region alone, and that only where its cell is shown. */
export type ListedEntry = Omit<OpenedEntry, 'regionId' | 'day'> & {
  readonly regionName: string | null
  readonly day: string | null
}

type Listed = {
  readonly definition: Definition
  readonly entries: readonly ListedEntry[]
  readonly leftOut: ReadonlyMap<string, number | null>
  readonly nextHref: string | undefined
}

/** The entries a number is made of, counted and left out, each with why; newest first. */
export const EntriesBehind = ({
  v,
  listed: { definition, entries, leftOut, nextHref },
}: {
  v: View
  listed: Listed
}) => (
  <section class="section" id="entries">
    <h2>{v.t('indicators.page.entries')}</h2>
    <p>{v.t('indicators.page.entriesLead')}</p>
    {leftOut.size === 0 ? null : <LeftOut v={v} leftOut={leftOut} />}
    <Table
      v={v}
      caption={v.t('indicators.page.entries')}
      captionHidden
      rows={entries}
      empty={v.t('indicators.page.entriesNone')}
      columns={[
        entryColumn(v),
        { label: v.t('indicators.page.region'), cell: (entry) => entry.regionName ?? v.t('indicators.page.sealed') },
        // Entries about persons say no day.
        ...(definition.aboutPersons ? [] : [dayColumn(v)]),
        {
          label: v.t(definition.measure === 'median-wait' ? 'indicators.page.waited' : 'indicators.page.amount'),
          numeric: true,
          cell: (entry) => sayFigure(v, definition, entry.amount),
        },
        {
          label: v.t('indicators.page.why'),
          cell: (entry) =>
            entry.excluded === null ? v.t('indicators.page.counted') : v.t(`indicators.why.${entry.excluded}`),
        },
      ]}
    />
    <Pager v={v} shown={entries.length} nextHref={nextHref} />
    <p>
      <a href={`/open/numbers/${definition.id}.csv`}>{v.t('indicators.page.download')}</a> ·{' '}
      <a href={`/open/numbers/${definition.id}.json`}>{v.t('indicators.page.downloadJson')}</a> ·{' '}
      <a href="/open">{v.t('indicators.page.openData')}</a>
    </p>
    <p class="muted">{v.t('indicators.page.fileHolds', { count: ENTRIES_IN_FILE })}</p>
  </section>
)

/** How many entries were left out, by reason. */
const LeftOut = ({ v, leftOut }: { v: View; leftOut: ReadonlyMap<string, number | null> }) => (
  <Table
    v={v}
    caption={v.t('indicators.page.leftOut')}
    rows={[...leftOut]}
    columns={[
      { label: v.t('indicators.page.reason'), head: true, cell: ([reason]) => v.t(`indicators.why.${reason}`) },
      {
        label: v.t('indicators.page.entryCount'),
        numeric: true,
        cell: ([, entries]) => (entries === null ? v.t('indicators.parts.hidden') : v.say.number(entries)),
      },
    ]}
  />
)

/** The entry itself, sealed in the log. */
export const entryColumn = (v: View): Column<ListedEntry> => ({
  label: v.t('indicators.page.entry'),
  head: true,
  cell: (entry) => <a href={`/log/entries/${entry.position}`}>{v.say.number(entry.position)}</a>,
})

const dayColumn = (v: View): Column<ListedEntry> => ({
  label: v.t('indicators.page.day'),
  cell: (entry) => (entry.day === null ? '' : v.say.date(Temporal.PlainDate.from(entry.day))),
})
