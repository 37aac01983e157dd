import { type Lang, localeOf, narrowSpaces, type Translate, translator } from './messages'

type Zoned = Temporal.Instant

/** How numbers, times and places are said in one language; times are shown in `zone` unless a zone is given. */
export type Say = {
  /** 12480 → "12 480", narrow no-break spaces; `digits` after the comma at most (0). */
  number(value: number, digits?: number): string
  /** Share 0…1 → "62 %". */
  percent(share: number, digits?: number): string
  /** "2026 жылғы 22 қараша": day, month in words, year. */
  date(at: Zoned | Temporal.PlainDate, zone?: string): string
  /** "жексенбі, 22 қараша": weekday and day, without the year. */
  day(at: Zoned | Temporal.PlainDate, zone?: string): string
  /** "жс": short weekday. */
  weekday(date: Temporal.PlainDate): string
  /** "22 қар.": short day for tables and axes. */
  dayShort(at: Zoned | Temporal.PlainDate, zone?: string): string
  /** "2026 жылғы қараша". */
  month(date: Temporal.PlainDate): string
  /** "18:21". */
  time(at: Zoned, zone?: string): string
  /** "22 қараша, 18:21". */
  dateTime(at: Zoned, zone?: string): string
  /** "2026 жылғы 22 қараша, 18:21". */
  dateTimeLong(at: Zoned, zone?: string): string
  /** "жексенбі, 22 қараша, 9:00–13:00"; over several days both are named. */
  between(start: Zoned, end: Zoned, zone?: string): string
  /** "3 сағат бұрын", "ертең": distance of `at` from `now`, in the largest sensible unit. */
  relative(at: Zoned, now: Zoned): string
  /** 135 → "2 сағ 15 мин". */
  duration(minutes: number): string
  /** 3440 → "3,4 км", 320 → "300 м". */
  distance(metres: number): string
  /** "а, ә және б". */
  list(words: readonly string[]): string
  /** Order of the language, for sort(). */
  compare(a: string, b: string): number
}

type Shape = 'wholeDay' | 'day' | 'dayOnly' | 'dayShort' | 'weekday' | 'month' | 'clock'

const shapes: Record<Shape, Intl.DateTimeFormatOptions> = {
  wholeDay: { day: 'numeric', month: 'long', year: 'numeric' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  dayOnly: { day: 'numeric', month: 'long' },
  dayShort: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short' },
  month: { month: 'long', year: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

const dateTimeFormats = new Map<string, Intl.DateTimeFormat>()

const dateTimeFormat = (lang: Lang, zone: string, shape: Shape): Intl.DateTimeFormat => {
  const key = lang + shape + zone
  let format = dateTimeFormats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(localeOf[lang], { ...shapes[shape], timeZone: zone })
    dateTimeFormats.set(key, format)
  }
  return format
}

/** Year words as they are said, not as they are abbreviated. */
const spelled = (lang: Lang, text: string): string =>
  lang === 'kk'
    ? text.replace(/(\d{4}) ж\./, '$1 жылғы')
    : lang === 'ru'
      ? text.replace(/(\d{4}) г\.$/, '$1 года')
      : text

const relativeUnits: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const makeSay = (lang: Lang, zone: string, t: Translate): Say => {
  const locale = localeOf[lang]
  const collator = new Intl.Collator(locale, { numeric: true })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const lister = new Intl.ListFormat(locale)
  const numberFormats = new Map<string, Intl.NumberFormat>()
  const number = (value: number, digits: number, style: 'decimal' | 'percent'): string => {
    const key = `${style}${digits}`
    let format = numberFormats.get(key)
    if (!format) {
      format = new Intl.NumberFormat(locale, { style, maximumFractionDigits: digits })
      numberFormats.set(key, format)
    }
    return narrowSpaces(lang, format.format(value))
  }
  const write = (at: Zoned | Temporal.PlainDate, shape: Shape, inZone: string = zone): string => {
    const [instant, shownIn] =
      at instanceof Temporal.Instant ? [at, inZone] : [at.toZonedDateTime('UTC').toInstant(), 'UTC']
    return dateTimeFormat(lang, shownIn, shape).format(instant.epochMilliseconds)
  }
  const time: Say['time'] = (at, inZone) => write(at, 'clock', inZone)
  const day: Say['day'] = (at, inZone) => write(at, 'day', inZone)
  return {
    number: (value, digits = 0) => number(value, digits, 'decimal'),
    percent: (share, digits = 0) => number(share, digits, 'percent').replace(/[\u00a0\s]?%/, '\u202f%'),
    date: (at, inZone) => spelled(lang, write(at, 'wholeDay', inZone)),
    day,
    weekday: (date) => write(date, 'weekday'),
    dayShort: (at, inZone) => write(at, 'dayShort', inZone),
    month: (date) => write(date, 'month').replace(/ г\.$/, '').replace(/ ж\./, ' жылғы'),
    time,
    dateTime: (at, inZone) => `${write(at, 'dayOnly', inZone)}, ${time(at, inZone)}`,
    dateTimeLong: (at, inZone) => `${spelled(lang, write(at, 'wholeDay', inZone))}, ${time(at, inZone)}`,
    between: (start, end, inZone = zone) => {
      const sameDay = start
        .toZonedDateTimeISO(inZone)
        .toPlainDate()
        .equals(end.toZonedDateTimeISO(inZone).toPlainDate())
      const first = `${day(start, inZone)}, ${time(start, inZone)}`
      return sameDay ? `${first}–${time(end, inZone)}` : `${first} – ${day(end, inZone)}, ${time(end, inZone)}`
    },
    relative: (at, now) => {
      const seconds = (at.epochMilliseconds - now.epochMilliseconds) / 1000
      for (const [unit, length] of relativeUnits) {
        if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit)
      }
      return t('web.time.now')
    },
    duration: (minutes) => {
      const whole = Math.round(minutes)
      const hours = Math.floor(whole / 60)
      const rest = whole % 60
      if (hours === 0) return t('web.time.minutes', { minutes: rest })
      const said = t('web.time.hours', { hours })
      return rest === 0 ? said : `${said}\u00a0${t('web.time.minutes', { minutes: rest })}`
    },
    distance: (metres) => {
      if (metres < 950) return t('web.distance.metres', { metres: Math.max(50, Math.round(metres / 50) * 50) })
      const kilometres = metres / 1000
      return t('web.distance.kilometres', { kilometres: number(kilometres, kilometres < 10 ? 1 : 0, 'decimal') })
    },
    list: (words) => lister.format(words),
    compare: (a, b) => collator.compare(a, b),
  }
}

const made = new Map<string, Say>()

/** Numbers, dates, distances in `lang`, times shown in `zone` (IANA name). Kept per pair. */
export const sayIn = (lang: Lang, zone: string): Say => {
  const key = `${lang} ${zone}`
  let say = made.get(key)
  if (!say) {
    say = makeSay(lang, zone, translator(lang))
    made.set(key, say)
  }
  return say
}
