import { placeName } from '../../places'
import type { View } from '../../web'
import { count, valued, words } from '../cells'
import { barsOf } from '../plots'
import type { Report, ReportSection, ReportTable } from '../report'
import { course, waits } from './course-section'
import type { RegionState } from './read-region'
import { type RegionFacts, regionFigures, regionNumbers, section } from './region-facts'
import { shortTables } from './short-tables'
import { unmetTable } from './unmet-table'

/** The report of a region: what is unmet, what is short, how long help takes, who works where, what the causes are and who answered them. */
export function composeRegion(v: View, facts: RegionFacts): Report {
  const { region, asOf, full } = facts
  return {
    kind: 'region',
    subject: region.id,
    title: v.t('reports.region.title', { region: region.name }),
    lead: v.t(full ? 'reports.region.lead.full' : 'reports.region.lead'),
    asOf,
    madeAt: v.now,
    path: `/regions/${region.id}`,
    query: '',
    sections: [
      unmet(v, facts),
      short(v, facts),
      waits(v, facts),
      course(v, facts),
      work(v, facts),
      reach(v, facts),
      causesOf(v, facts),
    ],
    notes: [v.t(full ? 'reports.note.full' : 'reports.note.small')],
  }
}

function unmet(v: View, { state, full }: RegionFacts): ReportSection {
  const table = unmetTable(v, state.unmet, full)
  return section(v, 'unmet', {
    lead: v.t('reports.unmet.lead'),
    plots: [barsOf(waiting(v, table), 1)],
    tables: full ? [table, oldest(v, state)] : [table],
  })
}

// How many wait how long: the columns of the table by urgency, added up where none of them is hidden.
function waiting(v: View, { columns, rows }: ReportTable): ReportTable {
  return {
    id: 'waiting',
    caption: v.t('reports.waiting'),
    columns: [{ label: v.t('reports.age') }, { label: v.t('reports.requests'), numeric: true }],
    rows: columns.slice(1).map(({ label }, at) => {
      const values = rows.map((row) => row[at + 1]?.value)
      const sum = values.every((value) => typeof value === 'number')
        ? values.reduce<number>((total, value) => total + Number(value), 0)
        : null
      return [words(label), count(v, sum, v.t('reports.fewer'))]
    }),
    empty: v.t('reports.nothing'),
  }
}

const oldest = (v: View, { oldest: needs }: RegionState): ReportTable => ({
  id: 'oldest',
  caption: v.t('reports.oldest'),
  columns: [{ label: v.t('reports.reference') }, { label: v.t('reports.urgency') }, { label: v.t('reports.since') }],
  rows: needs.map(({ id, reference, urgency, raisedAt }) => [
    words(reference, `/needs/${id}`),
    words(v.t(`needs.urgency.${urgency}`)),
    { said: v.say.dateTime(Temporal.Instant.from(raisedAt)), value: raisedAt },
  ]),
  empty: v.t('reports.oldest.none'),
})

function short(v: View, { state, full }: RegionFacts): ReportSection {
  const tables = shortTables(v, state.short, full)
  return section(v, 'short', {
    lead: v.t('reports.short.lead'),
    plots: tables.filter(({ rows }) => rows.length > 0).map((table) => barsOf(table, 1)),
    tables: tables.filter(({ rows }) => rows.length === 0),
  })
}

function work(v: View, facts: RegionFacts): ReportSection {
  const { state } = facts
  return section(v, 'work', {
    figures: regionFigures(v, facts, regionNumbers.work),
    tables: [
      {
        id: 'working',
        caption: v.t('reports.working'),
        columns: [
          { label: v.t('reports.organization') },
          { label: v.t('reports.place') },
          { label: v.t('reports.activities'), numeric: true },
          { label: v.t('reports.seats'), numeric: true },
        ],
        rows: state.working.map((one) => [
          words(one.organization, `/organizations/${one.organizationId}`),
          words(
            one.kk === null
              ? v.t('reports.place.region')
              : placeName({ kk: one.kk, ru: one.ru ?? one.kk, en: one.en ?? one.kk }, v.lang),
          ),
          count(v, one.activities, ''),
          { said: v.t('reports.seats.of', { taken: one.taken, seats: one.seats }), value: one.seats },
        ]),
        note: v.t('reports.working.note'),
        empty: v.t('reports.working.none'),
      },
    ],
  })
}

/** Who comes without the internet: the share of requests, of answers and of those who came, and how long help takes for each. */
function reach(v: View, facts: RegionFacts): ReportSection {
  const figures = regionFigures(v, facts, regionNumbers.reach)
  const shares = figures.filter(({ id }) => id.startsWith('share-'))
  const table: ReportTable = {
    id: 'reach',
    caption: v.t('reports.reach'),
    columns: [{ label: v.t('reports.reach.what') }, { label: v.t('reports.reach.share'), numeric: true }],
    rows: shares.map(({ label, value, said, proof }) => [words(label), valued(value, said, proof)]),
    empty: v.t('reports.nothing'),
  }
  return section(v, 'reach', { lead: v.t('reports.reach.lead'), figures, plots: [barsOf(table, 1)] })
}

function causesOf(v: View, facts: RegionFacts): ReportSection {
  const { causes, answers, region } = facts
  const answersTo = (cause: string) =>
    answers
      .filter((one) => one.cause === cause)
      .map((one) => `${v.say.date(one.answered_at)}: ${one.words}`)
      .join(' · ')
  const table: ReportTable = {
    id: 'causes',
    caption: v.t('reports.causes'),
    columns: [
      { label: v.t('reports.cause') },
      { label: v.t('reports.requests'), numeric: true },
      { label: v.t('reports.answer') },
    ],
    rows: causes.map(({ cause, needs }) => [
      words(v.t(`needs.cause.${cause}`), `/causes?region=${region.id}`),
      count(v, needs, ''),
      words(answersTo(cause) || v.t('reports.answer.none')),
    ]),
    note: v.t('reports.causes.note'),
    empty: v.t('reports.causes.none'),
  }
  return section(v, 'causes', {
    figures: regionFigures(v, facts, regionNumbers.causes),
    plots: table.rows.length === 0 ? [] : [barsOf(table, 1)],
    tables: table.rows.length === 0 ? [table] : [],
  })
}
