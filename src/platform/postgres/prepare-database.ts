import { Client } from 'pg'
import type { ClusterConnection, ClusterUser } from './cluster'
import { ClusterError } from './problem'

/**
 * Makes the owner role, the `asar` database and its extensions where they are missing, and checks that the database
 * knows Kazakh letters. Safe to run again; callers hold the prepare lock.
 * @throws {ClusterError} `unknown-letters`
 */
export async function prepareDatabase(
  superuser: Client,
  connection: (user: ClusterUser, database: string) => ClusterConnection,
  folder: string,
): Promise<void> {
  const roles = await superuser.query("SELECT 1 FROM pg_roles WHERE rolname = 'asar_owner'")
  if (roles.rowCount === 0) await superuser.query('CREATE ROLE asar_owner LOGIN CREATEDB CREATEROLE')
  const databases = await superuser.query("SELECT 1 FROM pg_database WHERE datname = 'asar'")
  if (databases.rowCount === 0) await superuser.query('CREATE DATABASE asar OWNER asar_owner')
  const client = new Client(connection('postgres', 'asar'))
  await client.connect()
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
    await client.query('CREATE EXTENSION IF NOT EXISTS btree_gist')
    const { rows } = await client.query<{ alike: number }>("SELECT similarity('қар', 'қар') AS alike")
    if (rows[0]?.alike !== 1) throw new ClusterError({ kind: 'unknown-letters', folder })
  } finally {
    await client.end()
  }
}
