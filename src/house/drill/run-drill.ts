import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import type { Config, Db } from '../../platform'

/** How large a drill is; what coordinators choose among. */
export const drillSizes = {
  small: { volunteers: 40, needs: 10 },
  middle: { volunteers: 200, needs: 40 },
  large: { volunteers: 1000, needs: 150 },
} as const
export type DrillSize = keyof typeof drillSizes

/** What a drill found: the report of `asar simulate --json`. */
export type DrillReport = {
  readonly needs: { readonly raised: number; readonly verified: number; readonly met: number }
  readonly minutesToFirstYes: number | null
  readonly minutesToHelp: number | null
  readonly asksPerFilledSlot: number | null
  readonly idleShare: number | null
  readonly audit: Readonly<
    Record<'doubleBookings' | 'overfilled' | 'missingYes' | 'lineImbalance' | 'goodsImbalance', number>
  >
  readonly entries: number
  readonly seconds: number
}

/** The drill of this process: nothing yet, one that plays, or the last one that ended. */
export type DrillRun =
  | { readonly state: 'running'; readonly size: DrillSize; readonly met: number; readonly needs: number; stop(): void }
  | { readonly state: 'done'; readonly size: DrillSize; readonly report: DrillReport }
  | { readonly state: 'stopped' | 'failed'; readonly size: DrillSize }

const MINUTES_MAX = 15
const CORES_MIN = 2
const MEMORY_BYTES_MIN = 1024 ** 3
const runs = new WeakMap<Config, DrillRun>()

/** The drill that plays or played last, if any. */
export const findDrill = (config: Config): DrillRun | undefined => runs.get(config)

/**
 * Why no drill may start now, beside the one of this process: a machine so small that people at work would feel it, or another process of
 * this installation (a second web process, the command line) that plays one.
 */
export async function findDrillObstacle(
  db: Db,
  machine: Machine = thisMachine(),
): Promise<'weak' | 'elsewhere' | undefined> {
  if (machine.cores < CORES_MIN || machine.freeBytes < MEMORY_BYTES_MIN) return 'weak'
  const { rows } = await sql`SELECT FROM pg_stat_activity WHERE datname LIKE 'asar\\_drill\\_%' LIMIT 1`.execute(db)
  return rows.length > 0 ? 'elsewhere' : undefined
}

/** What a drill needs of the machine it plays on. */
export type Machine = { readonly cores: number; readonly freeBytes: number }

const thisMachine = (): Machine => ({ cores: availableParallelism(), freeBytes: process.availableMemory() })

/**
 * Plays a drill with the command line's `asar simulate`: a process of its own, so that pages stay quick, over a database of its own, so
 * that nothing live is touched. Ends by itself after a quarter of an hour.
 * @returns false where one plays already
 */
export function startDrill(config: Config, size: DrillSize): boolean {
  if (runs.get(config)?.state === 'running') return false
  const { volunteers, needs } = drillSizes[size]
  const words = [
    'simulate',
    '--volunteers',
    `${volunteers}`,
    '--needs',
    `${needs}`,
    '--seed',
    `${Date.now()}`,
    '--json',
  ]
  const child = spawn(process.execPath, ['--enable-source-maps', builtCli(), ...words], {
    env: { ...process.env, ASAR_DATA: resolve(config.dataFolder), ...databaseOf(config) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let wasStopped = false
  const stop = () => {
    wasStopped = true
    child.kill('SIGTERM')
  }
  const timer = setTimeout(stop, MINUTES_MAX * 60_000)
  timer.unref()
  process.once('exit', stop)
  runs.set(config, { state: 'running', size, met: 0, needs, stop })
  createInterface({ input: child.stderr }).on('line', (line) => {
    const [, met] = /(\d+) of \d+ needs met$/.exec(line) ?? []
    if (met !== undefined) runs.set(config, { state: 'running', size, met: Number(met), needs, stop })
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const end = () => {
    clearTimeout(timer)
    process.off('exit', stop)
    const report = wasStopped ? undefined : parseReport(printed)
    runs.set(
      config,
      report === undefined ? { state: wasStopped ? 'stopped' : 'failed', size } : { state: 'done', size, report },
    )
  }
  child.once('error', end).once('close', end)
  return true
}

const databaseOf = ({ databaseUrl }: Config) => (databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl })

function parseReport(printed: string): DrillReport | undefined {
  try {
    return JSON.parse(printed) as DrillReport
  } catch {
    // It ended before it had anything to say.
    return undefined
  }
}

/** The command line as built: beside the server that runs, or in the project when this file runs as it stands. */
function builtCli(): string {
  const here = import.meta.dirname
  const beside = join(here, 'cli.js')
  return existsSync(beside) ? beside : resolve(here, '../../../dist/server/cli.js')
}
