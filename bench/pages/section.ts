import pg from 'pg'
import { type App, openApp } from '../../src/app'
import { definitions } from '../../src/indicators'
import { unwrap } from '../../src/kit/result'
import { loadCountryPack } from '../../src/places'
import { jsonLog, openSession, parseConfig } from '../../src/platform'
import { openBenchDatabase } from '../database'
import { type Figure, tellFigures } from '../figure'
import { median, ms, quantile, times } from '../numbers'
import { loadCountry, loadTotals, type Size } from './load-country'
import { seqScansOf } from './seq-scans'
import { queriesOf } from './watch-queries'

const ROUNDS = 200
const QUERIES_MAX = 6
const P99_MAX_MS = 25
const GROWTH_MAX = 1.5

const none: Size = { volunteers: 0, needs: 0, entries: 0 }
const small: Size = { volunteers: 10_000, needs: 2_000, entries: 200_000 }
const large: Size = { volunteers: 100_000, needs: 20_000, entries: 2_000_000 }

const LARGE = 'asar_large'

const database = await openBenchDatabase()
const now = Temporal.Now.instant()

const openHouse = (name?: string): Promise<App> =>
  openApp({
    config: unwrap(parseConfig({}, [])),
    connection: database.connection('asar_app', name),
    log: (event, fields) => (event.endsWith('failed') ? jsonLog(event, fields) : undefined),
    publicFolder: 'dist/public',
    background: false,
  })

async function grow(from: Size, to: Size, name?: string): Promise<void> {
  const started = performance.now()
  await database.load(async (client) => {
    await loadCountry(client, from, to, now.toString())
    const ids = definitions.map((definition) => definition.id)
    await loadTotals(client, ids, ids.slice(0, 3), from, to, now.toString())
    await client.query('VACUUM ANALYZE')
  }, name)
  const seconds = Math.round((performance.now() - started) / 1000)
  console.error(`${to.volunteers} volunteers, ${to.needs} needs, ${to.entries} entries in ${seconds} s`)
}

/** The regions and places of the country, without the entries that its loading wrote. */
async function loadPlaces(): Promise<void> {
  const app = await openHouse()
  unwrap(await loadCountryPack(app.system, 'KZ'))
  await app.stop()
  await database.load(async (client) => {
    await client.query(`SET session_replication_role = replica;
      DELETE FROM journal_pending; DELETE FROM journal_positions; DELETE FROM sealed_facts; DELETE FROM journal`)
  })
}

type Visit = { readonly name: string; readonly path: string; readonly cookie: string; readonly judged: boolean }
type Seen = { readonly times: number[]; readonly queries: number; readonly scans: readonly string[] }
type Site = { readonly app: App; readonly name: string | undefined; readonly visits: readonly Visit[] }

async function visitsOf({ system }: App, name: string | undefined): Promise<Visit[]> {
  const { rows } = await queryAsSuperuser<{ volunteer: string; coordinator: string; activity: string }>(
    `SELECT a.id AS activity, a.coordinator_id AS coordinator, g.volunteer_id AS volunteer
     FROM activities a JOIN assignments g ON g.activity_id = a.id AND g.state = 'live'
     WHERE a.state = 'open' AND a.starts_at > $1::timestamptz + interval '1 day' ORDER BY a.reference LIMIT 1`,
    [now.toString()],
    name,
  )
  const found = rows[0]
  if (found === undefined) throw new Error('expected an open activity with someone on it')
  const signedIn = async (personId: string) => `asar_session=${await openSession(system.db, personId, 'bench', now)}`
  const [volunteer, coordinator] = [await signedIn(found.volunteer), await signedIn(found.coordinator)]
  return [
    { name: 'volunteer page', path: '/me', cookie: volunteer, judged: true },
    { name: 'activity page', path: `/activities/${found.activity}`, cookie: volunteer, judged: true },
    { name: 'desk', path: '/desk', cookie: coordinator, judged: true },
    { name: 'home', path: '/', cookie: '', judged: true },
    { name: 'activity list', path: '/activities', cookie: '', judged: false },
    { name: 'volunteer record', path: '/me/record', cookie: volunteer, judged: false },
  ]
}

async function queryAsSuperuser<T extends pg.QueryResultRow>(
  text: string,
  values: unknown[],
  name: string | undefined,
): Promise<pg.QueryResult<T>> {
  const client = new pg.Client(database.connection('postgres', name))
  await client.connect()
  try {
    return await client.query<T>(text, values)
  } finally {
    await client.end()
  }
}

