import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.generated'

/** The database as every query sees it. */
export type Db = Kysely<DB>

/** How to reach a database: pg's own settings, by socket folder or by address. */
export type ConnectionSettings = {
  host?: string
  port?: number
  user?: string
  password?: string
  database?: string
  connectionString?: string
}

const TIMESTAMPTZ = 1184
const DATE = 1082
const INT8 = 20
const NUMERIC = 1700

// Instants come as Temporal, dates as plain ISO text, counts as numbers (all stay below 2^53).
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === TIMESTAMPTZ) return (text: string) => Temporal.Instant.from(`${text.replace(' ', 'T')}`)
    if (oid === DATE) return (text: string) => text
    if (oid === INT8 || oid === NUMERIC) return Number
    return pg.types.getTypeParser(oid, format)
  },
}

const toParameter = (value: unknown): unknown =>
  value instanceof Temporal.Instant || value instanceof Temporal.PlainDate ? value.toString() : value

// pg writes unknown objects as JSON, which would put quotes around an instant.
class TemporalClient extends pg.Client {
  override query(...args: unknown[]): never {
    if (Array.isArray(args[1])) args[1] = args[1].map(toParameter)
    return Reflect.apply(super.query, this, args) as never
  }
}

/** A pool of at most `connections`, with instants as Temporal in both directions. */
export function openPool(settings: ConnectionSettings, connections = 20): pg.Pool {
  const pool = new pg.Pool({
    ...settings,
    Client: TemporalClient,
    max: connections,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    types: types as pg.CustomTypesConfig,
    application_name: 'asar',
  })
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}

/** Queries over a pool; the pool's owner ends it through `db.destroy()`. */
export const openDb = (pool: pg.Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
