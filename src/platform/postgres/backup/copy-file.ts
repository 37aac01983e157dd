import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

const CHUNK_BYTES = 256 * 1024

const AT_ONCE = 16

/** Does the same to each, several at once: flushing many files together costs the disk little more than flushing one. */
export async function inParallel<T>(list: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < list.length; start += AT_ONCE)
    await Promise.all(list.slice(start, start + AT_ONCE).map(run))
}

/**
 * Copies a file byte for byte and flushes it to disk.
 * @returns how much was copied and its SHA-256, or undefined when the source is gone
 */
export async function copyFile(from: string, to: string): Promise<{ bytes: number; sha256: string } | undefined> {
  const source = await open(from, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (source === undefined) return undefined
  try {
    const target = await open(to, 'wx', 0o600)
    try {
      return await pump(source, target)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function pump(source: FileHandle, target: FileHandle): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  let bytes = 0
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, CHUNK_BYTES, null)
    if (bytesRead === 0) break
    const chunk = buffer.subarray(0, bytesRead)
    hash.update(chunk)
    await target.writev([chunk])
    bytes += bytesRead
  }
  await target.datasync()
  return { bytes, sha256: hash.digest('hex') }
}
