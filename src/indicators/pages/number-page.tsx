import { type CountryMap, MapCredit } from '../../places'
import {
  type Column,
  DefinitionList,
  Notice,
  Page,
  Pager,
  RegionMap,
  type RegionValue,
  Table,
  TrendPlot,
  type View,
} from '../../web'
import type { Definition } from '../definition'
import { dimensions, type PublishedPart } from '../publish-parts'
import type { OpenedEntry } from '../queries'
import { missing, sayFigure } from './said'

/** One number opened: what it means, how it moved, where, and the entries it is made of. */
export type NumberView = {
  readonly definition: Definition
  readonly value: number | null
  readonly tooFew: boolean
  readonly asOf: number
  readonly byMonth: readonly { readonly month: string; readonly value: number | null }[]
  readonly map: CountryMap | undefined
  readonly regions: readonly RegionValue[]
  /** Entries; of persons the region alone, and that only where its cell is shown. */
  readonly entries: readonly (Omit<OpenedEntry, 'regionId' | 'day'> & {
    readonly regionName: string | null
    readonly day: string | null
  })[]
  readonly nextHref: string | undefined
  /** Breakdowns, each row with its name. */
  readonly parts: readonly (PublishedPart & { readonly name: string })[]
}

/** The page of a number. */
export const NumberPage = ({ v, number }: { v: View; number: NumberView }) => {
  const { definition, value } = number
  const name = v.t(`indicators.${definition.id}.name`)
  const say = (one: number) => sayFigure(v, definition, one)
  return (
    <Page v={v} title={name} lead={v.t(`indicators.${definition.id}.means`)}>
      {definition.state === 'not-yet-measured' ? <Notice title={v.t('indicators.page.notYet')} /> : null}
      <p class="stat__value">{value === null ? missing(v, number) : say(value)}</p>
      <p class="muted">{v.t('indicators.list.asOf', { position: number.asOf })}</p>
      <DefinitionList
        v={v}
        items={[
          { term: v.t('indicators.page.population'), value: v.t(`indicators.${definition.id}.population`) },
          { term: v.t('indicators.page.leavesOut'), value: v.t(`indicators.${definition.id}.leavesOut`) },
          {
            term: v.t('indicators.page.source'),
            value: definition.source === 'own' ? v.t('indicators.page.sourceOwn') : definition.source,
          },
          { term: v.t('indicators.page.version'), value: String(definition.version) },
        ]}
      />
      {number.byMonth.length > 0 ? (
        <TrendPlot
          v={v}
          months
          caption={v.t('indicators.page.trend')}
          say={say}
          series={[
            {
              label: name,
              points: number.byMonth.map(({ month, value: one }) => ({
                date: Temporal.PlainDate.from(month),
                value: one,
              })),
            },
          ]}
        />
      ) : null}
      {number.map === undefined || number.regions.length === 0 ? null : (
        <RegionMap
          v={v}
          caption={v.t('indicators.page.map')}
          shapes={number.map.shapes}
          credit={<MapCredit v={v} map={number.map} />}
          regions={number.regions}
          valueLabel={name}
          say={say}
          {...(definition.aboutPersons ? { note: v.t('indicators.page.hidden') } : {})}
        />
      )}
      <Parts v={v} number={number} />
      {definition.partOf === undefined ? null : (
        <Notice title={v.t('indicators.parts.sealed')}>
          <p>
            <a href={`/numbers/${definition.partOf}#entries`}>{v.t(`indicators.${definition.partOf}.name`)}</a>
          </p>
        </Notice>
      )}
      {definition.state === 'measured' && definition.over === undefined && definition.partOf === undefined ? (
        <Entries v={v} number={number} />
      ) : null}
      {definition.over?.map((id) => (
        <p>
          <a href={`/numbers/${id}`}>{v.t(`indicators.${id}.name`)}</a>
        </p>
      ))}
    </Page>
  )
}

const Parts = ({ v, number: { definition, parts } }: { v: View; number: NumberView }) => (
  <>
    {dimensions
      .map((dimension) => ({ dimension, rows: parts.filter((part) => part.dimension === dimension) }))
      .filter(({ rows }) => rows.length > 0)
      .map(({ dimension, rows }) => (
        <section class="section">
          <Table
            v={v}
            caption={v.t(`indicators.parts.${dimension}`)}
            rows={rows}
            columns={[
              { label: v.t(`indicators.parts.${dimension}`), head: true, cell: (row) => row.name },
              {
                label: v.t(`indicators.${definition.id}.name`),
                numeric: true,
                cell: (row) =>
                  row.value === null ? (
                    <span class="muted">{v.t('indicators.parts.hidden')}</span>
                  ) : (
                    sayFigure(v, definition, row.value)
                  ),
              },
              { label: v.t('indicators.parts.of'), numeric: true, cell: (row) => v.say.number(row.of) },
            ]}
          />
        </section>
      ))}
    {parts.length === 0 ? null : <p class="muted">{v.t('indicators.parts.note')}</p>}
  </>
)

const dayColumn = (v: View): Column<NumberView['entries'][number]> => ({
  label: v.t('indicators.page.day'),
  cell: (entry) => (entry.day === null ? '' : v.say.date(Temporal.PlainDate.from(entry.day))),
})

const Entries = ({ v, number }: { v: View; number: NumberView }) => (
  <section class="section" id="entries">
    <h2>{v.t('indicators.page.entries')}</h2>
    <p>{v.t('indicators.page.entriesLead')}</p>
    <Table
      v={v}
      caption={v.t('indicators.page.entries')}
      captionHidden
      rows={number.entries}
      empty={v.t('indicators.page.entriesNone')}
      columns={[
        {
          label: v.t('indicators.page.entry'),
          head: true,
          cell: (entry) => <a href={`/log/entries/${entry.position}`}>{v.say.number(entry.position)}</a>,
        },
        { label: v.t('indicators.page.region'), cell: (entry) => entry.regionName ?? v.t('indicators.page.sealed') },
        // Entries about persons say no day.
        ...(number.definition.aboutPersons ? [] : [dayColumn(v)]),
        {
          label: v.t('indicators.page.amount'),
          numeric: true,
          cell: (entry) => sayFigure(v, number.definition, entry.amount),
        },
        {
          label: v.t('indicators.page.why'),
          cell: (entry) =>
            entry.excluded === null ? v.t('indicators.page.counted') : v.t(`indicators.why.${entry.excluded}`),
        },
      ]}
    />
    <Pager v={v} shown={number.entries.length} nextHref={number.nextHref} />
    <p>
      <a href={`/open/numbers/${number.definition.id}.csv`}>{v.t('indicators.page.download')}</a> ·{' '}
      <a href={`/open/numbers/${number.definition.id}.json`}>{v.t('indicators.page.downloadJson')}</a>
    </p>
  </section>
)
