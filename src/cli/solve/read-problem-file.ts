import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { err, ok, type Result } from '../../kit/result'

/** A text longer than this is no problem any solver here could hold; strings of the runtime end soon after. */
const BYTES_MAX = 500_000_000
const CHUNK = 1_000_000

/**
 * Text of a file, plain or gzip.
 * @returns the text, or a sentence that says why there is none
 */
export async function readProblemFile(path: string): Promise<Result<string, string>> {
  let bytes: Buffer
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (size > BYTES_MAX) return err(tooLong(path))
      const read = await readUpTo(file, BYTES_MAX)
      if (read === undefined) return err(tooLong(path))
      bytes = read
    } finally {
      await file.close()
    }
  } catch (cause) {
    return err(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`)
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return ok(bytes.toString('utf8'))
  try {
    const plain = await promisify(gunzip)(bytes, { maxOutputLength: BYTES_MAX })
    return ok(plain.toString('utf8'))
  } catch (cause) {
    const isTooLong = cause instanceof RangeError
    return err(isTooLong ? tooLong(path) : `${path} begins like gzip, but cannot be unpacked.`)
  }
}

/** All of a file; undefined for one that goes on for longer, as a device may, whose size says nothing. */
async function readUpTo(file: FileHandle, bytesMax: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: CHUNK })) {
    length += chunk.length
    if (length > bytesMax) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}

const tooLong = (path: string) => `${path} is too long: expected at most ${BYTES_MAX / 1_000_000} MB of text.`
