import { fitted, SCENE_WIDTH, type Scene, type SceneMark, WORDS } from './scene'

/** A bar: its name, its amount and how it is said; `null` is not known and is drawn as no bar at all. */
export type SceneBar = { readonly label: string; readonly value: number | null; readonly said: string }

const row = 40
const saidWidth = 96

/** Amounts from zero, one under the other, each with its name above and its value beside: bars of any name fit a phone. */
export function barsScene(said: string, bars: readonly SceneBar[]): Scene {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0))
  const room = SCENE_WIDTH - saidWidth
  const marks = bars.flatMap(({ label, value, said: words }, at): SceneMark[] => {
    const top = at * row
    const width = ((value ?? 0) / most) * room
    return [
      { kind: 'text', x: 0, y: top + 14, words: fitted(label, SCENE_WIDTH), tone: 'soft', size: WORDS },
      ...(width > 0 ? [{ kind: 'rect', x: 0, y: top + 20, width, height: 13, tone: 'bar' } as const] : []),
      {
        kind: 'text',
        x: width + 6,
        y: top + 31,
        words: fitted(words, SCENE_WIDTH - width - 6),
        tone: 'ink',
        size: WORDS,
        strong: true,
      },
    ]
  })
  const height = bars.length * row
  return {
    width: SCENE_WIDTH,
    height,
    said,
    marks: [...marks, { kind: 'path', d: `M0 0V${height}`, tone: 'zero' }],
  }
}
