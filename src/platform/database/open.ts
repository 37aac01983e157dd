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
  /** Settings of each session, as on the command line of the server: `-c name=value`. */
  options?: string
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

// What has one plan for all values is parsed and planned once by each connection: rows written, and what its writer marked. Nothing else is
// kept: a plan made for no values in particular could read where an index would have served.
const kept = /^\s*(insert into\s|with "(facts|kept)" as \(insert into|(select )?\/\* one plan \*\/)/i
const KEPT_MAX = 200
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= KEPT_MAX || !kept.test(text)) return known
  const name = `asar_${names.size}`
  names.set(text, name)
  return name
}

// pg writes unknown objects as JSON, which would put quotes around an instant.
class TemporalClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    // A connection lost between two queries of a transaction has nobody listening: its next query fails, the process must not.
    this.on('error', () => {})
  }

  override query(...args: unknown[]): never {
    const [text, values] = args
    if (!Array.isArray(values)) return Reflect.apply(super.query, this, args) as never
    const parameters = values.map(toParameter)
    const name = typeof text === 'string' && values.length > 0 ? nameOf(text) : undefined
    if (name === undefined) return Reflect.apply(super.query, this, [text, parameters, ...args.slice(2)]) as never
    return Reflect.apply(super.query, this, [{ name, text, values: parameters }, ...args.slice(2)]) as never
  }
}

/** A pool of at most `connections`, with instants as Temporal in both directions. */
export function openPool(settings: ConnectionSettings, connections = 20): pg.Pool {
  const pool = new pg.Pool({
    ...settings,
    Client: TemporalClient,
    max: connections,
    // Also how long a request waits its turn in a rush: to be told late is better than to be asked to come again.
    connectionTimeoutMillis: 15_000,
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
