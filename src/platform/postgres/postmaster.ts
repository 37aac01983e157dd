import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { isProcessAlive } from './is-process-alive'
import { ClusterError } from './problem'
import { rewriteFile } from './rewrite-file'
import { socketPort } from './socket-folder'

const run = promisify(execFile)

/** The running main process of a database folder. */
export interface Postmaster {
  readonly pid: number
  readonly socketFolder: string
  readonly port: number
}

/**
 * The server that works on a database folder, or undefined. A pid file left by a killed server counts only while that
 * very process lives: process ids are used again.
 * @param databaseFolder real path, as the server was started with
 * @throws {ClusterError} `no-permission` when the folder is another user's
 */
export async function findPostmaster(databaseFolder: string): Promise<Postmaster | undefined> {
  const lines = await readLines(pidFile(databaseFolder))
  const pid = Number(lines[0])
  const socketFolder = lines[4]
  if (!Number.isInteger(pid) || pid <= 0 || !socketFolder) return undefined
  if (!(await worksOn(pid, databaseFolder))) return undefined
  return { pid, socketFolder, port: Number(lines[3]) }
}

/**
 * Keeps a strange process, which happens to have the pid of a server that was killed, from barring the start.
 * PostgreSQL overlooks its own parent in its lock files and still checks for children of the killed server.
 */
export async function excuseStrangePid(databaseFolder: string, socketFolder: string): Promise<void> {
  for (const file of [pidFile(databaseFolder), join(socketFolder, `.s.PGSQL.${socketPort}.lock`)]) {
    const lines = await readLines(file)
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 0 || !isProcessAlive(pid) || (await worksOn(pid, databaseFolder))) continue
    await rewriteFile(file, [String(process.pid), ...lines.slice(1)].join('\n'))
  }
}

/**
 * Fast shutdown: open transactions end, everything committed is written. After eight seconds at once; the next start
 * then recovers from the write-ahead log.
 */
export async function stopPostmaster(databaseFolder: string, pid: number): Promise<void> {
  for (const [signal, millisecondsMax] of [
    ['SIGINT', 8000],
    ['SIGQUIT', 2000],
  ] as const) {
    if (!(await worksOn(pid, databaseFolder))) return
    process.kill(pid, signal)
    const until = performance.now() + millisecondsMax
    while (performance.now() < until) {
      if (!(await worksOn(pid, databaseFolder))) return
      await sleep(20)
    }
  }
  throw new ClusterError({ kind: 'stop-failed', folder: databaseFolder, pid })
}

async function worksOn(pid: number, databaseFolder: string): Promise<boolean> {
  if (!isProcessAlive(pid)) return false
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-p', String(pid), '-o', 'command=']).catch(() => ({ stdout: '' }))
    return stdout.includes(databaseFolder)
  }
  try {
    // The main process keeps its command line; its children rename themselves, and a dead one has none.
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
    return words.includes(databaseFolder) || (await readlink(`/proc/${pid}/cwd`)) === databaseFolder
  } catch {
    return false
  }
}

async function readLines(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      throw new ClusterError({ kind: 'no-permission', folder: dirname(file) })
    }
    return []
  }
}

function pidFile(databaseFolder: string): string {
  return join(databaseFolder, 'postmaster.pid')
}
