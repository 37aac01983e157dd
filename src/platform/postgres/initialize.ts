import { randomUUID } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries'
import type { Identity } from './identity'
import { isProcessAlive } from './is-process-alive'
import { ClusterError } from './problem'
import { rewriteFile } from './rewrite-file'
import { spawnAs } from './spawn-as'

// With LC_CTYPE=C trigram search finds no Kazakh word; macOS has no C.UTF-8.
const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

const settings = {
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  wal_level: 'replica',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/**
 * Makes the database folder where there is none: complete, or not at all.
 * @param fast leaves out the flush to disk, for tests
 * @throws {ClusterError} `start-failed` with what initdb said
 */
export async function initializeDatabase(
  dataFolder: string,
  databaseFolder: string,
  binaries: Binaries,
  identity: Identity,
  fast: boolean,
): Promise<void> {
  await removeLeftovers(dataFolder)
  const unfinished = `${databaseFolder}.new-${process.pid}-${randomUUID().slice(0, 8)}`
  await mkdir(unfinished, { mode: 0o700 })
  try {
    if (identity.kind === 'switch') await chown(unfinished, identity.uid, identity.gid)
    await runInitdb(binaries.initdb, identity, unfinished, fast)
    // Only programs that can open the socket folder reach the server, so no password is asked there; nothing else is let in.
    await rewriteFile(join(unfinished, 'pg_hba.conf'), 'local all all trust\n')
    await rename(unfinished, databaseFolder).catch((error: NodeJS.ErrnoException) => {
      // Another process was quicker; its folder is as good as ours.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** @throws {ClusterError} `other-version` when the data was written by another major version */
export async function checkDatabaseVersion(databaseFolder: string, expected: string): Promise<void> {
  const found = await readFile(join(databaseFolder, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      const detail = `PG_VERSION cannot be read there (${error.code}); the folder holds something else than a database`
      throw new ClusterError({ kind: 'start-failed', folder: databaseFolder, detail })
    },
  )
  if (found !== expected) throw new ClusterError({ kind: 'other-version', folder: databaseFolder, found, expected })
}

async function runInitdb(program: string, identity: Identity, folder: string, fast: boolean): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    '--username=postgres',
    '--encoding=UTF8',
    `--locale=${locale}`,
    '--locale-provider=icu',
    '--icu-locale=und',
    '--auth=trust',
    '--no-instructions',
    ...Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ...(fast ? ['--no-sync'] : []),
  ]
  const child = spawnAs(identity, program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new ClusterError({ kind: 'start-failed', folder, detail: `initdb failed:\n${said.trim()}` })
}

async function removeLeftovers(dataFolder: string): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1]
    if (pid && !isProcessAlive(Number(pid))) await rm(join(dataFolder, name), { recursive: true, force: true })
  }
}
