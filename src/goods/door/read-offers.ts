import { matchItems, namesMoney, parseQuantity } from '../../needs'
import { OFFERS_MAX, type Offer } from './offer'
import { splitAmount } from './split-amount'

/** From here on a match is taken for what was meant; below, the reader is asked. */
const SCORE_MIN = 0.7
const WORDS_MAX = 200

/** What somebody says they have, line by line, empty lines left out; a line that names several things is several. At most {@link OFFERS_MAX}. */
export const readOffers = (text: string): Offer[] =>
  text
    .split(/[\n;]/u)
    .slice(0, OFFERS_MAX)
    .flatMap((line) => thingsOf(line.trim()))
    .map((line) => line.slice(0, WORDS_MAX))
    .filter((line) => line !== '')
    .slice(0, OFFERS_MAX)
    .map(readOffer)

// A comma between two digits belongs to a number.
const BETWEEN = /\s*(?:,(?!\d)|(?<!\d),|\+|\s(?:and|и|да|және|мен)\s)\s*/u

/**
 * The things of one line: «20 toothbrushes, 1 cool box» are two, «tea, sugar, salt» is one of the catalogue, and so are «warm blankets, new».
 * Several are meant where two parts say how many, or where two parts are different things.
 */
function thingsOf(line: string): string[] {
  const parts = line.split(BETWEEN).filter((part) => part !== '')
  if (parts.length < 2 || (matchItems(splitAmount(line).thing)[0]?.score ?? 0) >= 1) return [line]
  const read = parts.map((part) => ({ ...splitAmount(part), item: understood(part) }))
  const counted = read.filter(({ thing, amount }) => thing !== '' && amount !== '').length
  const different = new Set(read.flatMap(({ item }) => item ?? [])).size
  const isList = read.every(({ thing }) => thing !== '') && (counted > 1 || different > 1)
  return isList ? parts : [line]
}

function understood(part: string): string | undefined {
  const [best] = matchItems(splitAmount(part).thing)
  return best !== undefined && best.score >= SCORE_MIN ? best.item.id : undefined
}

function readOffer(words: string): Offer {
  const { thing, amount } = splitAmount(words)
  const matches = matchItems(thing)
  const [best] = matches
  if (best === undefined && namesMoney(thing)) return { kind: 'money', words }
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
