import { copyFile } from 'node:fs/promises'

/** Copies a file where there is one. @returns whether there was */
export async function copyFileIfThere(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
