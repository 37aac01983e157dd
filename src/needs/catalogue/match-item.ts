import { type KeyedPhrase, nearestPhrases } from '../../kit/nearest-phrase'
import type { Item } from './item'
import { findItem, items } from './items'

const phrases: KeyedPhrase[] = items.flatMap(({ id, names, synonyms }) =>
  [names.kk, names.ru, names.en, ...synonyms.kk, ...synonyms.ru, ...synonyms.en].map((phrase) => ({ key: id, phrase })),
)

const noise = [
  'нужен',
  'нужна',
  'нужно',
  'нужны',
  'надо',
  'срочно',
  'помогите',
  'помощь',
  'пожалуйста',
  'для',
  'на',
  'и',
  'или',
  'с',
  'в',
  'без',
  'от',
  'штук',
  'литров',
  'керек',
  'қажет',
  'көмек',
  'шұғыл',
  'өтінемін',
  'үшін',
  'және',
  'мен',
  'немесе',
  'дана',
  'литр',
  'need',
  'needed',
  'help',
  'urgent',
  'please',
  'for',
  'and',
  'or',
  'with',
  'the',
  'a',
  'to',
  'of',
  'some',
  'other',
  'others',
  'items',
]

const near = nearestPhrases(phrases, noise)

/** An item free words may mean; `score` in (0, 1], 1 when a name or synonym was said exactly. */
export type ItemMatch = { readonly item: Item; readonly score: number }

/**
 * Items that free words may mean, in Kazakh, Russian or English, misspelt or inflected, best first, at most five. A proposal: the words
 * stay as said beside the line, and a person accepts or changes it.
 */
export const matchItems = (words: string): ItemMatch[] =>
  near(words)
    .slice(0, 5)
    .flatMap(({ key, score }) => {
      const item = findItem(key)
      return item === undefined ? [] : [{ item, score }]
    })

/** The nearest item, or undefined when nothing is near. */
export const matchItem = (words: string): ItemMatch | undefined => matchItems(words)[0]
