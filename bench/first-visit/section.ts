import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { openApp } from '../../src/app'
import { definitions } from '../../src/indicators'
import { unwrap } from '../../src/kit/result'
import { loadCountryPack } from '../../src/places'
import { openSession, parseConfig, silentLog } from '../../src/platform'
import { openBenchDatabase } from '../database'
import { type Figure, tellFigures } from '../figure'
import { loadCountry, loadTotals, type Size } from '../pages/load-country'
import { type Weight, weigh } from './weigh'

const BROTLI_MAX_BYTES = 14_336
const GZIP_MAX_BYTES = 16 * 1024
const WITH_SCRIPT_MAX_BYTES = 60 * 1024
const DESK_MAX_BYTES = 150 * 1024

const size: Size = { volunteers: 2000, needs: 400, entries: 4000 }

const database = await openBenchDatabase()
const app = await openApp({
  config: unwrap(parseConfig({}, [])),
  connection: database.connection('asar_app'),
  log: silentLog,
  publicFolder: 'dist/public',
  background: false,
})
const server = createServer(getRequestListener(app.http.fetch))

const blocking = (weight: Weight): number => weight.page + weight.styles + weight.images
const all = (weight: Weight): number => blocking(weight) + weight.scripts
const bytes = (count: number): string => `${count} B`
const parts = ({ page, styles, images, scripts }: Weight): string =>
  `page ${page}, styles ${styles}, images ${images}, script ${scripts}`

async function figuresOf(port: number, name: string, path: string): Promise<Figure[]> {
  const [brotli, gzip] = [await weigh(port, path, 'br'), await weigh(port, path, 'gzip')]
  const line = (what: string, weight: Weight, value: number, limit: number): Figure => ({
    figure: `first visit to ${name}, ${what}`,
    ours: parts(weight),
    other: '',
    judged: bytes(value),
    limit: `≤ ${limit}`,
    holds: value <= limit,
  })
  return [
    line('brotli', brotli, blocking(brotli), BROTLI_MAX_BYTES),
    line('gzip', gzip, blocking(gzip), GZIP_MAX_BYTES),
    line('brotli, with all script', brotli, all(brotli), WITH_SCRIPT_MAX_BYTES),
  ]
}

try {
  const now = Temporal.Now.instant()
  unwrap(await loadCountryPack(app.system, 'KZ'))
  let activityId = ''
  let coordinatorId = ''
  await database.load(async (client) => {
    const none = { volunteers: 0, needs: 0, entries: 0 }
    await client.query(
      'SET session_replication_role = replica; DELETE FROM journal_pending; DELETE FROM journal_positions; DELETE FROM sealed_facts; DELETE FROM journal',
    )
    await loadCountry(client, none, size, now.toString())
    await loadTotals(
      client,
      definitions.map(({ id }) => id),
      [],
      none,
      size,
      now.toString(),
    )
    const { rows } = await client.query<{ id: string; coordinator_id: string }>(
      `SELECT id, coordinator_id FROM activities WHERE state = 'open' ORDER BY reference LIMIT 1`,
    )
    activityId = rows[0]?.id ?? ''
    coordinatorId = rows[0]?.coordinator_id ?? ''
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const desk = await weigh(
    port,
    '/desk',
    'br',
    `asar_session=${await openSession(app.system.db, coordinatorId, 'bench', now)}`,
  )
  tellFigures([
    ...(await figuresOf(port, 'home', '/')),
    ...(await figuresOf(port, 'the ask page', '/ask')),
    ...(await figuresOf(port, 'an activity', `/activities/${activityId}`)),
    {
      figure: 'desk before the map, brotli',
      ours: parts(desk),
      other: '',
      judged: bytes(all(desk)),
      limit: `≤ ${DESK_MAX_BYTES}`,
      holds: all(desk) <= DESK_MAX_BYTES,
    },
  ])
} finally {
  server.close()
  server.closeAllConnections()
  await app.stop()
  await database.stop()
}
