import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { type BackupManifest, MANIFEST } from '../../platform/postgres'

/** Name of the dump in a backup folder. */
export const DUMP = 'database.dump'

/**
 * Dumps the database behind DATABASE_URL with the `pg_dump` of this machine.
 * @throws {Error} with what to do when there is none of the server's major version
 */
export async function dumpDatabase(
  databaseUrl: string,
  target: string,
  facts: Pick<BackupManifest, 'at' | 'asar'>,
): Promise<BackupManifest> {
  const { version, position } = await askServer(databaseUrl)
  await requireTool('pg_dump', version)
  const file = join(target, DUMP)
  await runOn(databaseUrl, 'pg_dump', ['--format=custom', '--no-owner', `--file=${file}`])
  const manifest: BackupManifest = {
    asarBackup: 1,
    kind: 'dump',
    ...facts,
    postgres: version,
    journalPosition: position,
    folders: [],
    files: [{ path: DUMP, bytes: (await stat(file)).size, sha256: await sha256Of(file) }],
  }
  await writeFile(join(target, MANIFEST), JSON.stringify(manifest), { mode: 0o600, flag: 'wx', flush: true })
  return manifest
}

/** SHA-256 of a file, hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** The server's version, and the last position of its journal (0 in an empty database). */
export async function askServer(databaseUrl: string): Promise<{ version: string; position: number; empty: boolean }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string; filled: boolean }>(
      `SELECT current_setting('server_version') AS version, to_regclass('schema_migrations') IS NOT NULL AS filled`,
    )
    const filled = rows[0]?.filled === true
    const last = filled
      ? await client.query<{ n: string }>('SELECT coalesce(max(position), 0)::text AS n FROM journal_positions')
      : undefined
    return { version: rows[0]?.version ?? '', position: Number(last?.rows[0]?.n ?? 0), empty: !filled }
  } finally {
    await client.end()
  }
}

/** @throws {Error} unless the program is there in the server's own major version: another one may lose what it does not know */
export async function requireTool(program: 'pg_dump' | 'pg_restore', serverVersion: string): Promise<void> {
  const wanted = /^\d+/.exec(serverVersion)?.[0]
  const said = await run(program, ['--version']).catch(() => undefined)
  const found = said === undefined ? undefined : /(\d+)(\.\d+)?/.exec(said)?.[1]
  if (found === wanted) return
  throw new Error(
    `Expected ${program} of PostgreSQL ${wanted}, the version of the server behind DATABASE_URL; found ${found === undefined ? 'none' : `version ${found}`}. Install the client programs of PostgreSQL ${wanted}, or back up with the tools of that server.`,
  )
}

/**
 * Runs a client program of PostgreSQL on this database. The password goes by the environment: arguments are read by everyone on the machine.
 * @throws {Error} with what it complained about
 */
export async function runOn(databaseUrl: string, program: string, args: readonly string[]): Promise<void> {
  const url = new URL(databaseUrl)
  const password = decodeURIComponent(url.password)
  url.password = ''
  await run(program, [...args, '--dbname', url.href], password === '' ? {} : { PGPASSWORD: password })
}

// What it printed.
async function run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  const [out, wrong] = [[] as Buffer[], [] as Buffer[]]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => wrong.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`${program} failed: ${Buffer.concat(wrong).toString().trim()}`)
  return Buffer.concat(out).toString()
}
