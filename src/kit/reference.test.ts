import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from './ids'
import { newReference, parseReference, referenceOf } from './reference'

test('a reference survives spaces, small letters, a missing dash and Cyrillic look-alikes', () => {
  const reference = newReference()
  expect(parseReference(` ${reference.toLowerCase().replace('-', ' ')} `)).toBe(reference)
  const cyrillic: Record<string, string> = { A: 'А', K: 'К', M: 'М', T: 'Т', X: 'Х' }
  expect(parseReference([...reference].map((ch) => cyrillic[ch] ?? ch).join(''))).toBe(reference)
})

test('any single wrong character and any swap of neighbours is found', () => {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 30 }), (at, shift) => {
      const plain = newReference().replace('-', '')
      const wrong = alphabet[(alphabet.indexOf(plain[at] ?? '') + shift) % 31]
      expect(parseReference(plain.slice(0, at) + wrong + plain.slice(at + 1))).toBeUndefined()
      const [a, b] = [plain[at] ?? '', plain[at + 1] ?? '']
      if (b !== '' && a !== b) expect(parseReference(plain.slice(0, at) + b + a + plain.slice(at + 2))).toBeUndefined()
    }),
  )
})

test('an id has one reference, which is read like any other', () => {
  const ids = Array.from({ length: 500 }, () => newId())
  const references = ids.map(referenceOf)
  expect(ids.map(referenceOf)).toEqual(references)
  expect(references.map(parseReference)).toEqual(references)
  expect(new Set(references).size).toBe(ids.length)
})
