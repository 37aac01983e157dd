import { cellPath, type PublishedNumber, sayFigure } from '../indicators'
import { type HomeCountry, placeName } from '../places'
import { barsScene, mapScene, type SceneBar, type View } from '../web'
import { heard, valued, words } from './cells'
import type { ReportPlot, ReportTable } from './report'

/** Steps on the way from a request to the answer of the person helped, with how long each took from the request on. */
export const funnelSteps = [
  { id: 'needs-raised', wait: undefined },
  { id: 'needs-verified', wait: 'check-wait' },
  { id: 'needs-first-yes', wait: 'first-yes-wait' },
  { id: 'needs-helped', wait: 'help-wait' },
  { id: 'receipts', wait: 'receipt-wait' },
  { id: 'needs-met', wait: undefined },
] as const

/** How many requests came how far, each step as a share of the first, and after what time. `regionId`: of one region. */
export function funnelPlot(v: View, numbers: readonly PublishedNumber[], regionId?: string): ReportPlot {
  const read = (id: string | undefined) => {
    const number = numbers.find(({ definition }) => definition.id === id)
    return (regionId === undefined ? number?.value : number?.regions.get(regionId)) ?? null
  }
  const cell = regionId === undefined ? {} : { regionId }
  const steps = funnelSteps.map(({ id, wait }) => ({ id, wait, value: read(id) ?? 0, minutes: read(wait) }))
  const first = steps[0]?.value ?? 0
  const share = (value: number) => (first === 0 ? '' : v.say.percent(value / first))
  return {
    scene: barsScene(
      heard(
        v.t('reports.funnel'),
        steps.map(({ id, value }) => [v.t(`reports.step.${id}`), v.say.number(value)]),
      ),
      steps.map(({ id, value }) => ({
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
        { label: v.t('reports.after'), numeric: true },
      ],
      rows: steps.map(({ id, wait, value, minutes }) => [
        words(v.t(`reports.step.${id}`)),
        valued(value, v.say.number(value), cellPath(id, cell)),
        valued(first === 0 ? null : value / first, share(value)),
        valued(minutes, minutes === null ? '' : v.say.duration(minutes), wait && cellPath(wait, cell)),
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
        valued(
          value,
          value === null ? v.t('web.map.unknown') : say(value),
          cellPath(number.definition.id, { regionId: code }),
        ),
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
  const amounts = bars.map(({ label, said }) => [label, said] as const)
  return { scene: barsScene(heard(table.caption, amounts), bars), table }
}
