import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { roundPath } from './round-path'

/**
 * A small trend, drawn from zero, the last value marked; `label` says in words what it shows.
 * Without axis: the number beside it carries the value and `TrendPlot` the full figure.
 */
export const TrendLine = ({ values, label, small }: { values: readonly number[]; label: string; small?: boolean }) => {
  const width = 120
  const height = small ? 32 : 48
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [2, width - 4])
  const y = scaleLinear([0, Math.max(1, ...values)], [height - 1, 4])
  const points = values.map((value, place) => [x(place), y(value)] as [number, number])
  const last = points.at(-1)
  return (
    <svg class="trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path class="trend__area" d={roundPath(area().y0(height - 1)(points))} />
      <path class="trend__line" d={roundPath(line()(points))} />
      {last ? <circle class="trend__last" cx={last[0].toFixed(1)} cy={last[1].toFixed(1)} r="3" /> : null}
    </svg>
  )
}
