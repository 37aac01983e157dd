// GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1): the place in the string is the code.
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extension: readonly (readonly [string, number])[] = [
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
]
const ESCAPE = 0x1b

const codes = new Map<string, readonly number[]>([
  ...[...basic].map((char, code) => [char, [code]] as const).filter(([, [code]]) => code !== ESCAPE),
  ...extension.map(([char, code]) => [char, [ESCAPE, code]] as const),
])

/** Septets of one character, two for those of the extension table; undefined outside the alphabet. */
export const gsm7Codes = (char: string): readonly number[] | undefined => codes.get(char)

/** Septets of a text, one to an octet as SMPP carries them. @throws {Error} on a character outside the alphabet */
export function encodeGsm7(text: string): Buffer {
  return Buffer.from(
    [...text].flatMap((char) => {
      const found = codes.get(char)
      if (found === undefined) throw new Error('expected a text of the GSM 7-bit alphabet')
      return found
    }),
  )
}
