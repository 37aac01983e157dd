import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newReference } from '../../../kit/reference'
import { fresh } from './fresh.fixture'
import { heard } from './heard.fixture'
import { lexicon, type Tag } from './lexicon'
import { isHeldOut, messages, type WrittenMessage } from './messages.fixture'
import { type Intent, readText } from './read-text'
import { momentOf } from './read-time'

const nameOf = (intent: Intent): string => {
  if (intent.kind === 'receipt') return `receipt-${intent.result}`
  return intent.kind
}
const readAll = (all: readonly WrittenMessage[]) =>
  all.map((message, at) => ({ ...message, heldOut: isHeldOut(at), got: nameOf(readText(message.text).intent) }))
const read = readAll(messages)

/** What would be done against what was meant: any answer where none or another was given. */
const acting = new Set('yes no from not-today in out receipt-yes receipt-partly receipt-no stop undo'.split(' '))
const actedOn = (all: typeof read) => all.filter(({ meant, got }) => got !== meant && acting.has(got))
const rate = (all: typeof read): number => all.filter(({ meant, got }) => meant === got).length / all.length

test('at least 95 of 100 real-style messages are understood as meant; what is not reaches a person, and nothing is taken for its opposite', () => {
  expect(read.length).toBeGreaterThanOrEqual(300)
  expect(read.filter(({ lang }) => lang === 'kk').length).toBeGreaterThanOrEqual(100)
  expect(actedOn(read)).toEqual([])
  expect(rate(read)).toBeGreaterThanOrEqual(0.95)
})

test('so it is with the third that was held out from tuning', () => {
  expect(rate(read.filter(({ heldOut }) => heldOut))).toBeGreaterThanOrEqual(0.94)
})

test.each([
  ['dialect, elders, hours in words, double negations', heard],
  ['what was written when these were understood', fresh],
])('so it is with messages chosen to be hard: %s', (_, list) => {
  const all = readAll(list)
  expect(actedOn(all)).toEqual([])
  expect(rate(all)).toBeGreaterThanOrEqual(0.95)
})

const wordsOf = (...tags: readonly Tag[]): string[] =>
  lexicon.flatMap(([tag, phrase]) => (tags.includes(tag) ? [phrase.trim()] : []))
const kindOf = (text: string) => readText(text).intent.kind

test('a yes denied is never a yes, whatever the words and their order', () => {
  const taken = wordsOf('yes', 'go').flatMap((yes) =>
    ['жоқ', 'нет', 'емес', 'не', 'ни', 'no', 'not', 'жоқ емес'].flatMap((no) =>
      [`${yes} ${no}`, `${no} ${yes}`, `${no}, ${yes}`].filter((text) => ['yes', 'from'].includes(kindOf(text))),
    ),
  )
  expect(taken).toEqual([])
})

test('a refusal denied is no refusal and no yes', () => {
  const taken = wordsOf('decline').flatMap((no) =>
    [`не ${no}`, `${no} деген жоқпын`, `${no} емес`, `жоқ емес ${no}`, `not ${no}`].filter((text) =>
      ['yes', 'no', 'from', 'not-today'].includes(kindOf(text)),
    ),
  )
  expect(taken).toEqual([])
})

test('a refusal with a yes beside it is never a yes, and what hangs on something is neither', () => {
  const [yes, no, maybe] = [wordsOf('yes', 'go'), wordsOf('decline'), wordsOf('hedge')]
  const every = (list: readonly string[], nth: number, from: number) => list.filter((_, at) => at % nth === from % nth)
  const both = no.flatMap((refusal, at) =>
    every(yes, 9, at).flatMap((word) => [`${word} ${refusal}`, `${refusal} ${word}`]),
  )
  expect(both.filter((text) => ['yes', 'from'].includes(kindOf(text)))).toEqual([])
  const hanging = [...yes, ...no].flatMap((word, at) =>
    every(maybe, 9, at).flatMap((one) => [`${one} ${word}`, `${word} ${one}`]),
  )
  expect(hanging.filter((text) => ['yes', 'no', 'from', 'not-today'].includes(kindOf(text)))).toEqual([])
})

