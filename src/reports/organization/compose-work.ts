import { CELL_MIN, findDefinition, sayFigure, sayMissing, suppress } from '../../indicators'
import { trendScene, type View } from '../../web'
import { count, valued, words } from '../cells'
import { barsOf } from '../plots'
import type { Report, ReportFigure, ReportPlot, ReportSection, ReportTable } from '../report'
import { hoursIds, type Work } from './read-work'

/** Whose work a report tells. */
export type WorkOf = Pick<Report, 'kind' | 'subject' | 'title' | 'lead' | 'path' | 'query'>

/** The report of an organization's year, or of a series: what was done, who came, time apart by its ground, results by unit. */
export function composeWork(v: View, head: WorkOf, work: Work): Report {
  const figure = (id: string, value: number, people?: number): ReportFigure =>
    figureAs(v, id, value, people, work.asOf, `${head.path}/proof/${id}${head.query}`)
  const inState = (state: string) => work.states.find((one) => one.state === state)?.activities ?? 0
  const hours = (id: string) => work.hours.find((one) => one.id === id) ?? { minutes: 0, people: 0 }
  const [volunteered, apart] = [hoursIds.slice(0, 2), hoursIds.slice(2)].map((ids) =>
    ids.map((id) => figure(id, hours(id).minutes, hours(id).people)),
  )
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
          figure('volunteers-came', work.came, work.came),
        ],
        plots: work.results.length === 0 ? [] : [barsOf(results(v, work), 2)],
      }),
      section(v, 'time', {
        figures: volunteered ?? [],
        plots: work.months.length === 0 ? [] : [months(v, work)],
      }),
      section(v, 'apart', { lead: v.t('reports.apart.lead'), figures: apart ?? [] }),
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

function figureAs(v: View, id: string, value: number, people: number | undefined, asOf: number, proof: string) {
  const definition = findDefinition(id)
  if (definition === undefined) throw new Error(`no number is called ${id}`)
  const tooFew = people !== undefined && people > 0 && people < CELL_MIN
  return {
    id,
    label: v.t(`indicators.${id}.name`),
    value: tooFew ? null : value,
    said: tooFew ? sayMissing(v, { definition, tooFew }) : sayFigure(v, definition, value),
    asOf,
    proof,
  }
}

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
    suppress(rows.map(({ month, people }) => ({ key: month, value: people })))
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
