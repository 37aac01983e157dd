import { geoMercator } from 'd3-geo'
import type { Point } from '../../kit/geo'
import type { View } from '../../web'

/** A numbered place on the map of a round. */
export type MapStop = {
  readonly number: number
  readonly point: Point
  readonly title: string
  readonly isOver: boolean
}

const width = 640
const height = 360
const margin = 28
/** One place alone would be magnified without end. */
const SCALE_MAX = 400_000

/** The stops of a round in their order, joined by straight lines: drawn here, for a page without network and for paper. */
export const RoundMap = ({ v, stops }: { v: View; stops: readonly MapStop[] }) => {
  if (stops.length === 0) return null
  const coordinates = stops.map(({ point }): [number, number] => [point.longitude, point.latitude])
  const projection = geoMercator().fitExtent(
    [
      [margin, margin],
      [width - margin, height - margin],
    ],
    { type: 'MultiPoint', coordinates },
  )
  if (projection.scale() > SCALE_MAX) {
    const [west, south] = coordinates[0] ?? [0, 0]
    projection
      .scale(SCALE_MAX)
      .center([west, south])
      .translate([width / 2, height / 2])
  }
  const at = coordinates.map((one): readonly [number, number] => projection(one) ?? [0, 0])
  return (
    <figure class="figure">
      <svg class="round-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={v.t('rounds.map.label')}>
        <polyline class="round-map__way" points={at.map(([x, y]) => `${x.toFixed(0)},${y.toFixed(0)}`).join(' ')} />
        {stops.map((stop, i) => {
          const [x, y] = at[i] ?? [0, 0]
          return (
            <g>
              <title>{`${stop.number}. ${stop.title}`}</title>
              <circle
                class={stop.isOver ? 'round-map__stop round-map__stop--over' : 'round-map__stop'}
                cx={x.toFixed(0)}
                cy={y.toFixed(0)}
                r="13"
              />
              <text class="round-map__number" x={x.toFixed(0)} y={(y + 5).toFixed(0)} text-anchor="middle">
                {stop.number}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption class="figure__note">{v.t('rounds.map.note')}</figcaption>
    </figure>
  )
}
