import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { ensureRunning, findRunning, type Session } from './ensure-running'
import { ensureFolders, type Folders, findFolders } from './folders'
import { isProcessAlive } from './is-process-alive'
import { applicationNameFor, findHolder, releaseLock, shareLock, takeLock, tryLock, unshareLock } from './locks'
import { findPostmaster, stopPostmaster } from './postmaster'
import { prepareDatabase } from './prepare-database'
import { ClusterError } from './problem'

/** The roles one connects as: superuser for set-up alone, owner for migrations, app for everything else. */
export type ClusterUser = 'postgres' | 'asar_owner' | 'asar_app'

/** What `pg` and Kysely need to connect; `host` is the folder of the socket. */
export interface ClusterConnection {
  readonly host: string
  readonly port: number
  readonly user: ClusterUser
  readonly database: string
}

/** A running database server on a data folder. */
export interface Cluster {
  /** Mode 0700; the only way in. */
  readonly socketFolder: string
  readonly port: number
  /** Where PostgreSQL keeps its files. */
  readonly databaseFolder: string
  /** Whether this process has to stop the server: it started it, or took it over from a server process that died. */
  readonly owned: boolean
  connection(user: ClusterUser, database: string): ClusterConnection
  /** Ends this process's part; may be called twice. Within about ten seconds. */
  stop(): Promise<void>
}

/** Where the data is and who is told what happens. */
export interface ClusterOptions {
  /** Made if missing. The database lies in `postgres` below it, its messages in `postgres.log`. */
  readonly dataFolder: string
  /** Takes one sentence for the operator, without personal data. */
  readonly log?: (line: string) => void
  /** Nothing is flushed to disk: for tests alone, a crash of the machine loses data. */
  readonly fast?: boolean
}

/**
 * Opens the database server of a data folder for a server process: makes it on first start, takes it over from a
 * server process that was killed, starts it again should it end unasked. `stop` stops it.
 * @throws {ClusterError} `already-running` when another server process works on the folder, and all others
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { log = () => undefined, fast = false } = options
  const folders = await ensureFolders(options.dataFolder)
  let session = await openForServer(folders, fast)
  log(session.started ? `Database server started (process ${session.postmaster.pid}).` : takeOverLine(session))
  let stopping: Promise<void> | undefined
  let restoring: Promise<void> | undefined
  const watch = (): void => {
    session.client.once('end', () => {
      if (!stopping) restoring = restore()
    })
  }
  const restore = async (): Promise<void> => {
    for (let waitMilliseconds = 250; !stopping; waitMilliseconds = Math.min(waitMilliseconds * 2, 30_000)) {
      log('Database server lost; opening it again.')
      const found = await openForServer(folders, fast).catch((error: Error) => error)
      if (!(found instanceof Error)) {
        session = found
        watch()
        log(`Database server is back (process ${session.postmaster.pid}).`)
        return
      }
      log(found.message)
      await sleep(waitMilliseconds, undefined, { ref: false })
    }
  }
  watch()
  const stop = async (): Promise<void> => {
    // A start that is under way must not outlive us; one that hangs must not hold us up.
    if (restoring) await Promise.race([restoring, sleep(1000, undefined, { ref: false })])
    await stopServer(folders, session.client)
  }
  return describe(folders, session, true, () => {
    stopping ??= stop()
    return stopping
  })
}

/**
 * Connects to the running database server of a data folder without any part in its life: for further web processes.
 * While one is attached, commands that end leave the server running; a server process that ends stops it.
 * @throws {ClusterError} `not-running`, `no-permission`
 */
export async function attachCluster(options: Pick<ClusterOptions, 'dataFolder'>): Promise<Cluster> {
  const folders = await findFolders(options.dataFolder)
  const session = await findRunning(folders, 'guest')
  if (!session) throw new ClusterError({ kind: 'not-running', folder: folders.databaseFolder })
  await shareLock(session.client, 'guests')
  return describe(
    folders,
    session,
    false,
    once(() => session.client.end()),
  )
}

/**
 * For commands: connects to the running database server, or starts it for as long as it is needed. The last command to
 * end stops it, unless a server process has taken it over meanwhile.
 * @throws {ClusterError}
 */
export async function startOrAttach(options: ClusterOptions): Promise<Cluster> {
  const folders = await ensureFolders(options.dataFolder)
  const session = await ensureRunning(folders, 'guest', options.fast ?? false)
  await shareLock(session.client, 'guests')
  if (session.started) await prepare(folders, session)
  return describe(
    folders,
    session,
    session.started,
    once(() => leave(folders, session.client)),
  )
}

async function openForServer(folders: Folders, fast: boolean): Promise<Session> {
  const until = performance.now() + 15_000
  for (;;) {
    const session = await ensureRunning(folders, 'server', fast)
    try {
      if (await tryLock(session.client, 'server')) {
        await prepare(folders, session)
        return session
      }
      const holder = await findHolder(session.client, 'server')
      // A killed process leaves its session for a moment; a command that stops the server holds the lock shortly too.
      const passing = holder?.role !== 'server' || !isProcessAlive(holder.pid)
      if (holder && (!passing || performance.now() > until)) {
        throw new ClusterError({ kind: 'already-running', pid: holder.pid, folder: folders.dataFolder })
      }
    } catch (error) {
      await session.client.end().catch(() => undefined)
      if (error instanceof ClusterError || performance.now() > until) throw error
      // The server stopped between connecting and locking.
    }
    await session.client.end().catch(() => undefined)
    await sleep(50)
  }
}

async function prepare(folders: Folders, session: Session): Promise<void> {
  await takeLock(session.client, 'prepare')
  try {
    await prepareDatabase(session.client, connectionTo(session), folders.databaseFolder)
  } finally {
    await releaseLock(session.client, 'prepare')
  }
}

async function stopServer(folders: Folders, client: Client): Promise<void> {
  const postmaster = await findPostmaster(folders.databaseFolder)
  if (postmaster) await stopPostmaster(folders.databaseFolder, postmaster.pid)
  await client.end().catch(() => undefined)
}

async function leave(folders: Folders, client: Client): Promise<void> {
  try {
    await client.query(`SET application_name = '${applicationNameFor('stopper')}'`)
    await unshareLock(client, 'guests')
    if (await isLast(client)) return await stopServer(folders, client)
  } catch {
    // The server has gone already, and with it our part in it.
  }
  await client.end().catch(() => undefined)
}

// The server lock comes first: whoever opens the folder as a server meanwhile waits for it and starts anew.
async function isLast(client: Client): Promise<boolean> {
  while (!(await tryLock(client, 'server'))) {
    const holder = await findHolder(client, 'server')
    if (holder?.role === 'server') return false
    await sleep(20)
  }
  return tryLock(client, 'guests')
}

function describe(folders: Folders, session: Session, owned: boolean, stop: () => Promise<void>): Cluster {
  const { socketFolder, port } = session.postmaster
  const { databaseFolder } = folders
  return { socketFolder, port, databaseFolder, owned, connection: connectionTo(session), stop }
}

function connectionTo(session: Session): (user: ClusterUser, database: string) => ClusterConnection {
  const { socketFolder: host, port } = session.postmaster
  return (user, database) => ({ host, port, user, database })
}

function takeOverLine(session: Session): string {
  return `Database server of an earlier run taken over (process ${session.postmaster.pid}).`
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}
