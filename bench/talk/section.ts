import pg from 'pg'
import { openApp } from '../../src/app'
import { unwrap } from '../../src/kit/result'
import { keepInbound } from '../../src/notices'
import { parseConfig, silentLog } from '../../src/platform'
import { openBenchDatabase } from '../database'
import { tellFigures } from '../figure'
import { loadPeople } from './load-people'
import { processorMilliseconds } from './processor-time'

const PER_SECOND = 500
const SECONDS = Number(process.env.TALK_SECONDS ?? '60')
// A house in use has seen messages before, and its database knows how large its tables are: what comes in the first seconds is not measured.
const BEFORE_SECONDS = 5
const TICK_MS = 100
const PATIENCE_MS = 120_000

const known = ['Иә', 'да приду', 'Жоқ', 'не смогу', 'иә, 2 сағаттан кейін', 'после 18', 'мүмкін', 'кезегім қашан']
const strangers = ['Оралға бүгін 20 литр су керек', 'сіз кімсіз', 'статус', 'меню']

const people = PER_SECOND * (BEFORE_SECONDS + SECONDS)

/** The message of a turn: of ten, seven are of volunteers with an open ask, three of unknown numbers; each person writes once. */
const messageOf = (turn: number) => {
  const isKnown = turn % 10 < 7
  const text = isKnown ? known[turn % known.length] : strangers[turn % strangers.length]
  const number = String(turn + 1).padStart(7, '0')
  return { text: text ?? '', from: isKnown ? `+7701${number}` : `+7777${number}` }
}

const database = await openBenchDatabase()
await database.load((client) => loadPeople(client, people))
const app = await openApp({
  config: unwrap(parseConfig({}, [])),
  connection: database.connection('asar_app'),
  log: silentLog,
  publicFolder: 'dist/public',
  background: true,
})
const ctx = app.system
const total = PER_SECOND * SECONDS
const reader = new pg.Client(database.connection('postgres'))
await reader.connect()

/** Keeps the messages of these turns at their pace. @returns how many were kept, once all are */
async function rush(first: number, until: number): Promise<number> {
  const started = performance.now()
  const keeping: Promise<{ readonly kept: boolean }>[] = []
  for (let sent = first; sent < until; ) {
    const due = Math.min(until, first + Math.floor(((performance.now() - started) / 1000) * PER_SECOND))
    for (; sent < due; sent++) {
      const message = messageOf(sent)
      const one = {
        door: 'sms' as const,
        line: '+77112000000',
        ...message,
        providerId: String(sent),
        at: ctx.clock.now(),
      }
      // Every tenth comes twice, as providers repeat what they are not sure of.
      for (let again = sent % 10 === 0 ? 2 : 1; again > 0; again--) keeping.push(keepInbound(ctx, one))
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS))
  }
  return (await Promise.all(keeping)).filter(({ kept }) => kept).length
}

const waiting = async () =>
  Number(
    (await reader.query<{ n: string }>('SELECT count(*) AS n FROM inbound_messages WHERE answered_at IS NULL')).rows[0]
      ?.n,
  )

/** Waits until every message is answered, for so long at most. */
async function allAnswered(patienceMs: number): Promise<void> {
  const started = performance.now()
  while ((await waiting()) > 0 && performance.now() - started < patienceMs)
    await new Promise((resolve) => setTimeout(resolve, 200))
}

await rush(0, people - total)
await allAnswered(PATIENCE_MS)
await reader.query('ANALYZE')
const lastBefore =
  (await reader.query<{ seq: string }>('SELECT max(seq) AS seq FROM inbound_messages')).rows[0]?.seq ?? '0'
const before = processorMilliseconds()
const started = performance.now()
const kept = await rush(people - total, people)
const keptSeconds = (performance.now() - started) / 1000
await allAnswered(PATIENCE_MS)
const answeredSeconds = (performance.now() - started) / 1000
const after = processorMilliseconds()
const left = await waiting()
const { rows } = await reader.query<{
  p50: number
  p99: number
  replies: string
  messages: string
  doubled: string
  refused: string
}>(`
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - kept_at) * 1000) AS p50,
    percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - kept_at) * 1000) AS p99,
    count(*) AS messages, count(*) FILTER (WHERE attention = 'fault') AS refused,
    count(n.id) AS replies,
    (SELECT count(*) FROM (SELECT ask_id FROM answers GROUP BY ask_id HAVING count(*) > 1) d) AS doubled
  FROM inbound_messages m LEFT JOIN notices n ON n.inbound_id = m.id WHERE m.seq > ${lastBefore}`)
const row = rows[0]
await reader.end()
await app.stop()
await database.stop()
const perMessage = (from: number, until: number): string => ((until - from) / total).toFixed(2)
const [p50, p99] = [Math.round(row?.p50 ?? 0), Math.round(row?.p99 ?? 0)]
tellFigures([
  {
    figure: `texts in: ${PER_SECOND} a second for ${SECONDS} s, kept once`,
    ours: `${kept} of ${total} in ${keptSeconds.toFixed(1)} s`,
    other: '',
    judged: `${total - Number(row?.messages ?? 0)} lost`,
    limit: '0 lost',
    holds: kept === total && Number(row?.messages) === total,
  },
  {
    figure: 'texts in: each answered once',
    ours: `${row?.replies} replies, ${row?.doubled} doubled, ${row?.refused} faults, all after ${answeredSeconds.toFixed(1)} s`,
    other: '',
    judged: `${left} unanswered`,
    limit: '0, none doubled',
    holds: left === 0 && row?.doubled === '0' && Number(row.replies) <= total,
  },
  {
    figure: 'texts in: kept until answered, p99',
    ours: `p50 ${p50} ms`,
    other: '',
    judged: `${p99} ms`,
    limit: '1000 ms',
    holds: p99 <= 1000,
  },
  {
    figure: 'texts in: processor time a message, all that follows it included',
    ours: `${perMessage(before.house, after.house)} ms house, ${perMessage(before.database, after.database)} ms database`,
    other: '',
    judged: `${perMessage(before.house + before.database, after.house + after.database)} ms`,
    limit: '',
    holds: undefined,
  },
])
