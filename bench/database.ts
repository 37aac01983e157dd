import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type ConnectionSettings, migrate, migrateJobs } from '../src/platform'
import { openCluster } from '../src/platform/postgres'

/** A database server for benchmarks: the embedded one in a folder of its own, as durable as in use (every commit is flushed). */
export type BenchDatabase = {
  connection(user: 'postgres' | 'asar_owner' | 'asar_app', name?: string): ConnectionSettings
  /** Runs statements as the superuser, for data that stands there before anything is measured. */
  load(work: (client: pg.Client) => Promise<void>, name?: string): Promise<void>
  stop(): Promise<void>
}

/** Starts the server and migrates an empty database. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'asar-bench-'))
  const cluster = await openCluster({ dataFolder: folder })
  const connection: BenchDatabase['connection'] = (user, name = 'asar') => cluster.connection(user, name)
  await migrate(connection('asar_owner'))
  await migrateJobs(connection('asar_owner'))
  return {
    connection,
    load: async (work, name) => {
      const client = new pg.Client(connection('postgres', name))
      await client.connect()
      try {
        await work(client)
      } finally {
        await client.end()
      }
    },
    stop: async () => {
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
