import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { locateBinaries } from './binaries'
import { findIdentity } from './find-identity'
import type { Folders } from './folders'
import { checkDatabaseVersion, initializeDatabase } from './initialize'
import { applicationNameFor, type LockRole } from './locks'
import { findPostmaster, type Postmaster } from './postmaster'
import { ClusterError } from './problem'
import { socketFolderFor } from './socket-folder'
import { type StartedPostmaster, startPostmaster } from './start-postmaster'

/** A session of the superuser on a running server. */
export interface Session {
  readonly client: Client
  readonly postmaster: Postmaster
  /** Whether this process started that server. */
  readonly started: boolean
}

// Recovery after a crash replays at most max_wal_size; a slow disk gets time for it.
const startMillisecondsMax = 120_000

/**
 * A session on the server of these folders, which is made and started if need be. A server that is stopping is waited
 * for and then started anew.
 * @throws {ClusterError} why it cannot be
 */
export async function ensureRunning(folders: Folders, role: LockRole, fast: boolean): Promise<Session> {
  const until = performance.now() + startMillisecondsMax
  let own: StartedPostmaster | undefined
  let startsLeft = 3
  if (isInitialized(folders)) await checkDatabaseVersion(folders.databaseFolder, (await locateBinaries()).major)
  let lastProblem = 'it did not answer in time'
  while (performance.now() < until) {
    const postmaster = await findPostmaster(folders.databaseFolder)
    if (postmaster) {
      const client = await connect(postmaster, role)
      // Of two that start at once, the one that came second is still ending when the first already answers.
      if (client instanceof Client) return { client, postmaster, started: own?.pid === postmaster.pid }
      lastProblem = client.message
    } else if (own?.hasEnded()) {
      // Another process may have been quicker with the same start; then it has the folder by now.
      const failure = await own.failure()
      if (!failure.includes('lock file') || startsLeft === 0) {
        throw new ClusterError({ kind: 'start-failed', folder: folders.databaseFolder, detail: failure })
      }
      own = undefined
    } else if (!own) {
      startsLeft -= 1
      own = await start(folders, fast)
    }
    await sleep(25)
  }
  throw new ClusterError({ kind: 'start-failed', folder: folders.databaseFolder, detail: lastProblem })
}

/** A session on the server of these folders if it runs and answers. */
export async function findRunning(folders: Folders, role: LockRole): Promise<Session | undefined> {
  const until = performance.now() + startMillisecondsMax
  while (performance.now() < until) {
    const postmaster = await findPostmaster(folders.databaseFolder)
    if (!postmaster) return undefined
    const client = await connect(postmaster, role)
    if (client instanceof Client) return { client, postmaster, started: false }
    await sleep(25)
  }
  return undefined
}

function isInitialized({ databaseFolder }: Folders): boolean {
  return existsSync(join(databaseFolder, 'PG_VERSION'))
}

async function start(folders: Folders, fast: boolean): Promise<StartedPostmaster> {
  const binaries = await locateBinaries()
  const { dataFolder, databaseFolder } = folders
  const onTheWay = [dataFolder, dirname(socketFolderFor(dataFolder)), dirname(binaries.postgres)]
  const identity = await findIdentity(databaseFolder, onTheWay, binaries.postgres)
  if (!isInitialized(folders)) await initializeDatabase(dataFolder, databaseFolder, binaries, identity, fast)
  await checkDatabaseVersion(databaseFolder, binaries.major)
  return startPostmaster(dataFolder, databaseFolder, binaries.postgres, identity, fast)
}

async function connect(postmaster: Postmaster, role: LockRole): Promise<Client | Error> {
  const client = new Client({
    host: postmaster.socketFolder,
    port: postmaster.port,
    user: 'postgres',
    database: 'postgres',
    application_name: applicationNameFor(role),
  })
  // The server may go away at any moment; whoever needs to know listens for `end`.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    const problem = error instanceof Error ? error : new Error(String(error))
    if ('code' in problem && problem.code === 'EACCES') {
      throw new ClusterError({ kind: 'no-permission', folder: postmaster.socketFolder })
    }
    return problem
  }
}
