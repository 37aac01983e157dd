/** Which part of which message: `total` at least 2, `part` from 1. */
export type PartOf = { readonly reference: number; readonly total: number; readonly part: number }

const CONCAT_8 = 0x00
const CONCAT_16 = 0x08

/** User data header of a part, with a reference of 8 bits (3GPP TS 23.040, 9.2.3.24.1). */
export const partHeader = ({ reference, total, part }: PartOf): Buffer =>
  Buffer.from([5, CONCAT_8, 3, reference & 0xff, total, part])

/** Which part an untrusted header says it is, with a reference of 8 or 16 bits; undefined where its numbers do not hold together. */
export function partOfHeader(elements: readonly Buffer[]): PartOf | undefined {
  for (const element of elements) {
    const [id, size] = element
    if (id === CONCAT_8 && size === 3 && element.length === 5) return asPart(element.readUInt8(2), element.subarray(3))
    if (id === CONCAT_16 && size === 4 && element.length === 6)
      return asPart(element.readUInt16BE(2), element.subarray(4))
  }
  return undefined
}

const asPart = (reference: number, [total = 0, part = 0]: Uint8Array): PartOf | undefined =>
  parsePart({ reference, total, part })

/** A part, where its numbers say one: part 3 of 2 is none, nor is the only part of one. */
export const parsePart = (partOf: PartOf): PartOf | undefined =>
  partOf.total > 1 && partOf.part >= 1 && partOf.part <= partOf.total ? partOf : undefined
