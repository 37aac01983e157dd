import fc from 'fast-check'
import smpp from 'smpp'
import { expect, test } from 'vitest'
import { encodeGsm7, gsm7Codes } from '../../../kit/gsm7'
import { splitText } from '../../../kit/split-text'
import { partHeader, partOfHeader } from './part-header'

const shape = (text: string) => {
  const { encoding, parts, units, left } = splitText(text)
  return [encoding, parts.length, units, left]
}

test.each([
  ['', ['gsm7', 1, 0, 160]],
  ['a'.repeat(160), ['gsm7', 1, 160, 0]],
  ['a'.repeat(161), ['gsm7', 2, 161, 145]],
  ['a'.repeat(306), ['gsm7', 2, 306, 0]],
  ['a'.repeat(307), ['gsm7', 3, 307, 152]],
  ['€'.repeat(80), ['gsm7', 1, 160, 0]],
  ['Иә'.repeat(35), ['ucs2', 1, 70, 0]],
  ['Ж'.repeat(71), ['ucs2', 2, 71, 63]],
  ['Ж'.repeat(134), ['ucs2', 2, 134, 0]],
  [`${'a'.repeat(69)}ғ`, ['ucs2', 1, 70, 0]],
  ['😀'.repeat(35), ['ucs2', 1, 70, 0]],
  ['`', ['ucs2', 1, 1, 69]],
])('%j is counted as a telephone counts it', (text, expected) => {
  expect(shape(text)).toEqual(expected)
})

test('a character of the extension table is never torn', () => {
  const { parts } = splitText(`${'a'.repeat(152)}€${'b'.repeat(10)}`)
  expect(parts).toEqual(['a'.repeat(152), `€${'b'.repeat(10)}`])
})

test('a surrogate pair is never torn, nor a letter from its marks', () => {
  expect(splitText(`${'ж'.repeat(66)}😀${'ж'.repeat(10)}`).parts).toEqual(['ж'.repeat(66), `😀${'ж'.repeat(10)}`])
  expect(splitText(`${'ж'.repeat(66)}и\u0306${'ж'.repeat(10)}`).parts[0]).toBe('ж'.repeat(66))
})

test('parts of any text join to it, and each fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 800 }), (text) => {
      const { encoding, parts } = splitText(text)
      expect(parts.join('')).toBe(text)
      for (const part of parts) {
        expect(part.isWellFormed() || !text.isWellFormed()).toBe(true)
        const octets = encoding === 'gsm7' ? encodeGsm7(part).length : part.length
        expect(octets).toBeLessThanOrEqual(
          encoding === 'gsm7' ? (parts.length === 1 ? 160 : 153) : parts.length === 1 ? 70 : 67,
        )
      }
    }),
  )
})

test('another library reads every code of the alphabet as its character', () => {
  const all = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code)).filter((c) => gsm7Codes(c))
  expect(all).toHaveLength(127 + 10)
  expect(smpp.encodings.ASCII.decode(encodeGsm7(all.join('')))).toBe(all.join(''))
})

test('headers of 8 and 16 bits are read, and those that do not hold together are none', () => {
  expect(partOfHeader([partHeader({ reference: 7, total: 3, part: 2 }).subarray(1)])).toEqual({
    reference: 7,
    total: 3,
    part: 2,
  })
  expect(partOfHeader([Buffer.from([5, 0]), Buffer.from([8, 4, 1, 2, 3, 1])])).toEqual({
    reference: 258,
    total: 3,
    part: 1,
  })
  expect(partOfHeader([Buffer.from([0, 3, 1, 2, 3])])).toBeUndefined()
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 4 }), (elements) => {
      const partOf = partOfHeader(elements.map((one) => Buffer.from(one)))
      if (partOf !== undefined) expect(partOf.part).toBeLessThanOrEqual(partOf.total)
    }),
  )
})
