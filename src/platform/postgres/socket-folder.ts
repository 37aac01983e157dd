import { createHash } from 'node:crypto'
import { chown, lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClusterError } from './problem'

/** The port in the name of the socket file; nothing listens on the network. */
export const socketPort = 5432

// sockaddr_un holds 108 bytes on Linux and 104 elsewhere, the closing zero included.
const pathBytesMax = process.platform === 'linux' ? 107 : 103

/** Where the socket of a data folder goes: inside it, or in a short folder named by its hash where the path is long. */
export function socketFolderFor(dataFolder: string, shortFolder: string = tmpdir()): string {
  const inside = join(dataFolder, 'socket')
  if (Buffer.byteLength(join(inside, `.s.PGSQL.${socketPort}`)) <= pathBytesMax) return inside
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  const short = join(shortFolder, `asar-${hash}`)
  return Buffer.byteLength(join(short, `.s.PGSQL.${socketPort}`)) <= pathBytesMax ? short : join('/tmp', `asar-${hash}`)
}

/**
 * Makes the folder with mode 0700 for its owner, or checks that it is one: in a shared folder somebody else may have
 * been quicker.
 * @throws {ClusterError} `unsafe-socket-folder`
 */
export async function ensureSocketFolder(folder: string, owner: { uid: number; gid: number }): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
    if (process.geteuid?.() === 0) await chown(folder, owner.uid, owner.gid)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== owner.uid || (found.mode & 0o077) !== 0) {
    throw new ClusterError({ kind: 'unsafe-socket-folder', folder })
  }
}
