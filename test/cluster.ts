import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../src/platform/database/migrate'
import { migrateJobs } from '../src/platform/jobs'
import { type ClusterConnection, type ClusterUser, openCluster } from '../src/platform/postgres'

/** A database server for tests: real PostgreSQL without flushing, and a migrated template that each test file copies. */
export type TestCluster = {
  readonly template: string
  connection(user: ClusterUser, database: string): ClusterConnection
  stop(): Promise<void>
}

const TEMPLATE = 'asar_template'

/** Starts the server in a folder of its own and migrates the template. */
export async function startTestCluster(): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'asar-test-'))
  const cluster = await openCluster({ dataFolder: folder, fast: true })
  const connection: TestCluster['connection'] = (user, database) => cluster.connection(user, database)
  const admin = new pg.Client(connection('postgres', 'postgres'))
  await admin.connect()
  await admin.query(`CREATE DATABASE ${TEMPLATE} OWNER asar_owner`)
  await admin.end()
  const extensions = new pg.Client(connection('postgres', TEMPLATE))
  await extensions.connect()
  await extensions.query('CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist')
  await extensions.end()
  await migrate(connection('asar_owner', TEMPLATE))
  await migrateJobs(connection('asar_owner', TEMPLATE))
  return {
    template: TEMPLATE,
    connection,
    stop: async () => {
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
