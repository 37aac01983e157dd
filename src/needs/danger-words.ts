import { editDistance } from '../kit/edit-distance'
import { foldWords } from '../kit/fold-words'
import { type DangerKind, dangerKinds, dangerPhrases, harmlessPhrases } from './danger-phrases'

type Word = { readonly text: string; readonly open: boolean }
type Pattern = { readonly words: readonly Word[]; readonly kind?: DangerKind }

// Each word once, however many phrases it stands in, found by its first letter: what was said is compared with a few dozen of them.
const words = new Map<string, Word>()
const byLetter = new Map<string, Word[]>()

function wordOf(written: string): Word {
  const text = foldWords(written).join('')
  const open = written.endsWith('*')
  const key = open ? `${text}*` : text
  const known = words.get(key)
  if (known !== undefined) return known
  const word = { text, open }
  words.set(key, word)
  const letter = text.slice(0, 1)
  byLetter.set(letter, [...(byLetter.get(letter) ?? []), word])
  return word
}

const toPattern = (phrase: string, kind?: DangerKind): Pattern => ({
  words: phrase.split(' ').map(wordOf),
  ...(kind === undefined ? {} : { kind }),
})

const alarms: readonly Pattern[] = dangerKinds.flatMap((kind) =>
  dangerPhrases[kind].map((phrase) => toPattern(phrase, kind)),
)
const calms: readonly Pattern[] = harmlessPhrases.map((phrase) => toPattern(phrase))

const GAP_WORDS_MAX = 2
/** From this length on a word of danger is heard with one letter wrong: «задыхюсь», "unconcious". Shorter ones have neighbours («пожар», «пожал»). */
const MISSPELT_LENGTH_MIN = 7

function isWord({ text, open }: Word, said: string): boolean {
  if (open ? said.startsWith(text) : said === text) return true
  if (text.length < MISSPELT_LENGTH_MIN) return false
  if (!open) return editDistance(said, text, 1) <= 1
  return [-1, 0, 1].some((more) => editDistance(said.slice(0, text.length + more), text, 1) <= 1)
}

/** Where each word that some phrase knows was said. */
type Heard = ReadonlyMap<Word, readonly number[]>

function hear(said: readonly string[]): Heard {
  const heard = new Map<Word, number[]>()
  for (const [spoken, positions] of Map.groupBy(said.keys(), (at) => said[at] ?? '')) {
    for (const word of byLetter.get(spoken.slice(0, 1)) ?? []) {
      if (isWord(word, spoken)) heard.set(word, [...(heard.get(word) ?? []), ...positions])
    }
  }
  return heard
}

/** Positions of the words of a phrase that begin at `from`, near each other in any order; or undefined. */
function matchAt(pattern: Pattern, heard: Heard, from: number): number[] | undefined {
  const positions: number[] = []
  const last = from + (pattern.words.length - 1) * (GAP_WORDS_MAX + 1)
  for (const word of pattern.words) {
    const at = heard.get(word)?.find((one) => one >= from && one <= last && !positions.includes(one))
    if (at === undefined) return undefined
    positions.push(at)
  }
  return positions
}

function* matches(patterns: readonly Pattern[], heard: Heard) {
  for (const pattern of patterns) {
    if (!pattern.words.every((word) => heard.has(word))) continue
    for (const from of new Set(pattern.words.flatMap((word) => heard.get(word) ?? []))) {
      const positions = matchAt(pattern, heard, from)
      if (positions !== undefined) yield { pattern, positions }
    }
  }
}

/** Words of danger found in what someone said. */
export type Danger = { readonly kind: DangerKind; readonly words: string }

/**
 * The first danger to life that `text` tells of, in Kazakh (Cyrillic or Latin), Russian or English, or undefined.
 * Leans to alarm: a needless call costs a minute, a missed one a life. It reads words, not sense, so «не тонем» alarms too.
 * @returns kind, and the words that gave it in folded letters (for a log that must not keep what was said, use the kind alone)
 */
export function findDanger(text: string): Danger | undefined {
  // «пожааар»: a letter drawn out is one letter.
  const said = foldWords(text.replaceAll(/['’ʼ`´]/g, '').replaceAll(/(\p{L})\1{2,}/gu, '$1'))
  const heard = hear(said)
  const calmed = new Set<number>()
  for (const { positions } of matches(calms, heard)) for (const at of positions) calmed.add(at)
  for (const { pattern, positions } of matches(alarms, heard)) {
    if (pattern.kind === undefined || positions.every((at) => calmed.has(at))) continue
    return { kind: pattern.kind, words: positions.map((at) => said[at]).join(' ') }
  }
  return undefined
}

/** Whether `text` tells of danger to life; see {@link findDanger}. */
export const soundsLikeDanger = (text: string): boolean => findDanger(text) !== undefined
