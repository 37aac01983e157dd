import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newReference } from '../../../kit/reference'
import { isHeldOut, messages } from './messages.fixture'
import { type Intent, readText } from './read-text'
import { momentOf } from './read-time'

const nameOf = (intent: Intent): string => {
  if (intent.kind === 'receipt') return `receipt-${intent.result}`
  return intent.kind
}
const read = messages.map((message, at) => ({
  ...message,
  heldOut: isHeldOut(at),
  got: nameOf(readText(message.text).intent),
}))

/** What would be done against what was meant: any answer where none or another was given. */
const acting = new Set(['yes', 'no', 'in', 'out', 'receipt-yes', 'receipt-partly', 'receipt-no', 'stop'])
const opposite = read.filter(({ meant, got }) => got !== meant && acting.has(got))
const missed = (all: typeof read) => all.filter(({ meant, got }) => meant !== got)

const rate = (all: typeof read): number => 1 - missed(all).length / all.length

test('at least 95 of 100 real-style messages are understood as meant; what is not reaches a person, and nothing is taken for its opposite', () => {
  expect(read.length).toBeGreaterThanOrEqual(300)
  expect(read.filter(({ lang }) => lang === 'kk').length).toBeGreaterThanOrEqual(100)
  expect(opposite).toEqual([])
  expect(rate(read)).toBeGreaterThanOrEqual(0.95)
})

test('so it is with the third that was held out from tuning', () => {
  expect(rate(read.filter(({ heldOut }) => heldOut))).toBeGreaterThanOrEqual(0.94)
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
