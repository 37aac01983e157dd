import type { MonthCell } from '../indicators'
import { barsScene, multiplesScene, type SceneBar, trendScene, type View } from '../web'
import { count, words } from './cells'
import type { ReportPlot, ReportTable } from './report'

const monthOf = (v: View) => (month: string) => v.say.month(Temporal.PlainDate.from(month))

/** Values of one number by the given months; months without an entry are zero. */
export const byMonth = (cells: readonly MonthCell[], indicator: string, months: readonly string[]) =>
  months.map((month) => ({
    month,
    value: cells.reduce((sum, one) => (one.indicator === indicator && one.month === month ? sum + one.value : sum), 0),
  }))

/** A number by month: line from zero, and the table beside. */
export function trendPlot(
  v: View,
  indicator: string,
  cells: readonly MonthCell[],
  months: readonly string[],
): ReportPlot {
  const name = v.t(`indicators.${indicator}.name`)
  const points = byMonth(cells, indicator, months)
  const caption = v.t('reports.trend', { name })
  return {
    scene: trendScene(caption, points, { month: monthOf(v), value: (value) => v.say.number(value) }),
    table: {
      id: `month-${indicator}`,
      caption,
      columns: [{ label: v.t('reports.month') }, { label: name, numeric: true }],
      rows: points.map(({ month, value }) => [words(monthOf(v)(month)), count(v, value, '')]),
      empty: v.t('reports.nothing'),
    },
  }
}

/** Steps on the way from a request to the answer of the person helped, each as a share of the first. */
export const funnelSteps = ['needs-raised', 'needs-verified', 'first-yes-wait', 'help-wait', 'needs-met'] as const

/** How many requests came how far. */
export function funnelPlot(v: View, cells: readonly MonthCell[]): ReportPlot {
  const sums = funnelSteps.map((id) => ({
    id,
    value: cells.reduce((sum, one) => (one.indicator === id ? sum + one.value : sum), 0),
  }))
  const first = sums[0]?.value ?? 0
  const share = (value: number) => (first === 0 ? '' : v.say.percent(value / first))
  return {
    scene: barsScene(
      v.t('reports.funnel'),
      sums.map(({ id, value }) => ({
        label: v.t(`reports.step.${id}`),
        value,
        said: first === 0 ? v.say.number(value) : `${v.say.number(value)} · ${share(value)}`,
      })),
    ),
    table: {
      id: 'funnel',
      caption: v.t('reports.funnel'),
      columns: [
        { label: v.t('reports.step') },
        { label: v.t('reports.requests'), numeric: true },
        { label: v.t('reports.ofRaised'), numeric: true },
      ],
      rows: sums.map(({ id, value }) => [
        words(v.t(`reports.step.${id}`), `/numbers/${id}`),
        count(v, value, ''),
        { said: share(value), value: first === 0 ? null : value / first },
      ]),
      note: v.t('reports.funnel.note'),
      empty: v.t('reports.nothing'),
    },
  }
}

/** Bars drawn from a table: its first column names them, `column` is drawn; at most `most` of them. */
export function barsOf(table: ReportTable, column: number, most = 12): ReportPlot {
  const bars: readonly SceneBar[] = table.rows.slice(0, most).map((row) => {
    const cell = row[column]
    return {
      label: row[0]?.said ?? '',
      value: typeof cell?.value === 'number' ? cell.value : null,
      said: cell?.said ?? '',
    }
  })
  return { scene: barsScene(table.caption, bars), table }
}

/** One number of every region by month, all on one scale. */
export function multiplesPlot(
  v: View,
  indicator: string,
  cells: readonly MonthCell[],
  months: readonly string[],
  regions: readonly { readonly id: string; readonly name: string }[],
): ReportPlot {
  const caption = v.t('reports.multiples', { name: v.t(`indicators.${indicator}.name`) })
  const own = cells.filter((cell) => cell.indicator === indicator)
  const ofRegion = Map.groupBy(own, ({ regionId }) => regionId)
  const series = regions.map(({ id, name }) => ({
    id,
    name,
    points: byMonth(ofRegion.get(id) ?? [], indicator, months),
  }))
  return {
    scene: multiplesScene(caption, series, { value: (value) => v.say.number(value) }),
    table: {
      id: `regions-${indicator}`,
      caption,
      columns: [
        { label: v.t('reports.region') },
        ...months.map((month) => ({ label: monthOf(v)(month), numeric: true })),
      ],
      rows: series.map(({ id, name, points }) => [
        words(name, `/regions/${id}`),
        ...points.map(({ value }) => count(v, value, '')),
      ]),
      empty: v.t('reports.nothing'),
    },
  }
}
