import { type KeyedPhrase, nearestPhrases } from '../../kit/nearest-phrase'
import type { Item } from './item'
import { catalogueEdition, findItem, isOwnItem, listItems, listTaughtWords } from './items'
import { currencyPhrases, moneyPhrases, neverPhrases } from './not-items'

// Keys of what is no item; a colon stands in no id of an item.
const MONEY = 'not:money'
const CURRENCY = 'not:currency'
const NEVER = 'not:never'
const keyed = (key: string, phrases: readonly string[]): KeyedPhrase[] => phrases.map((phrase) => ({ key, phrase }))

const phrasesOf = ({ id, names, synonyms }: Item): KeyedPhrase[] =>
  keyed(id, [...new Set([names.kk, names.ru, names.en, ...synonyms.kk, ...synonyms.ru, ...synonyms.en])])

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

const makeFinder = () =>
  nearestPhrases(
    [
      ...listItems().flatMap(phrasesOf),
      ...[...listTaughtWords()].map(([phrase, key]) => ({ key, phrase })),
      ...keyed(MONEY, moneyPhrases),
      ...keyed(CURRENCY, currencyPhrases),
      ...keyed(NEVER, neverPhrases),
    ],
    noise,
  )

let finder: { readonly near: ReturnType<typeof makeFinder>; readonly edition: number } | undefined

// Made when first asked after the catalogue changed: an import changes it thousands of times.
function near(...asked: Parameters<ReturnType<typeof makeFinder>>) {
  if (finder?.edition !== catalogueEdition()) finder = { near: makeFinder(), edition: catalogueEdition() }
  return finder.near(...asked)
}

/** An item free words may mean; `score` in (0, 1], 1 when a name or synonym was said exactly. */
export type ItemMatch = { readonly item: Item; readonly score: number }

/** What free words name: items, best first; or money, which is no item; or nothing that is in the catalogue. */
export type Named =
  | { readonly kind: 'items'; readonly matches: readonly [ItemMatch, ...ItemMatch[]] }
  | { readonly kind: 'money' }
  | { readonly kind: 'nothing' }

/** From this score on a match is taken where nobody chooses. */
export const TAKEN_SCORE_MIN = 0.7

/** While somebody types, more is offered: who says "blanket" may mean the warm one. */
const TYPING_SCORE_MIN = 0.3

/** How many items a search answers at most. */
export const MATCHES_MAX = 5

/**
 * What free words name, in Kazakh, Russian or English, misspelt or inflected. A proposal: the words stay as said beside the line, and a
 * person accepts or changes it. Alcohol and weapons name nothing here.
 * @param typing the last word may not be finished
 */
export function nameOf(words: string, { typing = false } = {}): Named {
  const found = near(words, typing ? { typing, scoreMin: TYPING_SCORE_MIN } : {})
  const scoreOf = (wanted: string): number => found.find(({ key }) => key === wanted)?.score ?? 0
  const matches = found.flatMap(({ key, score }): ItemMatch[] => {
    const item = findItem(key)
    return item === undefined ? [] : [{ item, score }]
  })
  // Named equally well, our own has the weights, the substitutes and the three languages.
  matches.sort((a, b) => b.score - a.score || Number(isOwnItem(b.item.id)) - Number(isOwnItem(a.item.id)))
  const best = matches[0]?.score ?? 0
  if (scoreOf(MONEY) > 0 && scoreOf(MONEY) >= best) return { kind: 'money' }
  if (scoreOf(CURRENCY) > 0 && best === 0) return { kind: 'money' }
  const [first, ...others] = matches
  if (first === undefined || scoreOf(NEVER) >= best) return { kind: 'nothing' }
  return { kind: 'items', matches: [first, ...others.slice(0, MATCHES_MAX - 1)] }
}

/** Items that free words may mean, best first, at most {@link MATCHES_MAX}; none for money. */
export function matchItems(words: string): readonly ItemMatch[] {
  const named = nameOf(words)
  return named.kind === 'items' ? named.matches : []
}

/** The nearest item, or undefined when nothing is near. */
export const matchItem = (words: string): ItemMatch | undefined => matchItems(words)[0]

/** Whether words ask for money or offer it: money is not an item. */
export const namesMoney = (words: string): boolean => nameOf(words).kind === 'money'
