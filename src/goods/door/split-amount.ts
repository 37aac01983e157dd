const AMOUNT = /\d[\d \u00a0]*(?:[.,]\d+)?/gu
const AFTER =
  /^\s*(?:[x×х*]\s*)?(штук\p{L}*|шт|дана|pcs|pieces?|pairs?|пар\p{L}?|жұп|комплект\p{L}*|sets?|жинақ|кг|kg|кило\p{L}*|kilo\p{L}*|келі|гр|г|g|грамм\p{L}*|grams?|тонн\p{L}*|т|tons?|tonnes?|мл|ml|л|l|литр\p{L}*|lit(?:re|er)s?)(?![\p{L}])\.?/iu

/** A thing and how much of it, as somebody wrote them in one line; `amount` is empty when no number stands there. */
export type SplitLine = { readonly thing: string; readonly amount: string }

/**
 * Parts «100 blankets», «одеяла тёплые — 40 шт.», «су 20 литр» into the thing and the amount. Where several numbers stand, the one with a
 * unit of counting after it is meant, then the first of the line, then the last: «boots size 42, 3 pairs».
 */
export function splitAmount(line: string): SplitLine {
  const text = line.replace(/^\s*(?:[-–—•*·]|\d{1,2}[.)])\s+/u, '').trim()
  const found = [...text.matchAll(AMOUNT)].map(({ 0: number, index }) => {
    const digits = number.trimEnd()
    const unit = AFTER.exec(text.slice(index + digits.length))
    return { at: index, digits, unit: unit?.[1] ?? '', end: index + digits.length + (unit?.[0].length ?? 0) }
  })
  const meant = found.find(({ unit }) => unit !== '') ?? found.find(({ at }) => at === 0) ?? found.at(-1)
  if (meant === undefined) return { thing: tidy(text), amount: '' }
  return {
    thing: tidy(`${text.slice(0, meant.at)} ${text.slice(meant.end)}`),
    amount: `${meant.digits} ${meant.unit}`.trim(),
  }
}

const tidy = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,;:.–—×*-]+|[\s,;:–—×*-]+$/gu, '')
    // An x of its own is a sign, the x of a box is not.
    .replace(/^[xх](?=\s)|(?<=\s)[xх]$/giu, '')
    .trim()
