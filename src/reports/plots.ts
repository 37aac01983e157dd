import { type PublishedNumber, sayFigure } from '../indicators'
import { type HomeCountry, placeName } from '../places'
import { barsScene, mapScene, multiplesScene, type SceneBar, trendScene, type View } from '../web'
import { count, valued, words } from './cells'
import type { ReportPlot, ReportTable } from './report'

const MONTHS = 12

const monthOf = (v: View) => (month: string) => v.say.month(Temporal.PlainDate.from(month))

/** A number by month: line from zero, and the table beside; months that may not be told break the line. */
export function trendPlot(v: View, number: PublishedNumber): ReportPlot {
  const { id } = number.definition
  const name = v.t(`indicators.${id}.name`)
  const points = [...number.months].map(([month, value]) => ({ month, value })).slice(-MONTHS)
  const caption = v.t('reports.trend', { name })
  const say = (value: number) => sayFigure(v, number.definition, value)
  return {
    scene: trendScene(caption, points, { month: monthOf(v), value: say }),
    table: {
      id: `month-${id}`.slice(0, 31),
      caption,
      columns: [{ label: v.t('reports.month') }, { label: name, numeric: true }],
      rows: points.map(({ month, value }) => [
        words(monthOf(v)(month)),
        valued(value, value === null ? v.t('reports.fewer') : say(value)),
      ]),
      empty: v.t('reports.nothing'),
    },
  }
}

/** The same numbers by month, small and one scale for all, so that they can be held against each other. */
export function multiplesPlot(v: View, numbers: readonly PublishedNumber[]): ReportPlot {
  const caption = v.t('reports.multiples')
  const months = [...new Set(numbers.flatMap(({ months: own }) => [...own.keys()]))].sort().slice(-MONTHS)
  const series = numbers.map(({ definition, months: own }) => ({
    id: definition.id,
    name: v.t(`indicators.${definition.id}.name`),
    points: months.map((month) => ({ month, value: own.get(month) ?? null })),
  }))
  return {
    scene: multiplesScene(caption, series, { value: (value) => v.say.number(value) }),
    table: {
      id: 'months',
      caption,
      columns: [{ label: v.t('reports.month') }, ...series.map(({ name }) => ({ label: name, numeric: true }))],
      rows: months.map((month, at) => [
        words(monthOf(v)(month)),
        ...series.map(({ points }) => count(v, points[at]?.value ?? null, '–')),
      ]),
      empty: v.t('reports.nothing'),
    },
  }
}

/** Steps on the way from a request to the answer of the person helped. */
export const funnelSteps = ['needs-raised', 'needs-verified', 'receipts', 'needs-met'] as const

/** How many requests came how far, each step as a share of the first. `regionId`: of one region. */
export function funnelPlot(v: View, numbers: readonly PublishedNumber[], regionId?: string): ReportPlot {
  const sums = funnelSteps.map((id) => {
    const number = numbers.find(({ definition }) => definition.id === id)
    return { id, value: (regionId === undefined ? number?.value : number?.regions.get(regionId)) ?? 0 }
  })
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
        valued(first === 0 ? null : value / first, share(value)),
      ]),
      note: v.t('reports.funnel.note'),
      empty: v.t('reports.nothing'),
    },
  }
}

/** A number by region on a map whose legend names its scale; undefined where no outlines are known. */
export function mapPlot(v: View, number: PublishedNumber, { regions, map }: HomeCountry): ReportPlot | undefined {
  if (map === undefined) return undefined
  const name = v.t(`indicators.${number.definition.id}.name`)
  const caption = v.t('reports.map', { name })
  const say = (value: number) => sayFigure(v, number.definition, value)
  const values = regions.map((region) => ({
    code: region.id,
    name: placeName(region, v.lang),
    value: number.regions.get(region.id) ?? null,
  }))
  return {
    scene: mapScene(caption, map.shapes, values, {
      value: say,
      scale: { equal: v.t('reports.scale.equal'), quantile: v.t('reports.scale.quantile') },
      none: v.t('web.map.unknown'),
    }),
    credit: map.credits.map((credit) => v.t('places.map.outlines', { credit })).join(' '),
    table: {
      id: `map-${number.definition.id}`.slice(0, 31),
      caption,
      columns: [{ label: v.t('reports.region') }, { label: name, numeric: true }],
      rows: values.map(({ code, name: region, value }) => [
        words(region, `/regions/${code}`),
        valued(value, value === null ? v.t('web.map.unknown') : say(value)),
      ]),
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
