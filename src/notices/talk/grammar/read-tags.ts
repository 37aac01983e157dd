import { editDistance } from '../../../kit/edit-distance'
import { foldWords } from '../../../kit/fold-words'
import { lexicon, type Tag } from './lexicon'

const entries = lexicon.map(([tag, phrase]) => ({ tag, words: foldWords(phrase) }))
/** Phrases by their first word, the longest first. */
const phrases = Map.groupBy(
  entries.filter(({ words }) => words.length > 1).sort((a, b) => b.words.length - a.words.length),
  ({ words }) => words[0] ?? '',
)
const single = new Map(
  entries.flatMap(({ tag, words }) => (words.length === 1 ? [[words[0] ?? '', tag] as const] : [])),
)
const byFirst = Map.groupBy(single.keys(), (word) => word[0] ?? '')

/** From this length on a word is known with one slip. Shorter ones are too near to others. */
const MISSPELT_LENGTH_MIN = 5

/** What each part of a message does, and the numbers in it, in order. */
export type Tagged = { readonly tag: Tag; readonly word: string }

/** Reads folded words as parts: phrases first, then single words, one slip allowed where all words so near mean the same. */
export function readTags(words: readonly string[]): Tagged[] {
  const parts: Tagged[] = []
  for (let at = 0; at < words.length; ) {
    const phrase = phrases
      .get(words[at] ?? '')
      ?.find(({ words: all }) => all.every((word, i) => words[at + i] === word))
    if (phrase !== undefined) {
      parts.push({ tag: phrase.tag, word: phrase.words.join(' ') })
      at += phrase.words.length
      continue
    }
    const word = words[at] ?? ''
    parts.push({ tag: /^\d+$/.test(word) ? 'number' : tagOf(word), word })
    at++
  }
  return parts
}

function tagOf(word: string): Tag {
  const known = single.get(word)
  if (known !== undefined) return known
  if (word.length < MISSPELT_LENGTH_MIN - 1) return 'unknown'
  const near = new Set(
    (byFirst.get(word[0] ?? '') ?? [])
      .filter((one) => one.length >= MISSPELT_LENGTH_MIN && isSlip(one, word))
      .map((one) => single.get(one) ?? 'unknown'),
  )
  const [only] = near
  return near.size === 1 && only !== undefined ? only : 'unknown'
}

// Who does it stands at the end of a verb: «жетті» is no slip of «жеттім», nor «пришли» of «пришла».
const verbal: ReadonlySet<Tag | undefined> = new Set<Tag>(['go', 'decline', 'in', 'out', 'got', 'came', 'nothing'])

const isSlip = (known: string, word: string): boolean =>
  editDistance(known, word, 1) <= 1 && (known.at(-1) === word.at(-1) || !verbal.has(single.get(known)))
