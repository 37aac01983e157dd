import { type AttributeId, type Attributes, attributeValues } from './attribute'
import type { Item } from './item'

/** Words that count what they follow: "20 pairs" is no size. */
const COUNTED = /^(пар|шт|дана|жұп|упак|пач|pair|piece|pcs|pack|кг|kg|литр|л$|мешк)/u

/**
 * What the words of a line say beside the thing itself: "сапоги 43", "памперсы 4", "куртка XL на мальчика". Only what may be asked of the
 * item is read, and only answers there are.
 */
export function readAttributes(item: Item, words: string): Attributes {
  const said = words.toLowerCase().normalize('NFC')
  const read: Partial<Record<AttributeId, string>> = {}
  for (const id of item.attributes ?? []) {
    const value = readers[id](said)
    if (value !== undefined && (attributeValues[id] as readonly string[]).includes(value)) read[id] = value
  }
  return read
}

const firstOf = (said: string, meanings: readonly (readonly [RegExp, string])[]): string | undefined =>
  meanings.find(([pattern]) => pattern.test(said))?.[1]

/** Numbers that stand for themselves: not a count of pairs, not an age, not part of a longer number. */
function sizesIn(said: string): number[] {
  return [...said.matchAll(/(?<![\d.,])(\d{1,3})(?![\d]|[.,]\d)\s*([\p{L}]*)/gu)].flatMap(([, number, next = '']) =>
    COUNTED.test(next) || AGE_WORD.test(next) ? [] : [Number(number)],
  )
}

const between = (said: string, from: number, to: number): string | undefined => {
  const size = sizesIn(said).find((number) => number >= from && number <= to)
  return size === undefined ? undefined : String(size)
}

// Cyrillic letters that look Latin are read as such: ХЛ, М, ХЛ are typed on the keyboard at hand.
function letterSize(said: string): string | undefined {
  const latin = said.replaceAll('х', 'x').replaceAll('м', 'm').replaceAll('с', 's').replaceAll('л', 'l')
  const found = /(?<![\p{L}\d'’])([3-5]xl|x{0,3}l|x{0,2}s|m)(?![\p{L}\d])/u.exec(latin)?.[1]
  return found === 'xxxl' ? '3XL' : found === 'xxs' ? 'XS' : found?.toUpperCase()
}

const AGE_WORD = /^(лет|год|года|жас|жаста|y$|yr|year|мес|ай$|айлық|month)/u
const AGED = /(\d{1,3})\s*(?:-?х?\s*)(лет|год|жас|years?|yr|yo\b|мес|ай(?!\p{L}*р)|months?)/u

function ageBand(said: string): string | undefined {
  const found = AGED.exec(said)
  if (found === null) return /новорожд|нәресте|newborn/u.test(said) ? '0-5-months' : undefined
  const number = Number(found[1])
  if (/^(мес|ай|month)/u.test(found[2] ?? '') && number < 12) return number < 6 ? '0-5-months' : '6-11-months'
  const years = /^(мес|ай|month)/u.test(found[2] ?? '') ? Math.floor(number / 12) : number
  const bands = [
    [1, '6-11-months'],
    [3, '1-2'],
    [6, '3-5'],
    [10, '6-9'],
    [14, '10-13'],
    [18, '14-17'],
    [60, '18-59'],
  ] as const
  return bands.find(([below]) => years < below)?.[1] ?? '60'
}

const HEIGHT_FROM = 50
const HEIGHT_STEP = 6

function childHeight(said: string): string | undefined {
  const found = /(?:рост\p{L}*|бойы|height|размер|өлшем\p{L}*|size)\s*(\d{2,3})|(\d{2,3})\s*(?:см|cm)(?!\p{L})/u.exec(
    said,
  )
  if (found === null) return undefined
  const centimetres = Number(found[1] ?? found[2])
  return String(HEIGHT_FROM + Math.round((centimetres - HEIGHT_FROM) / HEIGHT_STEP) * HEIGHT_STEP)
}

const readers: Readonly<Record<AttributeId, (said: string) => string | undefined>> = {
  wearer: (said) =>
    firstOf(said, [
      [/девоч|қыз бала|қызға|girl/u, 'girl'],
      [/мальчик|ұл бала|ұлға|\bboy/u, 'boy'],
      [/женск|женщин|әйел|woman|women|ladies/u, 'woman'],
      [/мужск|мужчин|ерлер|ер адам|еркек|\bman\b|\bmen\b|\bmen['’]s/u, 'man'],
    ]),
  'clothing-size': (said) => letterSize(said) ?? evenSize(said),
  'child-height': childHeight,
  'shoe-size': (said) => between(said, 16, 50),
  'nappy-size': (said) => between(said, 1, 7),
  'adult-nappy-size': letterSize,
  age: ageBand,
  season: (said) =>
    firstOf(said, [
      [/зимн|қысқы|winter|утепл/u, 'winter'],
      [/демисезон|осенн|весенн|күзгі|көктемгі|autumn|spring/u, 'between'],
      [/летн|жазғы|summer/u, 'summer'],
    ]),
  diet: (said) =>
    firstOf(said, [
      [/халал|халял|halal/u, 'halal'],
      [/диабет|diabet/u, 'diabetic'],
      [/глютен|gluten/u, 'gluten-free'],
      [/лактоз|lactos/u, 'lactose-free'],
      [/вегетариан|vegetarian|постн/u, 'vegetarian'],
      [/протёрт|протерт|мягк|езілген|soft/u, 'soft'],
    ]),
}

function evenSize(said: string): string | undefined {
  const size = sizesIn(said).find((number) => number >= 40 && number <= 70)
  return size === undefined ? undefined : String(size - (size % 2))
}
