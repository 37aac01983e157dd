import fc from 'fast-check'
import { expect, test } from 'vitest'
import { err, ok } from '../kit/result'
import { checkDigit, parseBin } from './bin'

test.each([
  // Published by the companies themselves in their statements.
  ['971240001315', 'a bank'],
  ['940140000385', 'another bank'],
  ['941240000193', 'the telephone company'],
])('the number %s of %s is read', (bin) => {
  expect(parseBin(bin)).toEqual(ok(bin))
})

test('spaces and dashes are no part of it', () => {
  expect(parseBin(' 9712 4000-1315 ')).toEqual(ok('971240001315'))
})

test.each([
  ['', 'not-12-digits'],
  ['97124000131', 'not-12-digits'],
  ['97124000131x', 'not-12-digits'],
  ['900101300017', 'natural-person'],
  ['971340001315', 'not-a-bin'],
  ['971270001315', 'not-a-bin'],
  ['971245001315', 'not-a-bin'],
  ['971240001316', 'wrong-check'],
] as const)('%s is refused: %s', (text, kind) => {
  expect(parseBin(text)).toEqual(err({ kind }))
})

test('a change of any one digit of the serial is noticed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 10 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
      const digits = [...'971240001315'].map(Number)
      digits[place] = ((digits[place] ?? 0) + shift) % 10
      const other = digits.join('')
      const check = checkDigit(digits.slice(0, 11))
      expect(parseBin(other).ok).toBe(check === digits[11])
    }),
  )
})

test('where the first sum gives 10 the second weights decide, and where both do the number was never issued', () => {
  const sums = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 })
  fc.assert(
    fc.property(sums, (digits) => {
      const check = checkDigit(digits)
      expect(check === undefined || (check >= 0 && check <= 9)).toBe(true)
    }),
  )
})
