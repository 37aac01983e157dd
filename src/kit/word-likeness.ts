import { editDistance } from './edit-distance'

/** A folded word, with what comparing it needs. */
export type ComparedWord = {
  readonly whole: string
  readonly stem: string
  readonly wholeLetters: number
  readonly stemLetters: number
}

// Endings of Kazakh, Russian and English cases and plurals in the folded alphabet, longest first. Only for comparing, so crude is enough.
const ENDINGS =
  /(larin|lerin|imizdi|imizge|ingiz|iami|ami|imi|ogo|ego|omu|emu|nin|din|tin|men|ben|pen|dan|den|tan|ten|nan|nen|lar|ler|dar|der|tar|ter|iah|iam|iai|aia|iia|oie|iie|oi|ei|ii|ai|ah|am|ov|ev|om|em|ga|ge|ka|ke|di|ti|ni|da|de|ta|te|si|ing|ed|es|ia|ie|iu|s|a|e|i|o|u)$/

/** A folded word without its ending; what would be left too short stays whole. */
export function stemOf(word: string): string {
  const stem = word.replace(ENDINGS, '')
  return stem.length >= 3 ? stem : word
}

/** Prepares a folded word for {@link wordsAlike}. */
export function comparedWord(whole: string): ComparedWord {
  const stem = stemOf(whole)
  return { whole, stem, wholeLetters: lettersOf(whole), stemLetters: lettersOf(stem) }
}

/** Which of 26 letters a word holds, a bit each: one edit changes at most two of them, which spares most comparisons. */
function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) {
    const at = word.charCodeAt(i) - 97
    if (at >= 0 && at < 26) letters |= 1 << at
  }
  return letters
}

function bitsOf(letters: number): number {
  let left = letters - ((letters >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

const allowedEdits = (longest: number): number => (longest >= 9 ? 3 : longest >= 6 ? 2 : 1)

/**
 * Many words side by side, so that the few that may be like one are found without looking at the others: letters and lengths stand in
 * rows of numbers.
 */
export function wordShelf(words: readonly ComparedWord[]) {
  const wholes = Int32Array.from(words, ({ wholeLetters }) => wholeLetters)
  const stems = Int32Array.from(words, ({ stemLetters }) => stemLetters)
  const lengths = Uint16Array.from(words, ({ whole }) => whole.length)
  const stemLengths = Uint16Array.from(words, ({ stem }) => stem.length)
  const near = (aLength: number, bLength: number, letters: number): boolean => {
    const allowed = allowedEdits(Math.max(aLength, bLength))
    return Math.abs(aLength - bLength) <= allowed && bitsOf(letters) <= 2 * allowed
  }
  /** Calls `found` with the place of every word that {@link wordsAlike} may find like this one. */
  return (said: ComparedWord, found: (at: number) => void): void => {
    for (let at = 0; at < wholes.length; at++) {
      if (
        near(said.whole.length, lengths[at] ?? 0, said.wholeLetters ^ (wholes[at] ?? 0)) ||
        near(said.stem.length, stemLengths[at] ?? 0, said.stemLetters ^ (stems[at] ?? 0))
      )
        found(at)
    }
  }
}

/** How alike two strings are: 1 the same, 0 nothing shared or not worth comparing. A wrong first letter is rare, so it costs double. */
function alike(a: string, b: string, aLetters: number, bLetters: number): number {
  if (a === b) return 1
  const longest = Math.max(a.length, b.length)
  if (longest < 4) return 0
  const allowed = allowedEdits(longest)
  if (Math.abs(a.length - b.length) > allowed || bitsOf(aLetters ^ bLetters) > 2 * allowed) return 0
  const edits = editDistance(a, b, allowed)
  return edits > allowed ? 0 : 1 - (edits + (a[0] === b[0] ? 0 : 1)) / longest
}

/** How alike two words are whatever their endings: 1 the same, below 0.7 counts as 0. */
export function wordsAlike(a: ComparedWord, b: ComparedWord): number {
  if (a.whole === b.whole) return 1
  const likeness = Math.max(
    0.97 * alike(a.stem, b.stem, a.stemLetters, b.stemLetters),
    alike(a.whole, b.whole, a.wholeLetters, b.wholeLetters),
  )
  return likeness >= 0.7 ? likeness : 0
}
