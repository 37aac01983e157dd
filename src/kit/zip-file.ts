import { crc32, inflateRawSync } from 'node:zlib'
import { err, ok, type Result } from './result'

/** Bounds held while an archive is opened: `entriesMax` files, `bytesUnpackedMax` bytes for all of them together. */
export type ZipLimits = { readonly entriesMax: number; readonly bytesUnpackedMax: number }

/** Why an archive was not opened. */
export type ZipError =
  | { readonly kind: 'not-an-archive'; readonly detail: string }
  | { readonly kind: 'archive-too-large'; readonly bytesUnpackedMax: number }
  | { readonly kind: 'entries-too-many'; readonly entriesMax: number }

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1

/**
 * Unpacks the chosen files of a ZIP archive within fixed bounds. Sizes are counted while inflating: what the archive
 * says about itself decides nothing, so neither an honest nor a lying zip bomb uses more than `bytesUnpackedMax`.
 * @see APPNOTE.TXT 6.3.10 (PKWARE)
 */
export function readZip(
  bytes: Buffer,
  wanted: (path: string) => boolean,
  limits: ZipLimits,
): Result<Map<string, Buffer>, ZipError> {
  try {
    return unpack(bytes, wanted, limits)
  } catch (error) {
    // Offsets that point outside the file, broken deflate streams: all one thing to the person who sent the file.
    return err({ kind: 'not-an-archive', detail: error instanceof Error ? error.message : String(error) })
  }
}

function unpack(
  bytes: Buffer,
  wanted: (path: string) => boolean,
  limits: ZipLimits,
): Result<Map<string, Buffer>, ZipError> {
  const end = endOfDirectory(bytes)
  if (end === undefined) return err({ kind: 'not-an-archive', detail: 'no end of directory' })
  const count = bytes.readUInt16LE(end + 10)
  if (count > limits.entriesMax) return err({ kind: 'entries-too-many', entriesMax: limits.entriesMax })
  const files = new Map<string, Buffer>()
  let bytesLeft = limits.bytesUnpackedMax
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return err({ kind: 'not-an-archive', detail: 'broken directory' })
    const pathBytes = bytes.readUInt16LE(at + 28)
    const path = bytes.toString('utf8', at + 46, at + 46 + pathBytes)
    if (wanted(path)) {
      const file = unpackEntry(bytes, at, bytesLeft)
      if (file === 'too-large') return err({ kind: 'archive-too-large', bytesUnpackedMax: limits.bytesUnpackedMax })
      if (file === 'unreadable')
        return err({ kind: 'not-an-archive', detail: `${path} is encrypted or packed another way` })
      bytesLeft -= file.length
      files.set(path, file)
    }
    at += 46 + pathBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return ok(files)
}

function endOfDirectory(bytes: Buffer): number | undefined {
  const earliest = Math.max(0, bytes.length - 22 - 65_535)
  for (let at = bytes.length - 22; at >= earliest; at--) if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at
  return undefined
}

function unpackEntry(bytes: Buffer, at: number, bytesLeft: number): Buffer | 'too-large' | 'unreadable' {
  const method = bytes.readUInt16LE(at + 10)
  const packedBytes = bytes.readUInt32LE(at + 20)
  const header = bytes.readUInt32LE(at + 42)
  if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0 || bytes.readUInt32LE(header) !== LOCAL_HEADER) return 'unreadable'
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
  const packed = bytes.subarray(start, start + packedBytes)
  if (packed.length !== packedBytes) return 'unreadable'
  if (method === STORED) return packed.length > bytesLeft ? 'too-large' : packed
  if (method !== DEFLATED) return 'unreadable'
  if (bytesLeft === 0) return 'too-large'
  try {
    return inflateRawSync(packed, { maxOutputLength: bytesLeft })
  } catch (error) {
    if (error instanceof RangeError) return 'too-large'
    throw error
  }
}

/** ZIP archive with its files stored unpacked, in the order given. Paths are ASCII or UTF-8. */
export function writeZip(files: Iterable<readonly [path: string, content: Buffer]>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, content] of files) {
    const name = Buffer.from(path, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([uint32(LOCAL_HEADER), common, name, content])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([uint32(DIRECTORY_ENTRY), Buffer.from([20, 0]), common, tail, name]))
    parts.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END_OF_DIRECTORY, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
