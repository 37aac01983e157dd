import { foldWords } from './fold-words'
import { type ComparedWord, comparedWord, stemOf, wordShelf, wordsAlike } from './word-likeness'

/** A phrase that stands for a key; several phrases may stand for one. */
export type KeyedPhrase = { readonly key: string; readonly phrase: string }

/** A key near to what was said; `score` in (0, 1], 1 when one of its phrases was said exactly. */
export type NearKey = { readonly key: string; readonly score: number }

type Word = ComparedWord & { readonly weight: number; readonly entries: Entry[] }
type Entry = { readonly key: string; readonly words: readonly Word[]; readonly weight: number }

/** How to look: `scoreMin` is the least score worth telling (0.6); `typing` says that the last word may not be finished. */
export type NearestOptions = { readonly scoreMin?: number; readonly typing?: boolean }

const SAID_WORDS_MAX = 40

/**
 * Finder of the keys nearest to free words in any of the languages the phrases are written in; tolerant to misspelling, endings,
 * keyboards and extra words. Rare words weigh more than words many phrases share.
 * @param phrases every phrase of every key
 * @param noise words that carry no meaning here ("help", "need"), left out on both sides unless nothing else is left
 * @returns function giving keys best first, each key once; of equals, the one said letter for letter, then by key
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
  const weightOf = (stem: string): number => 1 / Math.sqrt(keysOf.get(stem)?.size ?? 1)
  const vocabulary = new Map<string, Word>()
  const wordOf = (whole: string): Word => {
    const known = vocabulary.get(whole)
    if (known !== undefined) return known
    const compared = comparedWord(whole)
    const word: Word = { ...compared, weight: weightOf(compared.stem), entries: [] }
    vocabulary.set(whole, word)
    return word
  }
  for (const { key, words: wholes } of folded) {
    const words = wholes.map(wordOf)
    const entry: Entry = { key, words, weight: words.reduce((sum, word) => sum + word.weight, 0) }
    for (const word of new Set(words)) word.entries.push(entry)
  }
  const letterForLetter = new Map<string, Set<string>>()
  for (const { key, phrase } of phrases) {
    const written = asWritten(phrase)
    letterForLetter.set(written, (letterForLetter.get(written) ?? new Set()).add(key))
  }
  const words = [...vocabulary.values()]
  const shelf = wordShelf(words)
  const sorted = words.toSorted((a, b) => (a.whole < b.whole ? -1 : 1))

  /** Words of the vocabulary like the one said. A word still being typed is like those it begins, more so the further it has come. */
  function likenesses(said: ComparedWord, isOpen: boolean): ReadonlyMap<Word, number> {
    const like = new Map<Word, number>()
    shelf(said, (at) => {
      const word = words[at]
      const likeness = word === undefined ? 0 : wordsAlike(said, word)
      if (word !== undefined && likeness > 0) like.set(word, likeness)
    })
    if (!isOpen || said.whole.length < 2) return like
    for (let at = firstFrom(sorted, said.whole); sorted[at]?.whole.startsWith(said.whole); at++) {
      const word = sorted[at]
      if (word === undefined) break
      like.set(word, Math.max(like.get(word) ?? 0, 0.75 + (0.25 * said.whole.length) / word.whole.length))
    }
    return like
  }

  return (text: string, { scoreMin = 0.6, typing = false }: NearestOptions = {}): NearKey[] => {
    const wholes = telling(foldWords(text).slice(0, SAID_WORDS_MAX))
    const said = wholes.map((whole, i) => {
      const compared = comparedWord(whole)
      const isOpen = typing && i === wholes.length - 1
      return { weight: weightOf(compared.stem), like: likenesses(compared, isOpen) }
    })
    const saidWeight = said.reduce((sum, { weight }) => sum + weight, 0)
    const candidates = new Set<Entry>()
    for (const { like } of said) for (const word of like.keys()) for (const entry of word.entries) candidates.add(entry)
    const best = new Map<string, number>()
    for (const entry of candidates) {
      let phraseFound = 0
      for (const word of entry.words) {
        let most = 0
        for (const { like } of said) most = Math.max(most, like.get(word) ?? 0)
        phraseFound += most * word.weight
      }
      const ofPhrase = phraseFound / entry.weight
      if (ofPhrase < scoreMin) continue
      let saidFound = 0
      for (const { like, weight } of said) {
        let most = 0
        for (const word of entry.words) most = Math.max(most, like.get(word) ?? 0)
        saidFound += most * weight
      }
      const score = ofPhrase * (0.65 + (0.35 * saidFound) / saidWeight)
      if (score >= scoreMin && score > (best.get(entry.key) ?? 0)) best.set(entry.key, score)
    }
    const exact = letterForLetter.get(asWritten(text))
    const isExact = (key: string): number => (exact?.has(key) ? 1 : 0)
    return [...best]
      .map(([key, score]) => ({ key, score }))
      .sort((a, b) => b.score - a.score || isExact(b.key) - isExact(a.key) || (a.key < b.key ? -1 : 1))
  }
}

const asWritten = (text: string): string => text.trim().toLowerCase()

/** Place of the first word not before `whole`, of words in order. */
function firstFrom(sorted: readonly Word[], whole: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.whole ?? '') < whole) low = middle + 1
    else high = middle
  }
  return low
}