async function visit({ http }: App, { path, cookie }: Visit): Promise<number> {
  const started = performance.now()
  const answer = await http.request(`http://127.0.0.1:8080${path}`, {
    headers: { 'accept-language': 'kk', ...(cookie === '' ? {} : { cookie }) },
  })
  const { byteLength } = await answer.arrayBuffer()
  const took = performance.now() - started
  if (answer.status !== 200 || byteLength < 1000)
    throw new Error(`${path} answered ${answer.status} with ${byteLength} bytes`)
  return took
}

async function plansOf(site: Site, one: Visit): Promise<Seen> {
  for (let i = 0; i < 60; i++) await visit(site.app, one)
  const queries = await queriesOf(() => visit(site.app, one))
  const planner = new pg.Client(database.connection('asar_owner', site.name))
  await planner.connect()
  const scans = await seqScansOf(planner, queries)
  await planner.end()
  const inLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 400)
  for (const { table, text } of scans) console.error(`${one.name}: whole of ${table} read by ${inLine(text)}`)
  if (queries.length > QUERIES_MAX)
    console.error([`${one.name}: ${queries.length} queries`, ...queries.map(({ text }) => inLine(text))].join('\n  '))
  return { times: [], queries: queries.length, scans: [...new Set(scans.map(({ table }) => table))] }
}

/** The same page of both sites in turn, so that a disturbance of the machine does not fall on one side alone. */
async function look(small: Site, large: Site, at: number): Promise<Figure[]> {
  const [ofSmall, ofLarge] = [small.visits[at], large.visits[at]]
  if (ofSmall === undefined || ofLarge === undefined) return []
  const [atSmall, atLarge] = [await plansOf(small, ofSmall), await plansOf(large, ofLarge)]
  for (let i = 0; i < ROUNDS; i++) {
    atSmall.times.push(await visit(small.app, ofSmall))
    atLarge.times.push(await visit(large.app, ofLarge))
  }
  return figureOf(ofSmall, atSmall, atLarge)
}

function figureOf({ name, judged }: Visit, atSmall: Seen, atLarge: Seen): Figure[] {
  const p99 = quantile(atSmall.times, 0.99)
  const growth = median(atLarge.times) / median(atSmall.times)
  const holds = p99 <= P99_MAX_MS && atSmall.queries <= QUERIES_MAX && atSmall.scans.length === 0
  return [
    {
      figure: `${name}, server time over ${small.volunteers} volunteers`,
      ours: `median ${ms(median(atSmall.times))}, p99 ${ms(p99)}`,
      other: atSmall.scans.length === 0 ? 'all by index' : `whole of ${atSmall.scans.join(', ')}`,
      judged: `${ms(p99)}, ${atSmall.queries} queries`,
      limit: `≤ ${P99_MAX_MS} ms, ≤ ${QUERIES_MAX}`,
      holds: judged ? holds : undefined,
    },
    {
      figure: `${name}, with ten times the data`,
      ours: `median ${ms(median(atLarge.times))}, p99 ${ms(quantile(atLarge.times, 0.99))}`,
      other: atLarge.scans.length === 0 ? 'all by index' : `whole of ${atLarge.scans.join(', ')}`,
      judged: times(growth),
      limit: `≤ ${GROWTH_MAX.toFixed(2)} ×`,
      holds: judged ? growth <= GROWTH_MAX && atLarge.scans.length === 0 : undefined,
    },
  ]
}

const sites: Site[] = []
try {
  await loadPlaces()
  await grow(none, small)
  await database.load(async (client) => {
    await client.query(`CREATE DATABASE ${LARGE} TEMPLATE asar OWNER asar_owner`)
  }, 'postgres')
  await grow(small, large, LARGE)
  for (const name of [undefined, LARGE]) {
    const app = await openHouse(name)
    sites.push({ app, name, visits: await visitsOf(app, name) })
  }
  const [ofSmall, ofLarge] = sites
  if (ofSmall === undefined || ofLarge === undefined) throw new Error('expected two sites')
  const figures: Figure[] = []
  for (const at of ofSmall.visits.keys()) figures.push(...(await look(ofSmall, ofLarge, at)))
  tellFigures(figures)
} finally {
  for (const { app } of sites) await app.stop()
  await database.stop()
}
