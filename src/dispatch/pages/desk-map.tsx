import { type GeoPermissibleObjects, geoMercator, geoPath } from 'd3-geo'
import { type CountryMap, MapCredit } from '../../places'
import type { View } from '../../web'

/** A dot of the map. */
export type DeskDot = {
  readonly latitude: number
  readonly longitude: number
  readonly title: string
  readonly href: string
  readonly kind: 'need' | 'activity'
  readonly urgent: boolean
  readonly current: boolean
}

const width = 600
const height = 420
const margin = 16
/** Sets of regions of which the drawing is kept. */
const DRAWN_MAX = 100

type Drawing = { readonly path: string; readonly project: (at: [number, number]) => [number, number] | null }

const drawings = new WeakMap<CountryMap, Map<string, Drawing>>()

/** The outline of these regions, drawn once; around the dots alone where no shape is known. */
function drawingOf(map: CountryMap | undefined, regionIds: readonly string[], dots: readonly DeskDot[]): Drawing {
  const shapes = map?.shapes.features.filter((shape) => regionIds.includes(shape.properties.code)) ?? []
  const drawn = (map && drawings.get(map)) ?? new Map<string, Drawing>()
  const known = shapes.length === 0 ? undefined : drawn.get(regionIds.join())
  if (known !== undefined) return known
  const seen: GeoPermissibleObjects =
    shapes.length === 0
      ? { type: 'MultiPoint', coordinates: dots.map((dot) => [dot.longitude, dot.latitude]) }
      : ({ type: 'FeatureCollection', features: shapes } as GeoPermissibleObjects)
  const projection = geoMercator().fitExtent(
    [
      [margin, margin],
      [width - margin, height - margin],
    ],
    seen,
  )
  // One dot alone would be magnified without end.
  if (projection.scale() > 200_000) projection.scale(200_000)
  const drawing = {
    path: shapes.length === 0 ? '' : (geoPath(projection).digits(0)(seen) ?? ''),
    project: (at: [number, number]) => projection(at),
  }
  if (map !== undefined && shapes.length > 0 && drawn.size < DRAWN_MAX) {
    drawings.set(map, drawn.set(regionIds.join(), drawing))
  }
  return drawing
}

/** Where the needs and the work of the desk are: dots over the region's shape, each a link to its row. */
export const DeskMap = ({
  v,
  map,
  regionIds,
  dots,
}: {
  v: View
  map: CountryMap | undefined
  regionIds: readonly string[]
  dots: readonly DeskDot[]
}) => {
  if (dots.length === 0) return <p class="muted">{v.t('dispatch.desk.noMap')}</p>
  const { path, project } = drawingOf(map, [...regionIds].sort(), dots)
  return (
    <nav aria-label={v.t('dispatch.desk.map')}>
      <svg class="desk-map" viewBox={`0 0 ${width} ${height}`}>
        <title>{v.t('dispatch.desk.map')}</title>
        {path === '' ? null : <path class="desk-map__region" d={path} />}
        {dots.map((dot) => {
          const [x, y] = project([dot.longitude, dot.latitude]) ?? [0, 0]
          const classes = `desk-map__dot desk-map__dot--${dot.kind}${dot.urgent ? ' desk-map__dot--urgent' : ''}`
          return (
            <a href={dot.href} aria-label={dot.title} aria-current={dot.current ? 'true' : undefined}>
              <title>{dot.title}</title>
              {dot.kind === 'need' ? (
                <circle class={classes} cx={x.toFixed(0)} cy={y.toFixed(0)} r={dot.current ? '10' : '7'} />
              ) : (
                <rect class={classes} x={(x - 7).toFixed(0)} y={(y - 7).toFixed(0)} width="14" height="14" rx="2" />
              )}
            </a>
          )
        })}
      </svg>
      {path === '' || map === undefined ? null : (
        <p class="figure__note">
          <MapCredit v={v} map={map} />
        </p>
      )}
    </nav>
  )
}
