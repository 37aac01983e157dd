import { foldWords } from './fold-words'

/** A phrase that stands for a key; several phrases may stand for one. */
export type KeyedPhrase = { readonly key: string; readonly phrase: string }

/** A key near to what was said; `score` in (0, 1], 1 when one of its phrases was said exactly. */
export type NearKey = { readonly key: string; readonly score: number }

type Word = { readonly whole: string; readonly stem: string; readonly weight: number }
type Entry = { readonly key: string; readonly words: readonly Word[] }

// Endings of Kazakh, Russian and English cases and plurals in the folded alphabet, longest first. Only for comparing, so crude is enough.
const ENDINGS =
  /(larin|lerin|imizdi|imizge|ingiz|iami|ami|imi|ogo|ego|omu|emu|nin|din|tin|men|ben|pen|dan|den|tan|ten|nan|nen|lar|ler|dar|der|tar|ter|iah|iam|iai|aia|iia|oie|iie|oi|ei|ii|ai|ah|am|ov|ev|om|em|ga|ge|ka|ke|di|ti|ni|da|de|ta|te|si|ing|ed|es|ia|ie|iu|s|a|e|i|o|u)$/

const stemOf = (word: string): string => {
  const stem = word.replace(ENDINGS, '')
  return stem.length >= 3 ? stem : word
}

/** Edits (insert, delete, replace, swap of neighbours) from `a` to `b`, given up on (as `limit` + 1) beyond `limit`. */
export function editDistance(a: string, b: string, limit = 8): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast = new Array<number>(b.length + 1).fill(0)
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, limit + 1)
}

/** How alike two strings are: 1 the same, 0 nothing shared or not worth comparing. A wrong first letter is rare, so it costs double. */
function alike(a: string, b: string): number {
  if (a === b) return 1
  const longest = Math.max(a.length, b.length)
  if (longest < 4) return 0
  const allowed = longest >= 9 ? 3 : longest >= 6 ? 2 : 1
  const edits = editDistance(a, b, allowed)
  return edits > allowed ? 0 : 1 - (edits + (a[0] === b[0] ? 0 : 1)) / longest
}

function wordsAlike(a: Word, b: Word): number {
  if (a.whole === b.whole) return 1
  const likeness = Math.max(0.97 * alike(a.stem, b.stem), alike(a.whole, b.whole))
  return likeness >= 0.7 ? likeness : 0
}

/** For each of `ours` the best likeness among `theirs`, weighted, as a share of all weight. */
function coverage(ours: readonly Word[], theirs: readonly Word[], likeness: (a: Word, b: Word) => number): number {
  let found = 0
  let all = 0
  for (const word of ours) {
    let best = 0
    for (const other of theirs) best = Math.max(best, likeness(word, other))
    found += best * word.weight
    all += word.weight
  }
  return all === 0 ? 0 : found / all
}

/** {@link wordsAlike} remembered for one question: phrases share most of their words. */
function remembered(): (a: Word, b: Word) => number {
  const known = new Map<Word, Map<Word, number>>()
  return (a, b) => {
    const row = known.get(a) ?? new Map<Word, number>()
    known.set(a, row)
    const likeness = row.get(b) ?? wordsAlike(a, b)
    row.set(b, likeness)
    return likeness
  }
}

/**
 * Finder of the keys nearest to free words in any of the languages the phrases are written in; tolerant to misspelling, endings,
 * keyboards and extra words. Rare words weigh more than words many phrases share.
 * @param phrases every phrase of every key
 * @param noise words that carry no meaning here ("help", "need"), left out on both sides unless nothing else is left
 * @returns function giving keys best first, ties by key, each key once, only with score at least `scoreMin` (0.6)
 */
export function nearestPhrases(phrases: readonly KeyedPhrase[], noise: readonly string[] = []) {
  const noisy = new Set(noise.flatMap(foldWords).map(stemOf))
  const telling = (all: readonly string[]): readonly string[] => {
    const kept = all.filter((word) => !noisy.has(stemOf(word)))
    return kept.length > 0 ? kept : all
  }
  const folded = phrases.map(({ key, phrase }) => ({ key, words: telling(foldWords(phrase)) }))
  const keysOf = new Map<string, Set<string>>()
  for (const { key, words } of folded) {
    for (const word of words) {
      const stem = stemOf(word)
      keysOf.set(stem, (keysOf.get(stem) ?? new Set()).add(key))
    }
  }
  const weigh = (whole: string): Word => {
    const stem = stemOf(whole)
    return { whole, stem, weight: 1 / Math.sqrt(keysOf.get(stem)?.size ?? 1) }
  }
  const words = new Map<string, Word>()
  const wordOf = (whole: string): Word => {
    const word = words.get(whole) ?? weigh(whole)
    words.set(whole, word)
    return word
  }
  const entries: Entry[] = folded.map(({ key, words }) => ({ key, words: words.map(wordOf) }))

  return (text: string, scoreMin = 0.6): NearKey[] => {
    const said = telling(foldWords(text).slice(0, 40)).map(weigh)
    if (said.length === 0) return []
    const likeness = remembered()
    const best = new Map<string, number>()
    for (const entry of entries) {
      const ofPhrase = coverage(entry.words, said, (a, b) => likeness(b, a))
      if (ofPhrase < scoreMin) continue
      const score = ofPhrase * (0.65 + 0.35 * coverage(said, entry.words, likeness))
      if (score >= scoreMin && score > (best.get(entry.key) ?? 0)) best.set(entry.key, score)
    }
    return [...best]
      .map(([key, score]) => ({ key, score }))
      .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
  }
}
