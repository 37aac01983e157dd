import { foldWords } from '../../../kit/fold-words'
import { hourBefore, isTens, numberIn, numberOfCase } from './said-number'

/** From when somebody says they can, as said: so many minutes from now, or a time of day (minutes after midnight) some days ahead. */
export type SaidTime =
  | { readonly kind: 'in'; readonly minutes: number }
  | { readonly kind: 'at'; readonly minute: number; readonly days: number }

const folded = (list: string): ReadonlySet<string> => new Set(list.split(' ').flatMap(foldWords))
const hours = folded('сағат сағаттан сағатта сағаттын сагатан час часа часов часик часика hour hours ч')
const minutes = folded('минут минута минуты минуттан минутта мин min mins minutes minute')
const after = folded('кейін соң после after from с со бастап к ко at around в около районе часам часу')
const later = folded('кейін соң кейин через спустя in дейін')
const articles = folded('a an')
const halves = folded('жарты half пол')
const withHalf = folded('полтора полторы жарым')
const halfOf = folded('половине половина половину пол')
const halfHour = folded('полчаса полчасика')
const tomorrow = folded('ертең завтра tomorrow')
const evening = folded('кешке кеште кешкі вечером вечера evening кешкісін')
const morning = folded('таңертең таңғы утром утра morning am')
const midday = folded('түсте обед обеду noon')
const noon = folded('түстен обеда lunch afternoon')
const suffix = folded('ден дан тен тан нен нан де да те та дын ге га pm am дейін the this')
const partsOfDay = new Set([...evening, ...morning])
const EARLIEST_HOUR = 8

/** A time said among words, with the words it took; undefined where none was said. */
export type FoundTime = { readonly time: SaidTime; readonly rest: readonly string[] }

/** Finds when somebody can come. @param words folded, digits apart from letters, `18:30` as `18 colon 30` */
export function readTime(words: readonly string[]): FoundTime | undefined {
  const days = words.some((word) => tomorrow.has(word)) ? 1 : 0
  const rest = inDigits(words.filter((word) => !tomorrow.has(word)))
  return (
    findSpan(rest, days) ??
    findClock(rest, days) ??
    findPart(rest, days) ??
    (days > 0 ? { time: { kind: 'at', minute: 9 * 60, days }, rest } : undefined)
  )
}

/** Hours and minutes said in words as digits, where a word beside them or their own ending shows that they are a time. */
function inDigits(words: readonly string[]): string[] {
  const said: string[] = []
  for (let at = 0; at < words.length; at++) {
    const [word = '', next = ''] = [words[at], words[at + 1]]
    const ahead = isTens(word) ? (numberIn(next) ?? numberOfCase(next, true)) : undefined
    const before = halfOf.has(word) ? hourBefore(next) : undefined
    if (before !== undefined) {
      said.push(String(before === 0 ? 12 : before), 'colon', '30')
      at++
      continue
    }
    const ofCase = numberOfCase(word, hours.has(words[at - 1] ?? ''))
    const value = ahead === undefined || ahead >= 10 ? undefined : (numberIn(word) ?? 0) + ahead
    if (value !== undefined && isTime(words, at, at + 1)) {
      said.push(String(value), ...(numberOfCase(next, true) === undefined ? [] : ['at']))
      at++
    } else if (ofCase !== undefined) said.push(String(ofCase), 'at')
    else if (/^\d/.test(word) || numberIn(word) === undefined || !isTime(words, at, at)) said.push(word)
    else said.push(String(numberIn(word)))
  }
  return said
}

const isUnit = (word: string): boolean => hours.has(word) || minutes.has(word)

// «Он» and «үш» would fold to the English "on" and "us", «тен» to "ten": a number in words alone is none.
const isTime = (words: readonly string[], from: number, until: number): boolean => {
  const [before = '', behind = ''] = [words[from - 1], words[until + 1]]
  return (
    isUnit(behind) ||
    withHalf.has(behind) ||
    hours.has(before) ||
    after.has(before) ||
    numberOfCase(words[until] ?? '', until > from) !== undefined
  )
}

