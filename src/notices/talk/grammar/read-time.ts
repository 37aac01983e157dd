import { foldWords } from '../../../kit/fold-words'

/** From when somebody says they can, as said: so many minutes from now, or a time of day (minutes after midnight) some days ahead. */
export type SaidTime =
  | { readonly kind: 'in'; readonly minutes: number }
  | { readonly kind: 'at'; readonly minute: number; readonly days: number }

const folded = (list: string): ReadonlySet<string> => new Set(list.split(' ').flatMap(foldWords))
const hours = folded('сағат сағаттан сағатта сағаттын сагатан час часа часов часик hour hours ч')
const minutes = folded('минут минута минуты минуттан мин min mins minutes minute')
const after = folded('кейін соң после after from с со бастап к ко at around в около часам')
const later = folded('кейін соң кейин через спустя in дейін')
const ones = new Map([
  ...[...folded('бір один одну one an a')].map((word) => [word, 1] as const),
  ...[...folded('екі два две two')].map((word) => [word, 2] as const),
  ...[...folded('үш три three')].map((word) => [word, 3] as const),
])
const halves = folded('жарты half пол')
const halfHour = folded('полчаса полчасика')
const tomorrow = folded('ертең завтра tomorrow')
const evening = folded('кешке кеште вечером evening кешкісін')
const morning = folded('таңертең утром morning')
const noon = folded('түстен обеда lunch noon afternoon')
const suffix = folded('ден дан тен тан нен нан де да те та дын ге га pm am дейін the this')
const EARLIEST_HOUR = 8

/** A time said among words, with the words it took; undefined where none was said. */
export type FoundTime = { readonly time: SaidTime; readonly rest: readonly string[] }

/** Finds when somebody can come. @param words folded, digits apart from letters, `18:30` as `18 colon 30` */
export function readTime(words: readonly string[]): FoundTime | undefined {
  const days = words.some((word) => tomorrow.has(word)) ? 1 : 0
  const rest = words.filter((word) => !tomorrow.has(word))
  return (
    findSpan(rest, days) ??
    findClock(rest, days) ??
    findPart(rest, days) ??
    (days > 0 ? { time: { kind: 'at', minute: 9 * 60, days }, rest } : undefined)
  )
}

function findSpan(words: readonly string[], days: number): FoundTime | undefined {
  if (days > 0 || !words.some((word) => later.has(word) || halfHour.has(word))) return undefined
  const at = words.findIndex((word) => halfHour.has(word))
  if (at >= 0) return { time: { kind: 'in', minutes: 30 }, rest: without(words, at, at) }
  const unit = words.findIndex((word) => hours.has(word) || minutes.has(word))
  if (unit < 0) return undefined
  const each = hours.has(words[unit] ?? '') ? 60 : 1
  const before = words[unit - 1] ?? ''
  const article = ones.has(before) && halves.has(words[unit - 2] ?? '')
  const counted = article || halves.has(before) ? 0.5 : (numberOf(before) ?? 1)
  const isCounted = article || halves.has(before) || numberOf(before) !== undefined
  // «сағат 18-ден кейін» is a time of day, «18 сағаттан кейін» a span only where nobody would wait that long otherwise.
  if (!isCounted && /^\d/.test(words[unit + 1] ?? '')) return undefined
  if (counted * each > 12 * 60) return undefined
  const from = article ? unit - 2 : isCounted ? unit - 1 : unit
  return { time: { kind: 'in', minutes: Math.round(counted * each) }, rest: without(words, from, unit) }
}

function findClock(words: readonly string[], days: number): FoundTime | undefined {
  const isTimed = words.some((word) => after.has(word) || hours.has(word) || word === 'colon' || word === 'pm')
  const at = words.findIndex((word) => /^\d{1,2}$/.test(word) && Number(word) <= 24)
  if (!isTimed || at < 0) return undefined
  const colon = words[at + 1] === 'colon'
  const minute = colon ? Number(words[at + 2]) : 0
  if (minute > 59) return undefined
  const said = Number(words[at])
  const hour = (words.includes('pm') && said < 12) || (said < EARLIEST_HOUR && !words.includes('am')) ? said + 12 : said
  return { time: { kind: 'at', minute: hour * 60 + minute, days }, rest: without(words, at, colon ? at + 2 : at) }
}

function findPart(words: readonly string[], days: number): FoundTime | undefined {
  const at = words.findIndex((word) => evening.has(word) || noon.has(word) || (days > 0 && morning.has(word)))
  if (at < 0) return undefined
  const word = words[at] ?? ''
  const hour = evening.has(word) ? 18 : noon.has(word) ? 14 : 9
  return { time: { kind: 'at', minute: hour * 60, days }, rest: without(words, at, at) }
}

const numberOf = (word: string): number | undefined => (/^\d{1,3}$/.test(word) ? Number(word) : ones.get(word))

// What is left once the time, its units and its endings are taken out.
const without = (words: readonly string[], from: number, until: number): string[] =>
  words.filter(
    (word, i) =>
      (i < from || i > until) && !later.has(word) && !after.has(word) && !hours.has(word) && !suffix.has(word),
  )

/** The moment somebody meant, in the zone of the place. A time of day that has passed is that of tomorrow. */
export function momentOf(time: SaidTime, saidAt: Temporal.Instant, zone: string): Temporal.Instant {
  if (time.kind === 'in') return saidAt.add({ minutes: time.minutes })
  const here = saidAt.toZonedDateTimeISO(zone)
  const day = here.startOfDay().add({ days: time.days })
  const moment = day.add({ minutes: time.minute })
  return (Temporal.ZonedDateTime.compare(moment, here) < 0 ? moment.add({ days: 1 }) : moment).toInstant()
}
