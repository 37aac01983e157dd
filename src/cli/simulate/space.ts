import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { openDatabase } from '../../open-database'
import { type Config, type ConnectionSettings, migrate, migrateJobs } from '../../platform'

/** A database of its own, empty but for its tables, which goes away again. */
export type Space = { readonly app: ConnectionSettings; drop(): Promise<void> }

const PREFIX = 'asar_drill_'

/**
 * Opens a space on the server of this installation. Live tables are never touched: it is another database. What an earlier run left behind
 * when it was killed is removed.
 * @throws {Error} with what to do where the role of DATABASE_URL may not make databases
 */
export async function openSpace(config: Config): Promise<Space> {
  const { cluster, owner, app } = await openDatabase(config, 'command')
  const name = `${PREFIX}${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString('hex')}`
  const drop = async (): Promise<void> => {
    await run(owner, (client) => dropWhenFree(client, name)).finally(() => cluster?.stop())
  }
  try {
    await run(owner, async (client) => {
      await removeLeftovers(client)
      await create(client, name)
    })
    await migrate(within(owner, name))
    await migrateJobs(within(owner, name))
    return { app: within(app, name), drop }
  } catch (cause) {
    await drop().catch(() => {})
    throw cause
  }
}

async function create(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`CREATE DATABASE ${name}`)
    // What is thrown away at the end need not survive a power cut.
    await client.query(`ALTER DATABASE ${name} SET synchronous_commit = off`)
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== '42501') throw cause
    throw new Error(
      'The role of DATABASE_URL may not make databases, and a drill runs in one of its own. Allow it with ALTER ROLE … CREATEDB, or run the drill on the embedded server (without DATABASE_URL, with another ASAR_DATA).',
    )
  }
}

const TRIES = 20

// Without FORCE: a session of another role, such as a vacuum, may not be ended by us, but is over in a moment. What stays after all is
// removed by a later run.
async function dropWhenFree(client: pg.Client, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await client.query(`DROP DATABASE IF EXISTS ${name}`)
      return
    } catch (cause) {
      if (!(cause instanceof pg.DatabaseError) || cause.code !== OBJECT_IN_USE) throw cause
      if (tries === TRIES) return
      await new Promise((resolve) => setTimeout(resolve, 100 * tries))
    }
  }
}

const OBJECT_IN_USE = '55006'
const HOUR_SECONDS = 3600

async function removeLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database d WHERE datname ~ '^${PREFIX}[0-9]+_' AND datdba = current_user::regrole
       AND split_part(substr(datname, ${PREFIX.length + 1}), '_', 1)::int8 < $1
       AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid) LIMIT 20`,
    [Math.floor(Date.now() / 1000) - HOUR_SECONDS],
  )
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname}`)
}

const within = (settings: ConnectionSettings, database: string): ConnectionSettings => {
  if (settings.connectionString === undefined) return { ...settings, database }
  const url = new URL(settings.connectionString)
  url.pathname = `/${database}`
  return { ...settings, connectionString: url.href }
}

async function run(settings: ConnectionSettings, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(settings)
  await client.connect()
  try {
    await client.query("SET client_min_messages = 'warning'")
    await work(client)
  } finally {
    await client.end()
  }
}
