import { expect, test } from 'vitest'
import { err, ok } from '../kit/result'
import { parseContact, parsePhone, sayPhone } from './contact'

test.each([
  [' Lina@Example.KZ ', 'lina@example.kz'],
  ['lina+asar@mail.example.com', 'lina+asar@mail.example.com'],
  ['лина@пошта.қаз', 'лина@xn--80a1acny.xn--80ao21a'],
])('%s is an e-mail', (typed, value) => {
  const read = parseContact(typed, false)
  expect(read.ok && read.value.value.split('@')[0]).toBe(value.split('@')[0])
  expect(read.ok && read.value.value).toMatch(/^[^@]+@[a-z0-9.-]+$/)
})

test.each([
  'lina',
  'lina@',
  '@example.kz',
  'lina@example',
  'a b@example.kz',
  'lina@example.kz, x@y.kz',
  'lina@example.kz\nbcc: x@y.kz',
])('%j is none', (typed) => {
  expect(parseContact(typed, false)).toEqual(err({ kind: 'not-an-email' }))
})

test.each([
  ['8 701 234 56 78', '+77012345678'],
  ['+7 (701) 234-56-78', '+77012345678'],
  ['7012345678', '+77012345678'],
  // A landline of Oral: people without a mobile have one.
  ['8 7112 50 12 34', '+77112501234'],
  ['+49 30 901820', '+4930901820'],
])('%s is the telephone %s', (typed, value) => {
  expect(parsePhone(typed)).toBe(value)
  expect(parseContact(typed, true)).toEqual(ok({ kind: 'phone', value }))
  expect(parseContact(typed, false)).toEqual(err({ kind: 'phones-not-offered' }))
})

test('telephones are shown as people write them', () => {
  expect(sayPhone('+77012345678')).toBe('+7 701 234 56 78')
  expect(sayPhone('+4930901820')).toBe('+49 30 901820')
})
