import { type GeoPermissibleObjects, type GeoProjection, geoConicEqualArea, geoPath } from 'd3-geo'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { Child } from '../components/child'
import { Table } from '../components/table'
import type { View } from '../view'
import { regionPath } from './region-path'
import { scaleSteps, stepOf } from './steps'

/** Shapes of regions; each feature carries the code of its region. */
export type RegionShapes = FeatureCollection<Polygon | MultiPolygon, { readonly code: string }>

/** The value of one region. */
export type RegionValue = {
  readonly code: string
  readonly name: string
  /** `null`: not measured, or hidden since it concerns fewer than five people. */
  readonly value: number | null
  readonly href?: string
}

/** What `RegionMap` takes. */
export type RegionMapProps = {
  v: View
  caption: Child
  shapes: RegionShapes
  regions: readonly RegionValue[]
  /** Label of the value column. */
  valueLabel: string
  /** Value in words; whole numbers otherwise. */
  say?: (value: number) => string
  /** Values are shares or averages, not counts: steps need not be whole. */
  fractional?: boolean
  note?: Child
  /** Whose borders these are; stands under the map. */
  credit: Child
  /** Table open from the start. */
  tableOpen?: boolean
}

/** Width of a map in its own units. */
export const MAP_WIDTH = 640
const nameLetterWidth = 7.5
const darkFrom = 4

/** Equal area, so that a large colour means a large territory and nothing else; fitted to the shapes. */
const projectionFor = (shapes: RegionShapes, box: number): { projection: GeoProjection; height: number } => {
  const all = shapes as GeoPermissibleObjects
  const [[west, south], [east, north]] = extentOf(shapes)
  const projection = geoConicEqualArea()
    .parallels([south + (north - south) / 6, north - (north - south) / 6])
    .rotate([-(west + east) / 2, 0])
  projection.fitWidth(box, all)
  const height = Math.ceil(geoPath(projection).bounds(all)[1][1])
  return { projection, height }
}

const extentOf = (shapes: RegionShapes): readonly [readonly [number, number], readonly [number, number]] => {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { geometry } of shapes.features) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    for (const [longitude = 0, latitude = 0] of polygons.flat(2)) {
      west = Math.min(west, longitude)
      east = Math.max(east, longitude)
      south = Math.min(south, latitude)
      north = Math.max(north, latitude)
    }
  }
  return [
    [west, south],
    [east, north],
  ]
}

type Drawn = {
  readonly code: string
  readonly path: string
  readonly centre: readonly [number, number]
  readonly area: number
  readonly wide: number
}
type Drawing = { readonly height: number; readonly regions: readonly Drawn[] }

const drawings = new WeakMap<RegionShapes, Drawing>()

const draw = (shapes: RegionShapes): Drawing => {
  const { projection, height } = projectionFor(shapes, MAP_WIDTH)
  const path = geoPath(projection)
  const regions = shapes.features.map((feature: Feature<Polygon | MultiPolygon, { readonly code: string }>) => {
    const [[left], [right]] = path.bounds(feature)
    return {
      code: feature.properties.code,
      path: regionPath(feature.geometry, projection),
      centre: path.centroid(feature),
      area: path.area(feature),
      wide: right - left,
    }
  })
  return { height, regions: regions.sort((a, b) => b.area - a.area) }
}

/** The drawing of these shapes, made once: {@link MAP_WIDTH} wide, the largest regions first. */
export const drawingOf = (shapes: RegionShapes): Drawing => {
  const known = drawings.get(shapes)
  if (known) return known
  const made = draw(shapes)
  drawings.set(shapes, made)
  return made
}

/**
 * Values by region, drawn on the server: equal steps from zero named in a scale, the value written on each region that
 * has room for it, the same figures in a table below. Small regions (cities) lie on top.
 */
export const RegionMap = (props: RegionMapProps) => {
  const { v, caption, shapes, regions, valueLabel, fractional = false, note, credit, tableOpen } = props
  const say = props.say ?? ((value: number) => v.say.number(value, fractional ? 1 : 0))
  const { height, regions: drawn } = drawingOf(shapes)
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const steps = scaleSteps(
    regions.flatMap(({ value }) => value ?? []),
    !fractional,
  )
  const classOf = (value: number | null | undefined): string =>
    value === null || value === undefined
      ? 'map__region map__region--none'
      : `map__region map__region--${stepOf(steps, value)}`
  const unknown = regions.some(({ value }) => value === null)
  return (
    <figure class="figure">
      <figcaption class="figure__caption">{caption}</figcaption>
      <svg class="map" viewBox={`0 0 ${MAP_WIDTH} ${height}`} aria-hidden="true" focusable="false">
        {drawn.map(({ code, path }) => (
          <path class={classOf(byCode.get(code)?.value)} d={path} />
        ))}
        {drawn.map(({ code, centre, wide }) => {
          const region = byCode.get(code)
          if (!region || region.value === null || wide < 34) return null
          const [x, y] = [Math.round(centre[0]), Math.round(centre[1])]
          const named = region.name.length * nameLetterWidth < wide
          const dark = stepOf(steps, region.value) >= darkFrom
          return (
            <text class={dark ? 'map__label map__label--inverse' : 'map__label'} text-anchor="middle">
              {named ? (
                <tspan class="map__name" x={x} y={y - 4}>
                  {region.name}
                </tspan>
              ) : null}
              <tspan class="map__value" x={x} y={named ? y + 11 : y + 4}>
                {say(region.value)}
              </tspan>
            </text>
          )
        })}
      </svg>
      <ul class="scale" aria-hidden="true">
        <ScaleItem step="0" words={say(0)} />
        {steps.map(({ from, to }, at) => (
          <ScaleItem step={String(at + 1)} words={stepWords(from, to, fractional, say)} />
        ))}
        {unknown ? <ScaleItem step="none" words={v.t('web.map.unknown')} /> : null}
      </ul>
      {note ? <p class="figure__note">{note}</p> : null}
      <p class="figure__note">{credit}</p>
      <details open={tableOpen}>
        <summary>{v.t('web.figure.table')}</summary>
        <Table
          v={v}
          caption={caption}
          captionHidden
          rows={[...regions].sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || v.say.compare(a.name, b.name))}
          columns={[
            {
              label: v.t('web.map.region'),
              head: true,
              cell: ({ name, href }) => (href ? <a href={href}>{name}</a> : name),
            },
            {
              label: valueLabel,
              numeric: true,
              cell: ({ value }) => (value === null ? v.t('web.map.unknown') : say(value)),
            },
          ]}
        />
      </details>
    </figure>
  )
}

const ScaleItem = ({ step, words }: { step: string; words: string }) => (
  <li class="scale__step">
    <svg class="scale__swatch" viewBox="0 0 20 12" aria-hidden="true">
      <rect class={`map__region map__region--${step}`} width="20" height="12" />
    </svg>
    {words}
  </li>
)

const stepWords = (from: number, to: number, fractional: boolean, say: (value: number) => string): string => {
  const low = fractional ? from : from + 1
  return low === to ? say(to) : `${say(low)}–${say(to)}`
}
