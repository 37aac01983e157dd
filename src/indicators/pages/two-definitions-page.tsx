import { Page, Pager, Table, type View } from '../../web'
import type { Pair } from '../compare-definitions'
import { comparedAspects, twoDefinitions } from '../definitions/two-definitions'
import type { PublishedNumber } from '../published'
import { NumberLink } from './definition-facts'
import { entryColumn, type ListedEntry } from './entries-behind'
import { missing, sayFigure } from './said'

/** Two definitions over one record. */
export type Compared = {
  readonly asOf: number
  readonly numbers: ReadonlyMap<string, PublishedNumber>
  readonly hours: Pair
  readonly people: Pair
  /** Entries that only the national definition counts; `indicator` says as what. */
  readonly entries: readonly (ListedEntry & { readonly indicator: string })[]
  readonly nextHref: string | undefined
}

/** The national definition beside that of the ILO: both figures, why they differ, and each entry that only one of them counts. */
export const TwoDefinitionsPage = ({ v, compared }: { v: View; compared: Compared }) => (
  <Page v={v} title={v.t('indicators.two.title')} lead={v.t('indicators.two.lead')}>
    <Figures v={v} compared={compared} />
    <p class="muted">{v.t('indicators.list.asOf', { position: compared.asOf })}</p>
    <section class="section">
      <h2>{v.t('indicators.two.why')}</h2>
      <Table
        v={v}
        caption={v.t('indicators.two.why')}
        captionHidden
        rows={comparedAspects}
        columns={[
          { label: v.t('indicators.two.aspect'), head: true, cell: ({ id }) => v.t(`indicators.two.${id}.what`) },
          { label: v.t('indicators.two.national'), cell: ({ id }) => v.t(`indicators.two.${id}.national`) },
          { label: v.t('indicators.two.ilo'), cell: ({ id }) => v.t(`indicators.two.${id}.ilo`) },
          {
            label: v.t('indicators.two.amount'),
            numeric: true,
            cell: ({ number }) => (number === undefined ? '—' : <Amount v={v} id={number} compared={compared} />),
          },
        ]}
      />
    </section>
    <Differing v={v} compared={compared} />
  </Page>
)

const Figures = ({ v, compared: { hours, people } }: { v: View; compared: Compared }) => {
  const hidden = v.t('indicators.page.tooFew')
  const rows = [
    { label: v.t('indicators.two.hours'), pair: hours, say: v.say.duration },
    { label: v.t('indicators.two.people'), pair: people, say: (count: number) => v.say.number(count) },
  ]
  const column = (label: string, of: keyof Pair) => ({
    label,
    numeric: true,
    cell: ({ pair, say }: (typeof rows)[number]) => (pair[of] === null ? hidden : say(pair[of])),
  })
  return (
    <>
      <Table
        v={v}
        caption={v.t('indicators.two.figures')}
        rows={rows}
        columns={[
          { label: v.t('indicators.two.what'), head: true, cell: ({ label }) => label },
          column(v.t('indicators.two.national'), 'national'),
          column(v.t('indicators.two.ilo'), 'ilo'),
          column(v.t('indicators.two.difference'), 'difference'),
        ]}
      />
      <p>
        <NumberLink v={v} id={twoDefinitions.national} /> · <NumberLink v={v} id={twoDefinitions.ilo} />
      </p>
    </>
  )
}

const Amount = ({ v, id, compared }: { v: View; id: string; compared: Compared }) => {
  const number = compared.numbers.get(id)
  if (number === undefined) return null
  const { definition, value } = number
  return <a href={`/numbers/${id}`}>{value === null ? missing(v, number) : sayFigure(v, definition, value)}</a>
}

const Differing = ({ v, compared: { entries, nextHref } }: { v: View; compared: Compared }) => (
  <section class="section" id="entries">
    <h2>{v.t('indicators.two.entries')}</h2>
    <p>{v.t('indicators.two.entriesLead')}</p>
    <Table
      v={v}
      caption={v.t('indicators.two.entries')}
      captionHidden
      rows={entries}
      empty={v.t('indicators.two.entriesNone')}
      columns={[
        entryColumn(v),
        { label: v.t('indicators.page.region'), cell: (entry) => entry.regionName ?? v.t('indicators.page.sealed') },
        { label: v.t('indicators.two.amount'), numeric: true, cell: ({ amount }) => v.say.duration(amount) },
        { label: v.t('indicators.two.reason'), cell: ({ indicator }) => v.t(`indicators.two.reason.${indicator}`) },
      ]}
    />
    <Pager v={v} shown={entries.length} nextHref={nextHref} />
  </section>
)
