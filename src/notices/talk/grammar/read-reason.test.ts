import { expect, test } from 'vitest'
import { readReason } from './read-reason'
import { readText } from './read-text'

test.each([
  ['жартысын алдым', 'less'],
  ['бәрін емес, кеш келді', 'late'],
  ['частично, привезли не то', 'other-thing'],
  ['получил не все', 'less'],
  ['not received, they asked for money', 'money'],
  ['ішінара, екеуі бұзылған', 'quality'],
  ['частично', null],
])('«%s» says why', (text, reason) => {
  expect(readReason(text)).toBe(reason)
})

test('nobody came is a reason of its own, and a yes has none', () => {
  expect(readText('Ешкім келмеді').intent).toMatchObject({ kind: 'receipt', result: 'no', reason: 'nobody-came' })
  expect(readText('Бәрін алдым, рақмет').intent).toMatchObject({ kind: 'receipt', result: 'yes', reason: null })
})
