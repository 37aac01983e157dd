import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test, vi } from 'vitest'
import { isLang, langFrom, languages, messages, translator } from './messages'

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}', '!../**/*.generated.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const code = Object.values(sources).join('\n')
const allKeys = [...messages.kk.keys()]

const placeholders = (elements: readonly MessageFormatElement[]): readonly string[] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) return []
    const inner =
      element.type === TYPE.plural || element.type === TYPE.select
        ? Object.values(element.options).flatMap(({ value }) => placeholders(value))
        : []
    return [element.value, ...inner]
  })

const placeholdersOf = (text: string): readonly string[] =>
  [...new Set(placeholders(parse(text, { ignoreTag: true })))].sort()

const plurals = (elements: readonly MessageFormatElement[]): readonly (readonly string[])[] =>
  elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return []
    const inner = Object.values(element.options).flatMap(({ value }) => plurals(value))
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inner] : inner
  })

// Words that people meet everywhere have one form: what stands left was another word for it.
const oneWord: Record<string, readonly RegExp[]> = {
  kk: [/рахмет/i, /аккаунт/i, /дағды/i, /құпия сөз/i, /өкілетті/i, /өтінім/i, /\} (дейін|бастап)(?![\p{L}])/u],
  ru: [/аккаунт/i, /навык/i, /орган(а|у|ом)? власти/i, /заяв(ка|ки|ку|ке|ок)/i],
  en: [/skill set/i, /organisation/i],
}

describe('every text', () => {
  test.each(languages)('stands in %s', (lang) => {
    expect([...messages[lang].keys()].sort()).toEqual([...allKeys].sort())
  })

  test('takes the same values in every language', () => {
    const different = allKeys.filter((key) => {
      const [kk, ...others] = languages.map((lang) => placeholdersOf(messages[lang].get(key) ?? '').join())
      return others.some((other) => other !== kk)
    })
    expect(different).toEqual([])
  })

  test('is not empty, has no stray spaces and no exclamation mark', () => {
    const wrong = languages.flatMap((lang) =>
      [...messages[lang]].filter(([, text]) => text.trim() === '' || text !== text.trim() || text.includes('!')),
    )
    expect(wrong).toEqual([])
  })

  test('that counts has every plural form of its language', () => {
    const lacking = languages.flatMap((lang) => {
      const { pluralCategories } = new Intl.PluralRules(lang).resolvedOptions()
      return [...messages[lang]].flatMap(([key, text]) =>
        plurals(parse(text, { ignoreTag: true }))
          .filter((forms) => forms.some((form) => form !== 'other' && !form.startsWith('=')))
          .flatMap((forms) => pluralCategories.filter((category) => !forms.includes(category)))
          .map((category) => `${lang} ${key}: ${category}`),
      )
    })
    expect(lacking).toEqual([])
  })

  test('calls a thing by one word', () => {
    const strays = languages.flatMap((lang) =>
      [...messages[lang]].filter(([, text]) => oneWord[lang]?.some((stray) => stray.test(text))),
    )
    expect(strays).toEqual([])
  })

  test('is used by some page', () => {
    const literals = new Set([...code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g)].map(([, key]) => key))
    const templates = [...code.matchAll(/`([a-z][\w-]*\.(?:[^`$]|\$\{[^}`]*\})*)`/g)]
      .map(([, template = '']) => template)
      .filter((template) => template.includes('${'))
      .map(
        (template) =>
          new RegExp(
            `^${template
              .replace(/\$\{[^}]*\}/g, '*')
              .replace(/[.]/g, '\\.')
              .replaceAll('*', '.+')}$`,
          ),
      )
    // A part that is given its family of keys ('needs.severity') completes it with an id.
    const isFamily = (key: string) => literals.has(key.slice(0, key.lastIndexOf('.')))
    const unused = allKeys.filter(
      (key) => !literals.has(key) && !isFamily(key) && !templates.some((template) => template.test(key)),
    )
    expect(unused).toEqual([])
  })

  test('that code asks for exists', () => {
    const asked = new Set([...code.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => key))
    expect([...asked].filter((key) => !messages.kk.has(key))).toEqual([])
  })
})

describe('a translator', () => {
  test('forms the plural of its language and parts thousands by narrow spaces', () => {
    expect(translator('ru')('web.errors.title', { count: 3 })).toBe('Проверьте 3 ответа')
    expect(translator('ru')('web.errors.title', { count: 11 })).toBe('Проверьте 11 ответов')
    expect(translator('kk')('web.pager.of', { shown: 60, total: 12_480 })).toBe('12\u202f480 ішінен 60')
    expect(translator('en')('web.pager.of', { shown: 60, total: 12_480 })).toBe('60 of 12\u202f480')
  })

  test('refuses a key it does not know', () => {
    expect(() => translator('en')('web.nothing')).toThrow('No message web.nothing in en')
  })

  test('refuses to go without a value', () => {
    expect(() => translator('en')('web.pager.of', { shown: 60 })).toThrow('Message web.pager.of in en')
  })

  test('in production says what it can without the values that are missing', async () => {
    vi.stubEnv('PROD', true)
    vi.resetModules()
    const written: string[] = []
    const log = vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0)
    try {
      const { translator: live } = await import('./messages')
      expect(live('en')('web.pager.of', { shown: 60 })).toBe('60 of')
      expect(live('ru')('web.errors.title')).toBe('Проверьте ответа')
      expect(live('en')('web.pager.of', { shown: 60 })).toBe('60 of')
      expect(live('en')('web.nothing')).toBe('web.nothing')
    } finally {
      log.mockRestore()
      vi.unstubAllEnvs()
    }
    expect(written.map((line) => JSON.parse(line).key)).toEqual(['web.pager.of', 'web.errors.title', 'web.nothing'])
  })
})

test.each([
  [undefined, undefined, 'kk'],
  ['de-DE,fr;q=0.8', undefined, 'kk'],
  ['en-US,en;q=0.9,ru;q=0.8', undefined, 'en'],
  ['de, en;q=0.3, ru;q=0.7', undefined, 'ru'],
  ['ru;q=0, en;q=0.1', undefined, 'en'],
  ['ru', 'kk', 'kk'],
  ['ru', '<script>', 'ru'],
])('a browser that says %s with the choice %s reads %s', (header, cookie, lang) => {
  expect(langFrom(header, cookie)).toBe(lang)
})

test('only our languages are languages', () => {
  expect(isLang('kk')).toBe(true)
  expect(isLang('constructor')).toBe(false)
})
