import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Cluster } from '../cluster'
import { copyFile, inParallel } from './copy-file'
import { type BackupFile, type BackupManifest, MANIFEST } from './manifest'

/** What a backup says about itself beside its files. */
export type BackupFacts = Pick<BackupManifest, 'at' | 'asar'>

/** Called now and then with what was copied so far. */
export type BackupProgress = (files: number, bytes: number) => void

// Contents that the server makes anew at start (PostgreSQL 18, 25.3.3 "Making a Base Backup Using the Low Level API").
const EMPTY = new Set([
  'pg_wal',
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const LEFT_OUT = /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init.*|backup_(label|manifest).*|tablespace_map.*)$/
const TEMPORARY_RELATION = /^t\d+_\d+(_(fsm|vm))?(\.\d+)?$/
const WAL_SEGMENT = /^[0-9A-F]{24}$/

/**
 * Copies a running database server into a folder without stopping anyone: data files while people go on writing, then the write-ahead log
 * that makes them one moment. A temporary replication slot keeps that log from being recycled meanwhile. The manifest is written last.
 * @param target a new or empty folder; its `postgres` will hold the database
 */
export async function backUpCluster(
  cluster: Cluster,
  target: string,
  facts: BackupFacts,
  onProgress: BackupProgress = () => {},
): Promise<BackupManifest> {
  const source = cluster.databaseFolder
  const folder = join(target, 'postgres')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const superuser = new Client({ ...cluster.connection('postgres', 'asar'), application_name: 'asar backup' })
  await superuser.connect()
  try {
    await superuser.query('SELECT pg_create_physical_replication_slot($1, true, true)', [`asar_backup_${process.pid}`])
    const started = await superuser.query<{ wal: string }>(
      "SELECT pg_walfile_name(pg_backup_start('asar backup', fast => true)) AS wal",
    )
    const copy = newCopy(source, folder, onProgress)
    await copy.tree('')
    // Last of the data files, as it names the checkpoint from which the log is replayed.
    await copy.file('global/pg_control')
    const journalPosition = await lastPosition(superuser)
    const stopped = await superuser.query<{ wal: string; label: string; tablespaces: string; version: string }>(
      `SELECT pg_walfile_name(lsn) AS wal, labelfile AS label, spcmapfile AS tablespaces, current_setting('server_version') AS version
       FROM pg_backup_stop(false)`,
    )
    const end = stopped.rows[0]
    const first = started.rows[0]?.wal
    if (end === undefined || first === undefined)
      throw new Error('the database server did not say where the backup ends')
    await copyLog(copy, source, first, end.wal)
    await copy.text('backup_label', end.label)
    if (end.tablespaces.trim() !== '') {
      throw new Error('expected a database without tablespaces of its own; back it up with pg_basebackup instead')
    }
    const manifest: BackupManifest = {
      asarBackup: 1,
      kind: 'copy',
      ...facts,
      postgres: end.version,
      journalPosition,
      folders: copy.folders,
      files: copy.files,
    }
    await writeFile(join(target, MANIFEST), JSON.stringify(manifest), { mode: 0o600, flag: 'wx', flush: true })
    return manifest
  } finally {
    await superuser.end()
  }
}

/** Last position of the journal; 0 while there is none. */
export async function lastPosition(client: Client): Promise<number> {
  const there = await client.query<{ there: boolean }>("SELECT to_regclass('journal_positions') IS NOT NULL AS there")
  if (there.rows[0]?.there !== true) return 0
  const { rows } = await client.query<{ position: string }>(
    'SELECT coalesce(max(position), 0)::text AS position FROM journal_positions',
  )
  return Number(rows[0]?.position ?? 0)
}

type Copy = ReturnType<typeof newCopy>

function newCopy(source: string, target: string, onProgress: BackupProgress) {
  const files: BackupFile[] = []
  const folders: string[] = ['postgres']
  let bytes = 0
  const add = (path: string, done: { bytes: number; sha256: string }) => {
    files.push({ path: `postgres/${path}`, ...done })
    bytes += done.bytes
    if (files.length % 200 === 0) onProgress(files.length, bytes)
  }
  const file = async (path: string): Promise<void> => {
    const done = await copyFile(join(source, path), join(target, path))
    // Gone meanwhile: a dropped table, which the log drops again.
    if (done !== undefined) add(path, done)
  }
  const makeFolder = async (path: string): Promise<void> => {
    await mkdir(join(target, path), { mode: 0o700 })
    folders.push(`postgres/${path}`)
  }
  const tree = async (path: string): Promise<void> => {
    const plain: string[] = []
    for (const entry of await readdir(join(source, path), { withFileTypes: true })) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`
      if (LEFT_OUT.test(entry.name)) continue
      if (entry.isDirectory()) {
        await makeFolder(inner)
        if (path !== '' || !EMPTY.has(entry.name)) await tree(inner)
      } else if (entry.isFile() && inner !== 'global/pg_control' && !TEMPORARY_RELATION.test(entry.name)) {
        plain.push(inner)
      }
    }
    await inParallel(plain, file)
  }
  const text = async (path: string, content: string): Promise<void> => {
    await writeFile(join(target, path), content, { mode: 0o600, flag: 'wx', flush: true })
    const sha256 = createHash('sha256').update(content).digest('hex')
    add(path, { bytes: Buffer.byteLength(content), sha256 })
  }
  return { files, folders, file, tree, text, makeFolder }
}

async function copyLog(copy: Copy, source: string, first: string, last: string): Promise<void> {
  for (const name of ['pg_wal/archive_status', 'pg_wal/summaries']) await copy.makeFolder(name)
  const names = await readdir(join(source, 'pg_wal'))
  // Names of segments sort in the order of the log; histories of time lines are small and always belong to it.
  const wanted = names.filter(
    (name) => (WAL_SEGMENT.test(name) && name >= first && name <= last) || /^[0-9A-F]{8}\.history$/.test(name),
  )
  if (!wanted.includes(first) || !wanted.includes(last))
    throw new Error(`expected the log from ${first} to ${last}, found ${wanted.join(', ') || 'none of it'}`)
  for (const name of wanted.sort()) await copy.file(`pg_wal/${name}`)
}
