import { execFileSync } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { dataFolder } from './server-process'

/** A file system of its own that can really be full. */
export type SmallDisk = {
  readonly path: string
  /** Writes until nothing more fits. */
  fill(): Promise<void>
  /** Makes room again. */
  free(): Promise<void>
  remove(): Promise<void>
}

/** Mounts a disk of so many megabytes in memory. @returns why not, where this machine does not let us mount */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | { readonly why: string }> {
  const folder = await dataFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder.path], {
      stdio: 'pipe',
    })
  } catch (cause) {
    await folder.remove()
    return {
      why: `a disk to fill cannot be mounted here: ${String((cause as { stderr?: Buffer }).stderr ?? cause).trim()}`,
    }
  }
  const filler = join(folder.path, 'filler')
  return {
    path: folder.path,
    fill: async () => {
      const file = await open(filler, 'a')
      try {
        for (const size of [1024 * 1024, 4096]) await writeUntilFull(file, Buffer.alloc(size, 'x'))
      } finally {
        await file.close()
      }
    },
    free: () => rm(filler, { force: true }),
    remove: async () => {
      execFileSync('umount', ['-l', folder.path])
      await folder.remove()
    },
  }
}

async function writeUntilFull(file: { appendFile(data: Buffer): Promise<void> }, block: Buffer): Promise<void> {
  try {
    for (;;) await file.appendFile(block)
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'ENOSPC') throw cause
  }
}
