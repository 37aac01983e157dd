import { constants } from 'node:fs'
import { writeFile } from 'node:fs/promises'

/** Flag that refuses links: root must not write where the owner of a folder would like it to. */
export const noLinks = constants.O_NOFOLLOW

/** Replaces the text of a file that exists, keeping its owner; refuses links. */
export function rewriteFile(file: string, text: string): Promise<void> {
  return writeFile(file, text, { flag: constants.O_WRONLY | constants.O_TRUNC | noLinks })
}
