import { type Child, startChild } from '../child'
import { openBenchDatabase } from '../database'
import { type Figure, tellFigures } from '../figure'
import { median, ms, quantile, times } from '../numbers'

const LISTENERS = 1000
const COMMITS = 100
const CROWD = 10_000
const EVENTS = 9

type Server = { child: Child; port: number; path: string }

const database = await openBenchDatabase()
await database.load(async (client) => {
  await client.query(`SET session_replication_role = replica;
    INSERT INTO countries (code, name_kk, name_ru, name_en) VALUES ('KZ', 'KZ', 'KZ', 'KZ');
    INSERT INTO regions (id, country_code, kato, kind, name_kk, name_ru, name_en, zone, latitude, longitude)
    VALUES ('KZ-27', 'KZ', '270000000', 'region', 'БҚО', 'ЗКО', 'West Kazakhstan', 'Asia/Oral', 50.3, 50.2)`)
})
let seq = 0

async function serverOf(file: string): Promise<Server> {
  const child = await startChild(`live/${file}`, [JSON.stringify(database.connection('asar_app'))], ['--expose-gc'])
  return { child, ...(await child.ask<{ port: number; path: string }>({ ask: 'port' })) }
}

async function crowdAt(server: Server, count: number): Promise<Child> {
  const crowd = await startChild('live/crowd.ts')
  await crowd.ask({ ask: 'join', port: server.port, path: server.path, count })
  return crowd
}

/** One event; how long the listeners waited (or the last of them), in milliseconds, from the commit (ours) or the start of the loop. */
async function tell(server: Server, crowd: Child, each: boolean): Promise<number[]> {
  seq++
  await crowd.ask({ ask: 'expect', seq })
  const { at } = await server.child.ask<{ at: number }>({ ask: 'tell', seq })
  const seen = await crowd.ask<{ at: number[] }>({ ask: 'seen', each })
  return seen.at.map((moment) => (moment - at) / 1e6)
}

async function commitToListeners(): Promise<Figure> {
  const server = await serverOf('ours.ts')
  const crowd = await crowdAt(server, LISTENERS)
  const waits: number[] = []
  for (let i = 0; i < COMMITS + 10; i++) {
    const waited = await tell(server, crowd, true)
    if (i >= 10) waits.push(...waited)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await crowd.stop()
  await server.child.stop()
  const p99 = quantile(waits, 0.99)
  return {
    figure: `commit to another client, ${LISTENERS} listeners, p99 of ${COMMITS} commits`,
    ours: `median ${ms(median(waits))}, longest ${ms(waits.reduce((a, b) => Math.max(a, b), 0))}`,
    other: '',
    judged: ms(p99),
    limit: '≤ 100 ms',
    holds: p99 <= 100,
  }
}

type Crowded = { server: Server; crowd: Child; rss: number; heap: number; lastWaits: number[] }

async function crowded(file: string): Promise<Crowded> {
  const server = await serverOf(file)
  const before = await server.child.ask<{ rss: number; heap: number }>({ ask: 'memory' })
  const crowd = await crowdAt(server, CROWD)
  await new Promise((resolve) => setTimeout(resolve, 500))
  const after = await server.child.ask<{ rss: number; heap: number }>({ ask: 'memory' })
  return {
    server,
    crowd,
    rss: (after.rss - before.rss) / CROWD,
    heap: (after.heap - before.heap) / CROWD,
    lastWaits: [],
  }
}

const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

try {
  const commits = await commitToListeners()
  const [bare, ours] = [await crowded('bare.ts'), await crowded('ours.ts')]
  const peer = await crowded('better-sse.ts').catch(() => undefined)
  const all = [ours, bare, ...(peer === undefined ? [] : [peer])]
  // In turn, so that a disturbance of the machine does not fall on one side alone.
  for (let i = 0; i < EVENTS + 2; i++) {
    for (const side of all) {
      const [last = Number.NaN] = await tell(side.server, side.crowd, false)
      if (i >= 2) side.lastWaits.push(last)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await Promise.all(all.flatMap((side) => [side.crowd.stop(), side.server.child.stop()]))
  const last = (side: Crowded): number => median(side.lastWaits)
  const lastRatio = last(ours) / last(bare)
  const memoryRatio = ours.rss / bare.rss
  tellFigures([
    commits,
    {
      figure: `event to the last of ${CROWD} listeners, from the commit`,
      ours: ms(last(ours)),
      other: `${ms(last(bare))} bare res.write loop`,
      judged: times(lastRatio),
      limit: '≤ 1.30 ×',
      holds: lastRatio <= 1.3,
    },
    ...(peer === undefined
      ? []
      : [
          {
            figure: 'the same beside better-sse',
            ours: ms(last(ours)),
            other: `${ms(last(peer))}, ${kb(peer.rss)} a listener`,
            judged: times(last(ours) / last(peer)),
            limit: '',
            holds: undefined,
          },
        ]),
    {
      figure: 'memory a listener (resident)',
      ours: kb(ours.rss),
      other: `${kb(bare.rss)} bare`,
      judged: times(memoryRatio),
      limit: '≤ 1.50 ×',
      holds: memoryRatio <= 1.5,
    },
    {
      figure: 'memory a listener (heap after collection)',
      ours: kb(ours.heap),
      other: `${kb(bare.heap)} bare`,
      judged: times(ours.heap / bare.heap),
      limit: '',
      holds: undefined,
    },
  ])
} finally {
  await database.stop()
}
