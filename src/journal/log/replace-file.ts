import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Replaces a file, wholly or not at all, and returns once the disk holds it. `mode`: who may read the new one, by itself its owner alone. */
export async function replaceFile(file: string, text: string, mode = 0o600): Promise<void> {
  const fresh = `${file}.new`
  const handle = await open(fresh, 'w', mode)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(fresh, file)
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
