import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import { type Formatters, IntlMessageFormat } from 'intl-messageformat'

/** Languages of the product, the first one being the default. */
export const languages = ['kk', 'ru', 'en'] as const
/** A language of the product. */
export type Lang = (typeof languages)[number]

/** Text of a message key in one language; ICU values by name. Throws on a missing key except in production. */
export type Translate = (key: string, values?: Record<string, string | number>) => string

/** Names of the languages in themselves, for switches. */
export const languageNames: Record<Lang, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

/** BCP 47 tag used for dates and numbers: English keeps the day first and a clock of 24 hours. */
export const localeOf: Record<Lang, string> = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' }

const files = import.meta.glob<Record<string, string>>('./messages/*/*.json', { eager: true, import: 'default' })

const collect = (lang: Lang): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>()
  for (const [file, content] of Object.entries(files)) {
    if (!file.startsWith(`./messages/${lang}/`)) continue
    for (const [key, text] of Object.entries(content)) {
      if (texts.has(key)) throw new Error(`Message key ${key} stands twice in ${lang} (${file})`)
      texts.set(key, text)
    }
  }
  return texts
}

/** All texts by language and key, as they stand in the files. */
export const messages: Record<Lang, ReadonlyMap<string, string>> = {
  kk: collect('kk'),
  ru: collect('ru'),
  en: collect('en'),
}

const groupMark: Record<Lang, RegExp> = {
  kk: /[\u00a0\u202f](?=\d)/g,
  ru: /[\u00a0\u202f](?=\d)/g,
  en: /,(?=\d)/g,
}

/** Thousands parted by narrow no-break spaces in every language, so that a number never breaks over a line. */
export const narrowSpaces = (lang: Lang, text: string): string => text.replace(groupMark[lang], '\u202f')

const numberFormat = (lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const format = new Intl.NumberFormat(localeOf[lang], options)
  const plain = format.format.bind(format)
  return Object.defineProperty(format, 'format', { value: (value: number) => narrowSpaces(lang, plain(value)) })
}

const formattersOf = (lang: Lang): Formatters => {
  const numbers = new Map<string, Intl.NumberFormat>()
  const plurals = new Map<string, Intl.PluralRules>()
  const once = <T>(cache: Map<string, T>, key: string, make: () => T): T => {
    const known = cache.get(key)
    if (known) return known
    const made = make()
    cache.set(key, made)
    return made
  }
  return {
    getNumberFormat: (_locales, options) =>
      once(numbers, JSON.stringify(options), () => numberFormat(lang, options as Intl.NumberFormatOptions)),
    getDateTimeFormat: (...args) => new Intl.DateTimeFormat(...args),
    getPluralRules: (_locales, options) =>
      once(plurals, JSON.stringify(options), () => new Intl.PluralRules(localeOf[lang], options)),
  }
}

// What a text says without the values that are missing: plain words, and the general case of what is counted or chosen.
const withoutValues = (parts: readonly MessageFormatElement[], values: Record<string, string | number>): string =>
  parts
    .map((part) => {
      if (part.type === TYPE.literal) return part.value
      if (part.type === TYPE.plural || part.type === TYPE.select)
        return withoutValues(part.options.other?.value ?? [], values)
      if (part.type === TYPE.pound || part.type === TYPE.tag) return ''
      return String(values[part.value] ?? '')
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim()

const reported = new Set<string>()

// A text that fails is a fault of ours and shall not take the page from the reader: production says so once, everything else throws.
const report = (event: string, lang: Lang, key: string, words: string): void => {
  if (!import.meta.env.PROD) throw new Error(words)
  const fault = `${event} ${lang} ${key}`
  if (reported.has(fault)) return
  reported.add(fault)
  process.stderr.write(`${JSON.stringify({ level: 'error', event, lang, key })}\n`)
}

const missingText = (lang: Lang, key: string): string => {
  report('message missing', lang, key, `No message ${key} in ${lang}`)
  return key
}

const makeTranslator = (lang: Lang): Translate => {
  const texts = messages[lang]
  const compiled = new Map<string, IntlMessageFormat>()
  const formatters = formattersOf(lang)
  return (key, values) => {
    const text = texts.get(key)
    if (text === undefined) return missingText(lang, key)
    if (!text.includes('{')) return text
    let format = compiled.get(key)
    if (!format) {
      format = new IntlMessageFormat(text, localeOf[lang], undefined, { ignoreTag: true, formatters })
      compiled.set(key, format)
    }
    try {
      return String(format.format(values))
    } catch (fault) {
      report('message values missing', lang, key, `Message ${key} in ${lang}: ${String(fault)}`)
      return withoutValues(format.getAst(), values ?? {})
    }
  }
}

const translators: Record<Lang, Translate> = {
  kk: makeTranslator('kk'),
  ru: makeTranslator('ru'),
  en: makeTranslator('en'),
}

/** The texts of one language. */
export const translator = (lang: Lang): Translate => translators[lang]

/** Whether an untrusted word names one of our languages. */
export const isLang = (word: string | undefined | null): word is Lang => languages.some((lang) => lang === word)

/**
 * The text of a key that came from outside, such as the notice kept in a cookie over a redirect; undefined when there is
 * no such text or it needs values.
 */
export const plainText = (lang: Lang, key: string): string | undefined => {
  const text = messages[lang].get(key)
  return text?.includes('{') ? undefined : text
}

/**
 * Language of a visitor: their own choice (cookie) first, then the browser's list by its weights, else Kazakh.
 * `cookie` is the value of the `lang` cookie alone.
 */
export const langFrom = (acceptLanguage: string | undefined, cookie: string | undefined): Lang => {
  if (isLang(cookie)) return cookie
  const wanted = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
      return { lang: tag.toLowerCase().split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wanted.map(({ lang }) => lang).find(isLang) ?? 'kk'
}
