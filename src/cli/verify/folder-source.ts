import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Source } from '../../verify'

/** A log as files: a copy made by `asar log export`, or by any program that fetched them. */
export const folderSource = (folder: string): Source => ({
  name: folder,
  read: (path) =>
    readFile(join(folder, path)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return undefined
      throw cause
    }),
})
