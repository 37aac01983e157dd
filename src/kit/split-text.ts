import { gsm7Codes } from './gsm7'

/** How a text message travels: in seven bits, or in sixteen where any character asks for it (each of Cyrillic does). */
export type SmsEncoding = 'gsm7' | 'ucs2'

/** A text as a telephone gets it: one part alone, or several that it joins by their headers. */
export type SplitText = {
  readonly encoding: SmsEncoding
  readonly parts: readonly string[]
  /** Septets or 16-bit units of the whole text. */
  readonly units: number
  /** Units that still fit into the last part. */
  readonly left: number
}

// Octets of user data: 140. The header of a part takes six of them (TS 23.040, 9.2.3.24.1).
const capacity = { gsm7: { alone: 160, joined: 153 }, ucs2: { alone: 70, joined: 67 } } as const

/**
 * Splits a text into parts. No character of two units is torn: neither one of the GSM extension table nor a surrogate pair, and a
 * letter keeps the marks that stand on it.
 */
export function splitText(text: string): SplitText {
  const encoding: SmsEncoding = [...text].every((char) => gsm7Codes(char) !== undefined) ? 'gsm7' : 'ucs2'
  const sizeOf = (char: string): number => (encoding === 'gsm7' ? (gsm7Codes(char)?.length ?? 0) : char.length)
  const { alone, joined } = capacity[encoding]
  const units = [...text].reduce((sum, char) => sum + sizeOf(char), 0)
  if (units <= alone) return { encoding, parts: [text], units, left: alone - units }
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const piece of pieces(text, joined)) {
    const length = [...piece].reduce((sum, char) => sum + sizeOf(char), 0)
    if (size + length > joined) {
      parts.push(part)
      part = ''
      size = 0
    }
    part += piece
    size += length
  }
  return { encoding, parts: [...parts, part], units, left: joined - size }
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

// A heap of marks longer than a part has to be torn somewhere: between characters then.
function* pieces(text: string, max: number): Generator<string> {
  for (const { segment } of graphemes.segment(text)) {
    if (segment.length <= max) yield segment
    else yield* segment
  }
}
