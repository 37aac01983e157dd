import pg from 'pg'
import { type App, openApp } from '../../src/app'
import { rebuildTotals, totalsFollower } from '../../src/indicators'
import { catchUp } from '../../src/journal'
import { unwrap } from '../../src/kit/result'
import { loadCountryPack } from '../../src/places'
import { jsonLog, parseConfig } from '../../src/platform'
import { openBenchDatabase } from '../database'
import { type Figure, tellFigures } from '../figure'
import { median, ms, perSecond, quantile, times } from '../numbers'
import { loadCountry } from '../pages/load-country'
import { seqScansOf } from '../pages/seq-scans'
import { queriesOf } from '../pages/watch-queries'
import { loadEntries } from './load-entries'

const ROUNDS = 200
const WARM_UP = 60
const GROWTH_MAX = 1.25
const FEW = 1_000
const MANY = Number(process.env.ASAR_BENCH_ENTRIES ?? 5_000_000)
const LARGE = 'asar_many'
// Counted anew from the first entry on, as the follower counts them when they come.
const COUNTED = 20_000
const COUNTED_IN = 'asar_counted'
const COUNTED_PER_SECOND_MIN = 2_000

// What anybody opens of the numbers; what it costs must not depend on how much was counted.
const paths = {
  home: '/',
  'page of a region': '/regions/KZ-27',
  'all regions side by side': '/regions',
  'list of numbers': '/numbers',
  'a number of requests': '/numbers/needs-raised',
  'a number of hours': '/numbers/hours-recorded',
  'a waiting time': '/numbers/first-yes-wait',
  'two definitions': '/numbers/two-definitions',
  'all numbers as data': '/api/v1/numbers',
} as const

const database = await openBenchDatabase()
const now = Temporal.Now.instant().toString()

const openHouse = (name?: string): Promise<App> =>
  openApp({
    config: unwrap(parseConfig({}, [])),
    connection: database.connection('asar_app', name),
    log: (event, fields) => (event.endsWith('failed') ? jsonLog(event, fields) : undefined),
    publicFolder: 'dist/public',
    background: false,
  })

/** The same small country in both, and so many entries with their totals in each. */
async function fill(): Promise<void> {
  const app = await openHouse()
  unwrap(await loadCountryPack(app.system, 'KZ'))
  await app.stop()
  const country = { volunteers: 1_000, needs: 200, entries: 0 }
  await database.load(async (client) => {
    await client.query(`SET session_replication_role = replica;
      DELETE FROM journal_pending; DELETE FROM journal_positions; DELETE FROM sealed_facts; DELETE FROM journal`)
    await loadCountry(client, { volunteers: 0, needs: 0, entries: 0 }, country, now)
  })
  await database.load(async (client) => {
    for (const name of [LARGE, COUNTED_IN]) await client.query(`CREATE DATABASE ${name} TEMPLATE asar OWNER asar_owner`)
  }, 'postgres')
  for (const [entries, name] of [
    [FEW, undefined],
    [MANY, LARGE],
    [COUNTED, COUNTED_IN],
  ] as const) {
    const started = performance.now()
    await database.load(async (client) => {
      await loadCountry(client, country, country, now)
      await loadEntries(client, entries, now)
    }, name)
    console.error(`${entries} entries in ${Math.round((performance.now() - started) / 1000)} s`)
  }
}

async function visit({ http }: App, path: string): Promise<number> {
  const started = performance.now()
  const answer = await http.request(`http://127.0.0.1:8080${path}`, { headers: { 'accept-language': 'kk' } })
  const { byteLength } = await answer.arrayBuffer()
  if (answer.status !== 200 || byteLength < 1000)
    throw new Error(`${path} answered ${answer.status} with ${byteLength} bytes`)
  return performance.now() - started
}

async function wholeTablesRead(app: App, path: string): Promise<readonly string[]> {
  const queries = await queriesOf(() => visit(app, path))
  const planner = new pg.Client(database.connection('asar_owner', LARGE))
  await planner.connect()
  const scans = await seqScansOf(planner, queries)
  await planner.end()
  return [...new Set(scans.map(({ table }) => table))]
}

/** Both sides in turn, so that a disturbance of the machine does not fall on one alone. */
async function compare(few: App, many: App, name: string, path: string): Promise<Figure> {
  for (let i = 0; i < WARM_UP; i++) for (const app of [few, many]) await visit(app, path)
  const scans = await wholeTablesRead(many, path)
  const [atFew, atMany]: [number[], number[]] = [[], []]
  for (let i = 0; i < ROUNDS; i++) {
    atFew.push(await visit(few, path))
    atMany.push(await visit(many, path))
  }
  const growth = median(atMany) / median(atFew)
  return {
    figure: `${name}, ${MANY} entries`,
    ours: `median ${ms(median(atMany))}, p99 ${ms(quantile(atMany, 0.99))}${scans.length === 0 ? '' : `, whole of ${scans.join(', ')}`}`,
    other: `${FEW} entries: median ${ms(median(atFew))}, p99 ${ms(quantile(atFew, 0.99))}`,
    judged: times(growth),
    limit: `≤ ${GROWTH_MAX.toFixed(2)} ×`,
    holds: growth <= GROWTH_MAX && scans.length === 0,
  }
}

async function countAnew(): Promise<Figure> {
  const app = await openHouse(COUNTED_IN)
  await rebuildTotals(app.system.db)
  const started = performance.now()
  const counted = await catchUp(app.system.db, totalsFollower)
  const rate = counted / ((performance.now() - started) / 1000)
  await app.stop()
  return {
    figure: `totals counted anew from ${counted} entries`,
    ours: perSecond(rate),
    other: '',
    judged: perSecond(rate),
    limit: `≥ ${COUNTED_PER_SECOND_MIN}/s`,
    holds: counted === COUNTED && rate >= COUNTED_PER_SECOND_MIN,
  }
}

const houses: App[] = []
try {
  await fill()
  const [few, many] = [await openHouse(), await openHouse(LARGE)]
  houses.push(few, many)
  const figures: Figure[] = []
  for (const [name, path] of Object.entries(paths)) figures.push(await compare(few, many, name, path))
  tellFigures([...figures, await countAnew()])
} finally {
  for (const app of houses) await app.stop()
  await database.stop()
}
