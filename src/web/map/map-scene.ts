import { fitted, type Scene, type SceneMark, type Tone } from '../plot/scene'
import { drawingOf, MAP_WIDTH, type RegionShapes, type RegionValue } from './region-map'
import { chooseSteps, type ScaleStep, stepOf } from './steps'

const words = 26
const labelRoom = 52
const darkFrom = 4
const legendRow = 38

/** How values are said and what the legend calls things. */
export type MapWords = {
  readonly value: (value: number) => string
  /** Names the scale: equal steps from zero, or as many regions in each step. */
  readonly scale: Readonly<Record<'equal' | 'quantile', string>>
  readonly none: string
}

const toneOf = (value: number | null | undefined, steps: readonly ScaleStep[]): Tone =>
  value === null || value === undefined ? 'none' : `step-${Math.min(5, stepOf(steps, value)) as 0 | 1 | 2 | 3 | 4 | 5}`

/**
 * Values by region with their legend in the picture, so that it goes onto paper with it. No data is drawn apart from zero; the scale says
 * whether its steps are equal or hold as many regions each. `whole`: values are counts.
 */
export function mapScene(
  said: string,
  shapes: RegionShapes,
  regions: readonly RegionValue[],
  { value: say, scale: scaleNames, none }: MapWords,
  whole = true,
): Scene {
  const { height, regions: drawn } = drawingOf(shapes)
  const byCode = new Map(regions.map((region) => [region.code, region.value]))
  const { scale, steps } = chooseSteps(
    regions.flatMap(({ value }) => value ?? []),
    whole,
  )
  const areas = drawn.map(
    ({ code, path }): SceneMark => ({ kind: 'path', d: path, tone: toneOf(byCode.get(code), steps) }),
  )
  const labels = drawn.flatMap(({ code, centre, wide }): SceneMark[] => {
    const value = byCode.get(code)
    if (value === null || value === undefined || wide < labelRoom) return []
    const text = say(value)
    if (text.length * words * 0.6 > wide) return []
    const tone = stepOf(steps, value) >= darkFrom ? 'inverse' : 'ink'
    return [
      { kind: 'text', x: centre[0], y: centre[1] + 7, words: text, tone, size: words, anchor: 'middle', strong: true },
    ]
  })
  const legend: readonly (readonly [Tone, string])[] = [
    ['step-0', say(0)],
    ...steps.map(({ from, to }, at): readonly [Tone, string] => [
      `step-${(at + 1) as 1 | 2 | 3 | 4 | 5}`,
      stepWords(from, to, whole, say),
    ]),
    ...(regions.some(({ value }) => value === null) ? ([['none', none]] as const) : []),
  ]
  const top = height + 24
  // Two beside each other where the longest has room there.
  const across = legend.every(([, name]) => fitted(name, MAP_WIDTH / 2 - 44, words) === name) ? 2 : 1
  return {
    width: MAP_WIDTH,
    height: top + legendRow * (1 + Math.ceil(legend.length / across)),
    said,
    marks: [
      ...areas,
      ...labels,
      { kind: 'text', x: 0, y: top + 18, words: scaleNames[scale], tone: 'soft', size: words },
      ...legend.flatMap(([tone, name], at): SceneMark[] => {
        const [x, y] = [(at % across) * (MAP_WIDTH / across), top + legendRow * (1 + Math.floor(at / across))]
        return [
          { kind: 'rect', x, y, width: 34, height: 20, tone },
          { kind: 'text', x: x + 44, y: y + 18, words: name, tone: 'ink', size: words },
        ]
      }),
    ],
  }
}

function stepWords(from: number, to: number, whole: boolean, say: (value: number) => string): string {
  const low = whole ? from + 1 : from
  return low >= to ? say(to) : `${say(low)}–${say(to)}`
}
