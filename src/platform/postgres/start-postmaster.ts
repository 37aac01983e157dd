import { constants } from 'node:fs'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Identity } from './identity'
import { excuseStrangePid } from './postmaster'
import { noLinks } from './rewrite-file'
import { ensureSocketFolder, socketFolderFor, socketPort } from './socket-folder'
import { spawnAs } from './spawn-as'

const logBytesMax = 5_000_000

// Values of rows stay out of the log: no statements, no details, no errors that the asking program hears anyway.
const logSettings = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

const fastSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** A server process just started; `failure` tells what it said if it ended at once. */
export interface StartedPostmaster {
  /** Undefined where it could not be started at all. */
  readonly pid: number | undefined
  readonly hasEnded: () => boolean
  readonly failure: () => Promise<string>
}

/**
 * Starts the server on its own socket alone. Its messages go to `postgres.log` in the data folder.
 * @param fast nothing is flushed to disk, for tests
 */
export async function startPostmaster(
  dataFolder: string,
  databaseFolder: string,
  program: string,
  identity: Identity,
  fast: boolean,
): Promise<StartedPostmaster> {
  const socketFolder = socketFolderFor(dataFolder)
  await ensureSocketFolder(socketFolder, identity)
  await excuseStrangePid(databaseFolder, socketFolder)
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    port: String(socketPort),
    ...logSettings,
    ...(fast ? fastSettings : {}),
  }
  const args = [
    '-D',
    databaseFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const logFile = join(dataFolder, 'postgres.log')
  const logBytes = await makeRoom(logFile)
  const file = await open(logFile, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | noLinks, 0o600)
  try {
    // Whoever owns the data can start it next time without root, and goes on writing here.
    if (identity.kind === 'switch') await file.chown(identity.uid, identity.gid)
    const child = spawnAs(identity, program, args, { stdio: ['ignore', file.fd, file.fd], detached: true })
    let ended = false
    let spawnFailure = ''
    child.once('exit', () => {
      ended = true
    })
    child.once('error', (error) => {
      ended = true
      spawnFailure = error.message
    })
    child.unref()
    return {
      pid: child.pid,
      hasEnded: () => ended,
      failure: async () => spawnFailure || (await readFile(logFile)).subarray(logBytes).toString().trim(),
    }
  } finally {
    await file.close()
  }
}

async function makeRoom(logFile: string): Promise<number> {
  const bytes = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  )
  if (bytes <= logBytesMax) return bytes
  await rename(logFile, `${logFile}.1`)
  return 0
}
