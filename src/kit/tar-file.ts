const BLOCK = 512

/** The header of a file in a tar archive (POSIX ustar), followed by its bytes and {@link tarPadding}. */
export function tarHeader(name: string, bytes: number, seconds: number): Uint8Array<ArrayBuffer> {
  if (name.length > 100) throw new RangeError(`expected a name of at most 100 characters, got ${name}`)
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at)
  header.write(name, 0)
  octal(0o644, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(bytes, 124, 12)
  octal(Math.max(0, Math.floor(seconds)), 136, 12)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  // Six digits, a zero and a space, as the format has it.
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  )
  return new Uint8Array(header)
}

/** Zeroes that fill up the last block of a file. */
export const tarPadding = (bytes: number): Uint8Array<ArrayBuffer> => new Uint8Array((BLOCK - (bytes % BLOCK)) % BLOCK)

/** The end of an archive. */
export const tarEnd = (): Uint8Array<ArrayBuffer> => new Uint8Array(2 * BLOCK)
