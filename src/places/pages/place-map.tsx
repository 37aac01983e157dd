import { geoMercator } from 'd3-geo'
import { distanceMeters, type Point } from '../../kit/geo'
import type { View } from '../../web'
import { placeName } from '../place'
import type { NearLocality } from '../queries'

const width = 640
const height = 360
const margin = 60
/** One place alone would be magnified without end. */
const SCALE_MAX = 400_000
const AT_IT_METERS = 300

/** Where something is, among the settlements around it: drawn here, for a page without network and for paper. */
export const PlaceMap = ({ v, point, around }: { v: View; point: Point; around: readonly NearLocality[] }) => {
  const places = around.flatMap(({ locality }) =>
    locality.point === undefined ? [] : [{ name: placeName(locality.names, v.lang), point: locality.point }],
  )
  const coordinates = [point, ...places.map((place) => place.point)].map((one): [number, number] => [
    one.longitude,
    one.latitude,
  ])
  const projection = geoMercator().fitExtent(
    [
      [margin, margin],
      [width - margin, height - margin],
    ],
    { type: 'MultiPoint', coordinates },
  )
  if (projection.scale() > SCALE_MAX)
    projection
      .scale(SCALE_MAX)
      .center([point.longitude, point.latitude])
      .translate([width / 2, height / 2])
  const at = ({ longitude, latitude }: Point) => projection([longitude, latitude]) ?? [0, 0]
  const [x, y] = at(point)
  return (
    <figure class="figure">
      <svg class="round-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={v.t('places.map.label')}>
        {places.map((place) => {
          const [px, py] = at(place.point)
          const isHere = distanceMeters(place.point, point) < AT_IT_METERS
          return (
            <g>
              <circle class="round-map__place" cx={px.toFixed(0)} cy={py.toFixed(0)} r="4" />
              <text
                class="round-map__name"
                x={px.toFixed(0)}
                y={(isHere ? py + 32 : py - 10).toFixed(0)}
                text-anchor="middle"
              >
                {place.name}
              </text>
            </g>
          )
        })}
        <circle class="round-map__stop" cx={x.toFixed(0)} cy={y.toFixed(0)} r="11" />
      </svg>
      <figcaption class="figure__note">
        {v.t('places.map.note')} <a href={`geo:${point.latitude},${point.longitude}`}>{v.t('places.map.navigate')}</a>
      </figcaption>
    </figure>
  )
}
