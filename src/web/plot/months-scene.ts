import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { roundPath } from './round-path'
import { fitted, SCENE_WIDTH, type Scene, type SceneMark, WORDS } from './scene'

/** A value of each month, oldest first; `null` is not known, and breaks the line instead of falling to zero. */
export type MonthValue = { readonly month: string; readonly value: number | null }

/** How months and values are said. */
export type MonthWords = { readonly month: (month: string) => string; readonly value: (value: number) => string }

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

function lineIn(box: Box, points: readonly MonthValue[], most: number, withArea: boolean): SceneMark[] {
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [box.left, box.right])
  const y = scaleLinear([0, Math.max(1, most)], [box.bottom, box.top])
  const known = ({ value }: MonthValue) => value !== null
  const across = (_: MonthValue, at: number) => x(at)
  const up = ({ value }: MonthValue) => y(value ?? 0)
  const drawn = [...points]
  const ends = points.findLastIndex(known)
  const last = points[ends]?.value
  return [
    ...(withArea
      ? [
          {
            kind: 'path',
            d: roundPath(area<MonthValue>(across, box.bottom, up).defined(known)(drawn)),
            tone: 'area',
          } as const,
        ]
      : []),
    { kind: 'path', d: roundPath(line<MonthValue>(across, up).defined(known)(drawn)), tone: 'line' },
    ...(last === undefined || last === null
      ? []
      : [{ kind: 'rect', x: x(ends) - 3, y: y(last) - 3, width: 6, height: 6, tone: 'bar' } as const]),
  ]
}

/** One number by month from a zero baseline, first and last month named, the last value said. */
export function trendScene(said: string, points: readonly MonthValue[], words: MonthWords): Scene {
  const box: Box = { left: 4, right: SCENE_WIDTH - 8, top: 34, bottom: 150 }
  const most = Math.max(0, ...points.map(({ value }) => value ?? 0))
  const [first, last] = [points[0], points.at(-1)]
  const end = points.findLast(({ value }) => value !== null)
  const text = (x: number, y: number, said: string, anchor?: 'end', strong = false): SceneMark => ({
    kind: 'text',
    x,
    y,
    words: fitted(said, SCENE_WIDTH / 2),
    tone: strong ? 'ink' : 'soft',
    size: WORDS,
    ...(anchor === undefined ? {} : { anchor }),
    ...(strong ? { strong } : {}),
  })
  return {
    width: SCENE_WIDTH,
    height: 174,
    said,
    marks: [
      { kind: 'path', d: `M0 ${box.top}H${SCENE_WIDTH}`, tone: 'rule' },
      { kind: 'path', d: `M0 ${box.bottom}H${SCENE_WIDTH}`, tone: 'zero' },
      text(0, box.top - 8, words.value(Math.max(1, most))),
      ...lineIn(box, points, most, true),
      ...(end?.value == null ? [] : [text(SCENE_WIDTH, box.top - 8, words.value(end.value), 'end', true)]),
      ...(first === undefined ? [] : [text(0, box.bottom + 18, words.month(first.month))]),
      ...(last === undefined || last === first
        ? []
        : [text(SCENE_WIDTH, box.bottom + 18, words.month(last.month), 'end')]),
    ],
  }
}

const cell = { width: 152, height: 92, gap: 16 }

/** The same plot once for each name, two in a row, all on one scale, so that heights can be held against each other. */
export function multiplesScene(
  said: string,
  series: readonly { readonly name: string; readonly points: readonly MonthValue[] }[],
  words: Pick<MonthWords, 'value'>,
): Scene {
  const most = Math.max(0, ...series.flatMap(({ points }) => points.map(({ value }) => value ?? 0)))
  const marks = series.flatMap(({ name, points }, at): SceneMark[] => {
    const left = (at % 2) * (cell.width + cell.gap)
    const top = Math.floor(at / 2) * cell.height
    const end = points.findLast(({ value }) => value !== null)
    const shown = end?.value == null ? '' : words.value(end.value)
    return [
      { kind: 'text', x: left, y: top + 14, words: fitted(name, cell.width), tone: 'soft', size: WORDS },
      {
        kind: 'text',
        x: left + cell.width,
        y: top + 32,
        words: shown,
        tone: 'ink',
        size: WORDS,
        anchor: 'end',
        strong: true,
      },
      { kind: 'path', d: `M${left} ${top + 74}H${left + cell.width}`, tone: 'zero' },
      ...lineIn({ left: left + 3, right: left + cell.width - 3, top: top + 40, bottom: top + 74 }, points, most, true),
    ]
  })
  return { width: SCENE_WIDTH, height: Math.ceil(series.length / 2) * cell.height, said, marks }
}
