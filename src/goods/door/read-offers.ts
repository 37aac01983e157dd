import { matchItems, parseQuantity } from '../../needs'
import { OFFERS_MAX, type Offer } from './offer'
import { splitAmount } from './split-amount'

/** From here on a match is taken for what was meant; below, the reader is asked. */
const SCORE_MIN = 0.7
const WORDS_MAX = 200

/** What somebody says they have, line by line, empty lines left out; at most {@link OFFERS_MAX}. */
export const readOffers = (text: string): Offer[] =>
  text
    .split(/[\n;]/u)
    .map((line) => line.trim().slice(0, WORDS_MAX))
    .filter((line) => line !== '')
    .slice(0, OFFERS_MAX)
    .map(readOffer)

function readOffer(words: string): Offer {
  const { thing, amount } = splitAmount(words)
  const matches = matchedBefore(thing)
  const [best] = matches
  if (best === undefined || best.score < SCORE_MIN)
    return {
      kind: 'unknown',
      words,
      candidates: matches
        .map(({ item }) => item)
        .filter(isGoods)
        .slice(0, 3),
    }
  const { item } = best
  if (!isGoods(item)) return { kind: 'service', words, item }
  const quantity = amount === '' ? undefined : parseQuantity(amount, item.unit)
  return amount !== '' && quantity === undefined
    ? { kind: 'wrong-amount', words, item }
    : { kind: 'item', words, item, quantity }
}

const isGoods = ({ group }: { readonly group: string }): boolean => group !== 'service'

const KEPT_MAX = 5000
const KEPT_LETTERS_MAX = 60
const kept = new Map<string, ReturnType<typeof matchItems>>()

// Finding compares every phrase of three languages, and donors have much the same things: short wordings are remembered for a while.
function matchedBefore(thing: string): ReturnType<typeof matchItems> {
  const key = thing.toLowerCase()
  if (key.length > KEPT_LETTERS_MAX) return matchItems(thing)
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= KEPT_MAX) kept.clear()
  const matches = matchItems(thing)
  kept.set(key, matches)
  return matches
}
