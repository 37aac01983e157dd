import { findItem, type Item, matchItems, parseQuantity } from '../../needs'
import { type Condition, conditions } from '../pledge'

/** A day as typed, ISO; null for none, undefined for what is no day. */
export function parseDay(text: string | undefined): string | null | undefined {
  const typed = (text ?? '').trim()
  if (typed === '') return null
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

/** The condition somebody chose. */
export const parseCondition = (text: string | undefined): Condition | undefined =>
  conditions.find((one) => one === text)

/** A whole number from nothing up, as counted: what a count can come to. */
export function parseCount(text: string | undefined, unit: string): number | undefined {
  const typed = (text ?? '').trim()
  if (/^0+([.,]0+)?\s*\p{L}*$/u.test(typed)) return 0
  return parseQuantity(typed, unit as Item['unit'])
}

const SURE = 0.95

/** The item somebody means: the one they picked, else the one whose name they typed exactly. Services are no goods. */
export function chooseItem(picked: string | undefined, words: string): Item | undefined {
  const chosen = picked === undefined || picked === '' ? undefined : findItem(picked)
  const [best] = chosen === undefined ? listMatches(words) : [chosen]
  return best === undefined || best.group === 'service' ? undefined : best
}

/** Goods these words may mean, surest first; one alone where it was said exactly. */
export function listMatches(words: string): Item[] {
  if (words.trim() === '') return []
  const matches = matchItems(words.slice(0, 120)).filter(({ item }) => item.group !== 'service')
  const [best] = matches
  if (best !== undefined && best.score >= SURE) return [best.item]
  return matches.map(({ item }) => item)
}
