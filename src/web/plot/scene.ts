/** What a mark means; the page gives it a colour of its theme, a printed report one of ink on paper. */
export type Tone =
  | 'ink'
  | 'soft'
  | 'inverse'
  | 'line'
  | 'area'
  | 'bar'
  | 'rule'
  | 'zero'
  | 'none'
  | `step-${0 | 1 | 2 | 3 | 4 | 5}`

/** A thing drawn. A path is filled, unless its tone is a line's; `d` is an SVG path with absolute or relative moves. */
export type SceneMark =
  | { readonly kind: 'path'; readonly d: string; readonly tone: Tone }
  | {
      readonly kind: 'rect'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly tone: Tone
    }
  | {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      readonly words: string
      readonly tone: Tone
      readonly size: number
      readonly anchor?: 'middle' | 'end'
      readonly strong?: boolean
    }

/** A picture as a value: drawn as SVG on a page and as vectors in a PDF, from the same marks. `said` tells in one sentence what it shows. */
export type Scene = {
  readonly width: number
  readonly height: number
  readonly said: string
  readonly marks: readonly SceneMark[]
}

/** Tones that are drawn as a line along the path; all others fill it. */
export const isLine = (tone: Tone): boolean => tone === 'line' || tone === 'rule' || tone === 'zero'

/** Width of the pictures that are plots: what a phone of 360 px leaves beside its margins, so that words do not shrink. */
export const SCENE_WIDTH = 320
/** Size of words in a plot of {@link SCENE_WIDTH}. */
export const WORDS = 14

/** Words cut to the room there is, about `width` units at a size; what is cut stands whole in the table beside. */
export function fitted(words: string, width: number, size = WORDS): string {
  const letters = Math.floor(width / (size * 0.56))
  return words.length <= letters ? words : `${words.slice(0, Math.max(1, letters - 1)).trimEnd()}…`
}
