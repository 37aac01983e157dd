import { CELL_MIN, findDefinition, sayFigure, sayMissing, suppress } from '../../indicators'
import { trendScene, type View } from '../../web'
import { count, valued, words } from '../cells'
import { barsOf } from '../plots'
import type { Report, ReportFigure, ReportPlot, ReportSection, ReportTable } from '../report'
import { type HoursId, hoursIds, type Work } from './read-work'

/** Whose work a report tells. */
export type WorkOf = Pick<Report, 'kind' | 'subject' | 'title' | 'lead' | 'path' | 'query'>

/** The report of an organization's year, or of a series: what was done, who came, time apart by its ground, results by unit. */
export function composeWork(v: View, head: WorkOf, work: Work): Report {
  const figure = (id: string, value: number, people: readonly number[] = []): ReportFigure =>
    figureAs(v, id, { value, people, asOf: work.asOf, proof: `${head.path}/proof/${id}${head.query}` })
  const inState = (state: string) => work.states.find((one) => one.state === state)?.activities ?? 0
  const hours = (id: string) => work.hours.find((one) => one.id === id) ?? { minutes: 0, people: 0 }
  const told = hoursIds.map((id) => figure(id, hours(id).minutes, peopleBehind(id, hours(id).people, work)))
  const confirmed = told.find(({ id }) => id === 'hours-confirmed')?.value ?? null
  return {
    ...head,
    asOf: work.asOf,
    madeAt: v.now,
    sections: [
      section(v, 'done', {
        figures: [
          figure('activities-done', inState('done')),
          figure('activities-cancelled', inState('cancelled')),
          figure(
            'results-confirmed',
            work.results.reduce((sum, { activities }) => sum + activities, 0),
          ),
          figure('volunteers-came', work.came, [work.came]),
        ],
        plots: work.results.length === 0 ? [] : [barsOf(results(v, work), 2)],
      }),
      section(v, 'time', {
        figures: told.slice(0, 2),
        // Months beside a year that is hidden would add up to it.
        plots: work.months.length === 0 || confirmed === null ? [] : [months(v, work)],
      }),
      section(v, 'apart', {
        lead: v.t('reports.apart.lead'),
        figures: told.slice(2),
        plots: [barsOf(grounds(v, told), 1)],
      }),
    ],
    notes: [v.t('reports.note.small')],
  }
}

const section = (v: View, id: string, parts: Partial<ReportSection>): ReportSection => ({
  id,
  title: v.t(`reports.section.${id}`),
  figures: [],
  plots: [],
  tables: [],
  ...parts,
})

// Confirmed time beside recorded time tells of those whose time is not confirmed as well.
const peopleBehind = (id: HoursId, people: number, { unconfirmed }: Work): readonly number[] =>
  id === 'hours-confirmed' ? [people, unconfirmed] : [people]

type Figure = Pick<ReportFigure, 'asOf' | 'proof'> & { readonly value: number; readonly people: readonly number[] }

function figureAs(v: View, id: string, { value, people, asOf, proof }: Figure): ReportFigure {
  const definition = findDefinition(id)
  if (definition === undefined) throw new Error(`no number is called ${id}`)
  const tooFew = people.some((count) => count > 0 && count < CELL_MIN)
  return {
    id,
    label: v.t(`indicators.${id}.name`),
    value: tooFew ? null : value,
    said: tooFew ? sayMissing(v, { definition, tooFew }) : sayFigure(v, definition, value),
    asOf,
    proof,
  }
}

// Where hours go: each ground beside the others, none added to another.
const grounds = (v: View, told: readonly ReportFigure[]): ReportTable => ({
  id: 'grounds',
  caption: v.t('reports.grounds'),
  columns: [{ label: v.t('reports.ground') }, { label: v.t('reports.minutes'), numeric: true }],
  rows: told.map(({ label, value, said, proof }) => [words(label), valued(value, said, proof)]),
  empty: v.t('reports.nothing'),
})

const results = (v: View, { results: rows }: Work): ReportTable => ({
  id: 'results',
  caption: v.t('reports.results'),
  columns: [
    { label: v.t('reports.result') },
    { label: v.t('reports.quantity'), numeric: true },
    { label: v.t('reports.activities'), numeric: true },
  ],
  rows: rows.map(({ unit, quantity, activities }) => [
    words(v.t(`activities.unitName.${unit}`)),
    count(v, quantity, ''),
    count(v, activities, ''),
  ]),
  empty: v.t('reports.nothing'),
})

// Months of fewer than five people are hidden, and another where the year would tell.
function months(v: View, { months: rows }: Work): ReportPlot {
  const shown = new Set(
    suppress(
      rows.map(({ month, people }) => ({ key: month, value: people })),
      { shared: true },
    )
      .filter(({ value }) => value !== null)
      .map(({ key }) => key),
  )
  const points = rows.map(({ month, minutes }) => ({ month, value: shown.has(month) ? minutes : null }))
  const caption = v.t('reports.trend', { name: v.t('indicators.hours-confirmed.name') })
  const monthOf = (month: string) => v.say.month(Temporal.PlainDate.from(month))
  return {
    scene: trendScene(caption, points, { month: monthOf, value: v.say.duration }),
    table: {
      id: 'month-hours-confirmed',
      caption,
      columns: [{ label: v.t('reports.month') }, { label: v.t('indicators.hours-confirmed.name'), numeric: true }],
      rows: points.map(({ month, value }) => [
        words(monthOf(month)),
        valued(value, value === null ? v.t('reports.fewer') : v.say.duration(value)),
      ]),
      empty: v.t('reports.nothing'),
    },
  }
}
