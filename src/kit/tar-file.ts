const BLOCK = 512

/**
 * A file of a tar archive (POSIX ustar): header, bytes, and zeroes that fill up its last block. No piece is empty: a stream that is
 * handed one would wait for more.
 * @param seconds when it was made, since 1970
 */
export function* tarFile(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  seconds: number,
): Generator<Uint8Array<ArrayBuffer>> {
  yield tarHeader(name, bytes.length, seconds)
  if (bytes.length > 0) yield bytes
  if (bytes.length % BLOCK > 0) yield new Uint8Array(BLOCK - (bytes.length % BLOCK))
}

function tarHeader(name: string, bytes: number, seconds: number): Uint8Array<ArrayBuffer> {
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

/** The end of an archive. */
export const tarEnd = (): Uint8Array<ArrayBuffer> => new Uint8Array(2 * BLOCK)
