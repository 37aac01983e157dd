import { scaleLinear, scaleTime } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { Child } from '../components/child'
import { StateNote } from '../components/state-note'
import { Table } from '../components/table'
import type { View } from '../view'
import { roundPath } from './round-path'

/** One value of a series; `null` is a day nobody measured, and breaks the line instead of falling to zero. */
export type TrendPoint = { readonly date: Temporal.PlainDate; readonly value: number | null }

/** One line of a plot. */
export type TrendSeries = { readonly label: string; readonly points: readonly TrendPoint[] }

/** What `TrendPlot` takes. */
export type TrendPlotProps = {
  v: View
  caption: Child
  /** Few series: each is named at its end. Above three, draw several plots. */
  series: readonly TrendSeries[]
  /** Value in words, for axis, labels and table; whole numbers otherwise. */
  say?: (value: number) => string
  /** Each point stands for its whole month, and is called by it. */
  months?: boolean
  note?: Child
}

const width = 480
const height = 220
const endGap = 36
const edge = { top: 16, end: 120, bottom: 28, start: 44 }

/** Values over time from a zero baseline, each of several lines named at its end, with the same figures in a table one tap away. */
export const TrendPlot = (props: TrendPlotProps) => {
  const { v, caption, series, say = (value: number) => v.say.number(value, 1), months = false, note } = props
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ date }) => date.toString())))].sort()
  const [first, last] = [dates[0], dates.at(-1)]
  const values = series.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []))
  if (first === undefined || last === undefined || values.length === 0) {
    return (
      <figure class="figure">
        <figcaption class="figure__caption">{caption}</figcaption>
        <StateNote v={v} state="empty" />
      </figure>
    )
  }
  const days = (date: string): number => Date.parse(date)
  const x = scaleTime(
    [new Date(days(first)), new Date(days(last) + (first === last ? 1 : 0))],
    [edge.start, width - edge.end],
  )
  const y = scaleLinear([0, Math.max(1, ...values)], [height - edge.bottom, edge.top]).nice(4)
  const place = ({ date, value }: TrendPoint): [number, number] => [x(days(date.toString())), y(value ?? 0)]
  const shownDates =
    dates.length < 3 ? dates : months ? [first, last] : [first, dates[Math.floor(dates.length / 2)] ?? first, last]
  const ends = spread(
    series.map(({ points }) => y(points.findLast(({ value }) => value !== null)?.value ?? 0)),
    endGap,
  )
  const baseline = y(0)
  return (
    <figure class="figure">
      <figcaption class="figure__caption">{caption}</figcaption>
      <svg class="plot" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {y.ticks(4).map((tick) => (
          <>
            <path
              class={tick === 0 ? 'plot__rule plot__rule--zero' : 'plot__rule'}
              d={`M${edge.start} ${y(tick)}H${width - edge.end}`}
            />
            <text x={edge.start - 6} y={y(tick) + 4} text-anchor="end">
              {say(tick)}
            </text>
          </>
        ))}
        {shownDates.map((date, at) => (
          <text
            x={x(days(date)).toFixed(1)}
            y={height - 8}
            text-anchor={at === 0 ? 'start' : at === shownDates.length - 1 ? 'end' : 'middle'}
          >
            {months ? v.say.month(Temporal.PlainDate.from(date)) : v.say.dayShort(Temporal.PlainDate.from(date))}
          </text>
        ))}
        {series.map(({ label, points }, at) => {
          const end = points.findLast(({ value }) => value !== null)
          const drawn = [...points]
          const defined = ({ value }: TrendPoint) => value !== null
          return (
            <>
              {series.length === 1 ? (
                <path
                  class="plot__area"
                  d={roundPath(
                    area<TrendPoint>(
                      (point) => place(point)[0],
                      baseline,
                      (point) => place(point)[1],
                    ).defined(defined)(drawn),
                  )}
                />
              ) : null}
              <path
                class={`plot__line plot__line--${at + 1}`}
                d={roundPath(
                  line<TrendPoint>(
                    (point) => place(point)[0],
                    (point) => place(point)[1],
                  ).defined(defined)(drawn),
                )}
              />
              {end ? (
                <>
                  <circle class="plot__dot" cx={place(end)[0].toFixed(1)} cy={place(end)[1].toFixed(1)} r="4" />
                  <text class="plot__direct">
                    <tspan x={(place(end)[0] + 10).toFixed(1)} y={((ends[at] ?? 0) + 2).toFixed(1)}>
                      {say(end.value ?? 0)}
                    </tspan>
                    {series.length === 1 ? null : (
                      <tspan
                        class="plot__name"
                        x={(place(end)[0] + 10).toFixed(1)}
                        y={((ends[at] ?? 0) + 17).toFixed(1)}
                      >
                        {label}
                      </tspan>
                    )}
                  </text>
                </>
              ) : null}
            </>
          )
        })}
      </svg>
      {note ? <p class="figure__note">{note}</p> : null}
      <details>
        <summary>{v.t('web.figure.table')}</summary>
        <Table
          v={v}
          caption={caption}
          captionHidden
          rows={dates}
          columns={[
            {
              label: v.t('web.figure.date'),
              head: true,
              cell: (date) => v.say[months ? 'month' : 'date'](Temporal.PlainDate.from(date)),
            },
            ...series.map(({ label, points }) => {
              const byDate = new Map(points.map(({ date, value }) => [date.toString(), value]))
              return {
                label,
                numeric: true,
                cell: (date: string) => {
                  const value = byDate.get(date)
                  return value === undefined || value === null ? v.t('web.figure.none') : say(value)
                },
              }
            }),
          ]}
        />
      </details>
    </figure>
  )
}

/** Heights moved apart to at least `gap`, in their order, so that names at the ends of lines never overlap. */
export const spread = (heights: readonly number[], gap: number): readonly number[] => {
  const moved = [...heights]
  const order = heights.map((_, at) => at).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  let floor = Number.NEGATIVE_INFINITY
  for (const at of order) {
    const next = Math.max(heights[at] ?? 0, floor + gap)
    moved[at] = next
    floor = next
  }
  return moved
}