function findSpan(words: readonly string[], days: number): FoundTime | undefined {
  if (days > 0 || !words.some((word) => later.has(word) || halfHour.has(word))) return undefined
  const at = words.findIndex((word) => halfHour.has(word))
  if (at >= 0) return { time: { kind: 'in', minutes: 30 }, rest: without(words, at, at) }
  const unit = words.findIndex(isUnit)
  if (unit < 0) return undefined
  const each = hours.has(words[unit] ?? '') ? 60 : 1
  const counted = countedBefore(words, unit)
  // «сағат 18-ден кейін» is a time of day, «18 сағаттан кейін» a span only where nobody would wait that long otherwise.
  if (counted === undefined && /^\d/.test(words[unit + 1] ?? '')) return undefined
  const { amount, from } = counted ?? { amount: 1, from: unit }
  if (amount * each > 12 * 60) return undefined
  return { time: { kind: 'in', minutes: Math.round(amount * each) }, rest: without(words, from, unit) }
}

/** How many of a unit are said before it, and from which word on; undefined where none is. */
function countedBefore(words: readonly string[], unit: number): { amount: number; from: number } | undefined {
  const [word = '', before = ''] = [words[unit - 1], words[unit - 2]]
  const said = /^\d{1,3}$/.test(word) ? Number(word) : undefined
  if (withHalf.has(word)) {
    const whole = /^\d{1,2}$/.test(before) ? Number(before) : undefined
    return { amount: (whole ?? 1) + 0.5, from: unit - (whole === undefined ? 1 : 2) }
  }
  if (halves.has(word)) return { amount: 0.5, from: unit - 1 }
  if ((articles.has(word) || said === 1) && halves.has(before)) return { amount: 0.5, from: unit - 2 }
  if (articles.has(word)) return { amount: 1, from: unit - 1 }
  return said === undefined ? undefined : { amount: said, from: unit - 1 }
}

function findClock(words: readonly string[], days: number): FoundTime | undefined {
  const says = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word))
  const isTimed = says(after) || says(hours) || says(partsOfDay) || says(new Set(['colon', 'pm']))
  const at = words.findIndex((word) => /^\d{1,2}$/.test(word) && Number(word) <= 24)
  if (!isTimed || at < 0) return undefined
  const colon = words[at + 1] === 'colon'
  const minute = colon ? Number(words[at + 2]) : 0
  if (minute > 59) return undefined
  const said = Number(words[at])
  const isLate = words.includes('pm') || says(evening)
  const hour = (isLate && said < 12) || (said < EARLIEST_HOUR && !says(morning)) ? said + 12 : said
  return { time: { kind: 'at', minute: hour * 60 + minute, days }, rest: without(words, at, colon ? at + 2 : at) }
}

function findPart(words: readonly string[], days: number): FoundTime | undefined {
  const at = words.findIndex(
    (word) => evening.has(word) || noon.has(word) || midday.has(word) || (days > 0 && morning.has(word)),
  )
  if (at < 0) return undefined
  const word = words[at] ?? ''
  const hour = evening.has(word) ? 18 : noon.has(word) ? 14 : midday.has(word) ? 13 : 9
  return { time: { kind: 'at', minute: hour * 60, days }, rest: without(words, at, at) }
}

// What is left once the time, its units and its endings are taken out.
const without = (words: readonly string[], from: number, until: number): string[] =>
  words.filter(
    (word, i) =>
      (i < from || i > until) &&
      !later.has(word) &&
      !after.has(word) &&
      !hours.has(word) &&
      !suffix.has(word) &&
      !partsOfDay.has(word),
  )

/** The moment somebody meant, in the zone of the place. A time of day that has passed is that of tomorrow. */
export function momentOf(time: SaidTime, saidAt: Temporal.Instant, zone: string): Temporal.Instant {
  if (time.kind === 'in') return saidAt.add({ minutes: time.minutes })
  const here = saidAt.toZonedDateTimeISO(zone)
  const day = here.startOfDay().add({ days: time.days })
  const moment = day.add({ minutes: time.minute })
  return (Temporal.ZonedDateTime.compare(moment, here) < 0 ? moment.add({ days: 1 }) : moment).toInstant()
}
