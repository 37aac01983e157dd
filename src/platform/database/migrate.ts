import pg from 'pg'
import type { ConnectionSettings } from './open'

const files = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true })

/** Migrations in order: number and title from the file name, and the SQL text. */
export const migrations = Object.entries(files)
  .map(([path, sql]) => ({ name: path.replace(/^.*\//, '').replace(/\.sql$/, ''), sql }))
  .sort((a, b) => (a.name < b.name ? -1 : 1))

// Any constant will do; it must only be the same in every process of a deployment.
const MIGRATION_LOCK = 0x41534152

const roles = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'asar_command') THEN CREATE ROLE asar_command NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'asar_app') THEN CREATE ROLE asar_app LOGIN; END IF;
  IF NOT pg_has_role('asar_app', 'asar_command', 'SET') THEN GRANT asar_command TO asar_app WITH INHERIT FALSE, SET TRUE; END IF;
  -- The owner of DATABASE_URL connects as itself and becomes the application; who made a role may hand it to itself.
  IF NOT pg_has_role(current_user, 'asar_app', 'SET') THEN GRANT asar_app TO CURRENT_USER WITH INHERIT FALSE, SET TRUE; END IF;
END $$`

/** Makes the roles that tables are granted to, where they are missing: they belong to the server, so no dump brings them. */
export async function ensureRoles(owner: ConnectionSettings): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(roles)
  } finally {
    await client.end()
  }
}

/**
 * Brings the database to the newest shape, under a lock, forward only.
 * @returns names of the migrations applied now
 * @throws {Error} if the server is not PostgreSQL 18, cannot compare Kazakh words, or a migration fails (then nothing of it stays)
 */
export async function migrate(owner: ConnectionSettings): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query('SET client_min_messages = warning')
    await refuseUnfitServer(client)
    await client.query(roles)
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    )
    const done = await client.query<{ name: string }>('SELECT name FROM schema_migrations')
    const known = new Set(done.rows.map((row) => row.name))
    const applied: string[] = []
    for (const { name, sql } of migrations) {
      if (known.has(name)) continue
      await client.query('BEGIN')
      try {
        await client.query(sql)
        await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name])
        await client.query('COMMIT')
      } catch (cause) {
        await client.query('ROLLBACK')
        throw new Error(`migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
          cause,
        })
      }
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}

async function refuseUnfitServer(client: pg.Client): Promise<void> {
  const version = await client.query<{ v: string }>(`SELECT current_setting('server_version_num') AS v`)
  const number = Number(version.rows[0]?.v)
  if (Math.floor(number / 10_000) !== 18) throw new Error(`expected PostgreSQL 18, got server version ${number}`)
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
  const kazakh = await client.query<{ s: number }>(`SELECT similarity('қар', 'қар') AS s`)
  if (kazakh.rows[0]?.s !== 1) {
    throw new Error(
      "expected similarity('қар','қар') to be 1: this database cannot find Kazakh words; create it with a UTF-8 LC_CTYPE such as C.UTF-8",
    )
  }
}
