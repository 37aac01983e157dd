import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { raw } from 'hono/html'
import { sql } from 'kysely'
import { z } from 'zod'
import { entryKind, listenToJournal, startJournal } from '../../src/journal'
import { newPublicId } from '../../src/kit/ids'
import { ok, unwrap } from '../../src/kit/result'
import {
  asSystem,
  buildServer,
  type Ctx,
  inCommand,
  type LiveTopic,
  openDb,
  openJobs,
  openLive,
  openPool,
  parseConfig,
  silentLog,
  systemClock,
} from '../../src/platform'
import { answerParent } from '../child'
import { fragmentOf, nowNanoseconds } from './fragment'
import { memoryInUse } from './memory'

// The product's own way from a command to a listener: commit, sequencer, follower, one query, one fragment, every socket.
const noted = entryKind('bench.noted', { subject: 'district', body: z.object({ seq: z.int() }), public: [] })
const id = newPublicId()
const topic: LiveTopic = {
  name: 'bench',
  classOf: async () => 'anyone',
  touches: (entry) => (entry.kind === 'bench.noted' ? [entry.subjectId] : []),
  render: async (ctx) => {
    const row = await ctx.db.selectFrom('districts').select('name_en').where('id', '=', id).executeTakeFirst()
    return raw(fragmentOf(Number(row?.name_en ?? 0)))
  },
}

const connection = JSON.parse(process.argv[2] ?? '{}')
const pool = openPool(connection)
const db = openDb(pool)
const jobs = await openJobs(pool, silentLog)
let nudge = (): void => {}
const base: Omit<Ctx, 'actor' | 'door' | 'lang'> = {
  db,
  clock: systemClock,
  config: unwrap(parseConfig({}, [])),
  log: silentLog,
  jobs,
  ports: { email: undefined, sms: undefined },
  committed: () => nudge(),
}
const ctx = asSystem({ ...base, actor: { kind: 'system', name: 'bench' }, door: 'system', lang: 'en' }, 'bench')
const live = openLive([topic], () => ctx, silentLog)
const journal = await startJournal(db, [live.follower], silentLog)
nudge = journal.nudge
listenToJournal(connection, journal.heard, silentLog)

const note = (seq: number) =>
  inCommand(ctx, 'note', async (tx) => {
    const made = seq === 0
    if (made) {
      await sql`INSERT INTO districts (id, region_id, name_kk, name_ru, name_en)
        VALUES (${id}, (SELECT id FROM regions ORDER BY id LIMIT 1), '0', '0', '0')`.execute(tx.db)
    } else
      await tx.db
        .updateTable('districts')
        .set({ name_en: String(seq) })
        .where('id', '=', id)
        .execute()
    tx.append(noted.entry({ subjectId: id, regionId: 'KZ', body: { seq }, public: {} }))
    return ok(seq)
  })
unwrap(await note(0))

const http = buildServer({
  base,
  routes: [live.route],
  operations: [],
  demoPersons: async () => [],
  setUpPath: async () => undefined,
  publicFolder: 'dist/public',
})
const server = createServer(getRequestListener(http.fetch))
server.listen(0, '127.0.0.1', () =>
  answerParent(async (message) => {
    if (message.ask === 'port') return { port: (server.address() as AddressInfo).port, path: `/live/bench/${id}` }
    if (message.ask === 'memory') return memoryInUse()
    if (message.ask === 'tell') {
      unwrap(await note(Number(message.seq)))
      return { at: nowNanoseconds() }
    }
    return {}
  }),
)
