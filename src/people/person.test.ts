import { expect, test } from 'vitest'
import { bandOn } from './account/read-age'
import { isMinor, parseBirthDate, parseName } from './person'

const day = Temporal.PlainDate.from('2026-11-22')

test.each([
  ['2008-11-22', '18-64', false],
  ['2008-11-23', '16-17', true],
  ['2010-11-22', '16-17', true],
  ['2012-11-22', '14-15', true],
  ['2012-11-23', 'under-14', true],
  ['1961-11-22', '65-plus', false],
  // Born on 29 February: of age on 1 March of a common year.
  ['2008-02-29', '18-64', false],
] as const)('who is born on %s is %s', (birthDate, band, minor) => {
  expect(bandOn(birthDate, day)).toBe(band)
  expect(isMinor({ ageBand: band, birthDate }, day)).toBe(minor)
})

test('who has not told their age counts as a minor', () => {
  expect(isMinor({ ageBand: 'unknown', birthDate: null }, day)).toBe(true)
})

test('on 28 February nobody born on the 29th is of age', () => {
  const eve = Temporal.PlainDate.from('2026-02-28')
  expect(isMinor({ ageBand: '16-17', birthDate: '2008-02-29' }, eve)).toBe(true)
  expect(bandOn('2008-02-29', eve)).toBe('16-17')
})

test.each(['2027-01-01', '1900-01-01', '2001-02-29', 'yesterday', ''])('%j is no date of birth', (text) => {
  expect(parseBirthDate(text, day)).toBeUndefined()
})

test('a name is one line without hidden characters', () => {
  expect(parseName('  Лина \n\u202e Қ.  ')).toBe('Лина Қ.')
  expect(parseName(' \u200b ')).toBeUndefined()
  expect(parseName('x'.repeat(81))).toBeUndefined()
})
