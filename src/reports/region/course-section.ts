import type { View } from '../../web'
import { valued, words } from '../cells'
import { monthsToTell, multiplesPlot, regionLine } from '../month-lines'
import { barsOf, funnelPlot } from '../plots'
import type { ReportSection, ReportTable } from '../report'
import { type RegionFacts, regionFigures, regionNumbers, section } from './region-facts'

const told = ({ numbers }: RegionFacts, ids: readonly string[]) =>
  ids.flatMap((id) => numbers.find(({ definition }) => definition.id === id) ?? [])

/** The way of requests: how many came how far, after what time, and month by month. */
export function course(v: View, facts: RegionFacts): ReportSection {
  const { region, numbers, crossed } = facts
  const beside = told(facts, ['needs-raised', 'needs-verified', 'needs-helped', 'needs-met'])
  const months = monthsToTell(v, beside)
  return section(v, 'course', {
    figures: regionFigures(v, facts, regionNumbers.course),
    plots: [
      funnelPlot(v, numbers, region.id),
      multiplesPlot(v, {
        id: 'months',
        caption: v.t('reports.multiples'),
        lines: beside.map(({ definition }) => regionLine(v, definition, region.id, { crossed, months })),
      }),
    ],
  })
}

/** How long help takes: each step now, and month by month. */
export function waits(v: View, facts: RegionFacts): ReportSection {
  const { region, crossed } = facts
  const figures = regionFigures(v, facts, regionNumbers.waits)
  const table: ReportTable = {
    id: 'waits',
    caption: v.t('reports.waits'),
    columns: [{ label: v.t('reports.step') }, { label: v.t('reports.minutes'), numeric: true }],
    rows: figures.map(({ label, value, said, proof }) => [words(label), valued(value, said, proof)]),
    empty: v.t('reports.nothing'),
  }
  const numbers = told(facts, regionNumbers.waits)
  const months = monthsToTell(v, numbers)
  return section(v, 'waits', {
    figures,
    plots: [
      barsOf(table, 1),
      multiplesPlot(v, {
        id: 'months-waits',
        caption: v.t('reports.waits.months'),
        lines: numbers.map(({ definition }) => regionLine(v, definition, region.id, { crossed, months })),
      }),
    ],
  })
}