test.each([
  ['Сағат екіден кейін келейін', '14:00'],
  ['иә бірақ кешірек, бесте', '17:00'],
  ['таңертең тоғызда барам', '09:00'],
  ['кешкі алтыда келемін', '18:00'],
  ['Ертең сағат онда барамын', '10:00'],
  ['сағат он бірде келемін', '11:00'],
  ['буду к семи', '19:00'],
  ['приду часам к десяти утра', '10:00'],
  ['приду в половине восьмого', '19:30'],
  ['at five', '17:00'],
])('«%s» says an hour in words: %s', (text, expected) => {
  const { intent } = readText(text)
  const moment =
    intent.kind === 'from' ? momentOf(intent.time, Temporal.Instant.from('2026-11-22T19:30:00Z'), 'Asia/Almaty') : null
  expect(moment?.toZonedDateTimeISO('Asia/Almaty').toPlainTime().toString({ smallestUnit: 'minute' })).toBe(expected)
})

test.each([
  ['он минуттан соң жетем', 10],
  ['через полтора часа буду', 90],
  ['бір жарым сағаттан кейін келемін', 90],
  ['через пару часов', 120],
  ['жиырма бес минуттан кейін барам', 25],
])('«%s» is in %d minutes', (text, minutes) => {
  expect(readText(text).intent).toEqual({ kind: 'from', time: { kind: 'in', minutes } })
})

test.each(['что нужно взять с собой', 'маған көлік керек пе', 'қалай көмек керек'])(
  '«%s» asks us, and asks for no help',
  (text) => {
    expect(readText(text).intent.kind).toBe('words')
  },
)

test.each([
  ['нас семеро', 7],
  ['бес адам келді', 5],
  ['жиырма бір адам келді', 21],
  ['пришли пять человек', 5],
])('«%s» counts %d people', (text, people) => {
  expect(readText(text).intent).toEqual({ kind: 'count', people })
})

test.each([
  ['Иә, 2 сағаттан кейін', '2026-11-22T12:00:00Z'],
  ['приду через час', '2026-11-22T11:00:00Z'],
  ['после 18', '2026-11-22T13:00:00Z'],
  ['yes in 2 hours', '2026-11-22T12:00:00Z'],
  ['смогу только после 17:30', '2026-11-22T12:30:00Z'],
  ['жарты сағаттан кейін келем', '2026-11-22T10:30:00Z'],
  ['yes but only after 6 pm', '2026-11-22T13:00:00Z'],
  // The hour has passed in Almaty: that of tomorrow.
  ['иә, 14:00-ден кейін', '2026-11-23T09:00:00Z'],
])('«%s» is a yes from %s', (text, expected) => {
  const { intent } = readText(text)
  const moment =
    intent.kind === 'from' ? momentOf(intent.time, Temporal.Instant.from('2026-11-22T10:00:00Z'), 'Asia/Almaty') : null
  expect(moment?.toString()).toBe(expected)
})

test('a code is found wherever it stands and however it is typed, and what is said beside it is read', () => {
  // Letters alone without a dash in small letters could be a word.
  let code = newReference()
  while (!/\d/.test(code)) code = newReference()
  for (const typed of [code, code.toLowerCase(), code.replace('-', ' '), code.replace('-', '')]) {
    const said = `${typed} иә`
    expect(readText(said)).toMatchObject({ code, intent: { kind: 'yes' } })
    expect(readText(`Жоқ ${typed}`)).toMatchObject({ code, intent: { kind: 'no' } })
  }
  // Read as words, these would be «умру» and "fire".
  for (const sounding of ['JPX4-WMRW', '9WVP-FYRE'])
    expect(readText(`${sounding} иә`)).toMatchObject({ code: sounding, intent: { kind: 'yes' } })
})

test('no rubbish is read as an answer, and none of it breaks anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(readText(text).intent.kind).toEqual(expect.any(String))
    }),
    { numRuns: 400, seed: 1 },
  )
})

test('any unknown word beside a yes or a no sends the message to a person', () => {
  const unknown = fc.stringMatching(/^[бвгджзклмнпрстфхцчшщ]{7,12}$/)
  fc.assert(
    fc.property(unknown, fc.constantFrom('иә', 'да', 'жоқ', 'нет', 'yes', 'no', 'приду'), (word, said) => {
      expect(readText(`${said} ${word}`).intent.kind).toBe('words')
    }),
    { numRuns: 500, seed: 1 },
  )
})
