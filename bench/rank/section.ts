import { randomUUID } from 'node:crypto'
import { openApp } from '../../src/app'
import { KeptIndex } from '../../src/dispatch/ask-index/kept-index'
import { findPost, toProblemPost } from '../../src/dispatch/queries/find-post'
import { listBest } from '../../src/dispatch/queries/list-best'
import { rankForPost } from '../../src/dispatch/queries/rank-for-post'
import { unwrap } from '../../src/kit/result'
import { jsonLog, openSession, parseConfig } from '../../src/platform'
import { loadCandidates } from '../../src/volunteers'
import { openBenchDatabase } from '../database'
import { type Figure, tellFigures } from '../figure'
import { median, ms, quantile, times } from '../numbers'
import { rankBarely } from './bare-loop'
import { loadCity } from './load-city'

const VOLUNTEERS = 10_000
const ROUNDS = 15
const WARM_UP = 3
const TIME_MAX_MS = 250
/** Of what reads everybody, in parts, so that other work goes on in between. */
const WHOLE_MAX_MS = 400
/** Of what reads through the index alone. */
const NARROW_MAX_MS = 100
const BLOCKED_MAX_MS = 30
const SHOWN = 50
/** Pages stay quick while a plan is made: for so long at most nothing else runs. */
const PLANNING_BLOCKED_MAX_MS = 20
const PLANS = 5

const database = await openBenchDatabase()
const app = await openApp({
  config: unwrap(parseConfig({}, [])),
  connection: database.connection('asar_app'),
  log: (event, fields) => (event.endsWith('failed') ? jsonLog(event, fields) : undefined),
  publicFolder: 'dist/public',
  background: false,
})
const { db } = app.system
const now = Temporal.Now.instant()

type Taken = { readonly times: number[]; readonly blocked: number[] }

/** Runs the work some times: how long each took, and for how long it let nothing else run at a stretch. */
async function take(work: (round: number) => Promise<void>, rounds = ROUNDS): Promise<Taken> {
  const taken: Taken = { times: [], blocked: [] }
  for (let round = 0; round < WARM_UP + rounds; round++) {
    let blocked = 0
    let running = true
    let last = performance.now()
    const tick = () => {
      const at = performance.now()
      blocked = Math.max(blocked, at - last)
      last = at
      if (running) setTimeout(tick, 1)
    }
    setTimeout(tick, 1)
    const started = performance.now()
    await work(round)
    const took = performance.now() - started
    await new Promise((resolve) => setTimeout(resolve, 2))
    running = false
    if (round < WARM_UP) continue
    taken.times.push(took)
    taken.blocked.push(blocked)
  }
  return taken
}

const figuresOf = (name: string, { times: all, blocked }: Taken, limit = TIME_MAX_MS): Figure[] => [
  {
    figure: `${name}, ${VOLUNTEERS} volunteers of one city`,
    ours: `median ${ms(median(all))}, p90 ${ms(quantile(all, 0.9))}`,
    other: '',
    judged: ms(median(all)),
    limit: `≤ ${limit} ms`,
    holds: median(all) <= limit,
  },
  {
    figure: `${name}, longest time nothing else runs`,
    ours: `median ${ms(median(blocked))}, p90 ${ms(quantile(blocked, 0.9))}`,
    other: '',
    judged: ms(median(blocked)),
    limit: `≤ ${BLOCKED_MAX_MS} ms`,
    holds: median(blocked) <= BLOCKED_MAX_MS,
  },
]

try {
  let city = { dana: '', postIds: [] as readonly string[] }
  await database.load(async (client) => {
    city = await loadCity(client, VOLUNTEERS, WARM_UP + ROUNDS, now.toString())
  })
  const [first = ''] = city.postIds
  const cookie = `asar_session=${await openSession(db, city.dana, 'bench', now)}`
  const send = async (path: string, expected: number, form?: Record<string, string>) => {
    const answer = await app.http.request(`http://127.0.0.1:8080${path}`, {
      headers: { cookie, 'accept-language': 'kk', 'sec-fetch-site': 'same-origin' },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams({ _key: randomUUID(), ...form }) }),
    })
    await answer.arrayBuffer()
    if (answer.status !== expected) throw new Error(`${path} answered ${answer.status}`)
  }
  const how = { ceiling: '100', wanted: '900', minutes: '60' }

  const post = await findPost(db, first)
  if (post === undefined) throw new Error('expected the post')
  let eligible = 0
  const ranking = await take(async () => {
    eligible = (await rankForPost(db, post, now, { k: SHOWN })).eligible
  })
  if (eligible < VOLUNTEERS / 10) throw new Error(`expected many who may come, found ${eligible}`)
  console.error(`${eligible} of ${VOLUNTEERS} may come`)
  const day = { from: post.starts_at.subtract({ hours: 12 }), to: post.ends_at.add({ hours: 12 }) }
  const people = await loadCandidates(db, { regionId: 'KZ-27', ...day, limit: 20_000 }, now)
  const problem = toProblemPost(post, [])
  const bare = await take(async () => void rankBarely(problem, people, SHOWN))

  const page = await take(() => send(`/desk/posts/${first}`, 200))
  const plan = await take(async () => {
    await send('/desk/plan', 303, { of: post.organization_id, days: '14' })
    for (;;) {
      const open = await db
        .selectFrom('plan_orders')
        .select('id')
        .where('state', 'in', ['waiting', 'running'])
        .execute()
      if (open.length === 0) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }, PLANS)
  const made = await db.selectFrom('plans').select('id').execute()
  if (made.length !== WARM_UP + PLANS) throw new Error(`expected every plan to be made, found ${made.length}`)
  const kept = new KeptIndex(app.system)
  kept.follower.begin?.()
  await kept.fill()
  if (kept.size !== VOLUNTEERS) throw new Error(`expected everybody in the index, found ${kept.size}`)
  const [everybody, through] = [await rankForPost(db, post, now, { k: 600 }), await listBest(db, post, now, 600)]
  if (everybody.ranked.some(({ personId }, at) => through[at]?.personId !== personId))
    throw new Error('expected the same people through the index')
  const whole = await take(async () => void (await rankForPost(db, post, now, { k: 600 })))
  const narrow = await take(async () => void (await listBest(db, post, now, 600)))
  const shown = await take(async () => void (await listBest(db, post, now, SHOWN + 1)))
  const forecast = await take(() => send(`/desk/posts/${first}?forecast=1`, 200))
  const candidates = await take(() => send(`/desk/posts/${first}/candidates`, 200))
  const keptOut = await take(() => send(`/desk/posts/${first}/candidates?out=1`, 200))
  const callOut = await take((round) => send(`/desk/posts/${city.postIds[round]}/call-outs`, 303, how))
  tellFigures([
    ...figuresOf('ranking one post', ranking, WHOLE_MAX_MS),
    {
      figure: 'the same beside a bare loop over arrays in memory',
      ours: ms(median(ranking.times)),
      other: `${ms(median(bare.times))} without reading anything`,
      judged: times(median(ranking.times) / median(bare.times)),
      limit: '',
      holds: undefined,
    },
    ...figuresOf('page of a post', page),
    ...figuresOf('best 50, as the list of candidates shows, through the index', shown, NARROW_MAX_MS),
    {
      figure: 'the same beside reading everybody',
      ours: ms(median(shown.times)),
      other: ms(median(ranking.times)),
      judged: times(median(shown.times) / median(ranking.times)),
      limit: '',
      holds: undefined,
    },
    ...figuresOf('list of candidates', candidates, NARROW_MAX_MS),
    ...figuresOf('the same with everybody who is kept out', keptOut, WHOLE_MAX_MS),
    ...figuresOf('forecast of a call-out', forecast, NARROW_MAX_MS),
    ...figuresOf('start of a call-out', callOut),
    {
      figure: `a plan of ${WARM_UP + ROUNDS} posts over them, longest time nothing else runs`,
      ours: `median ${ms(median(plan.blocked))}, p90 ${ms(quantile(plan.blocked, 0.9))}; made in ${ms(median(plan.times))}`,
      other: '',
      judged: ms(median(plan.blocked)),
      limit: `≤ ${PLANNING_BLOCKED_MAX_MS} ms`,
      holds: median(plan.blocked) <= PLANNING_BLOCKED_MAX_MS,
    },
    ...figuresOf('best 600, as a call-out starts, through the index', narrow),
    {
      figure: 'the same beside reading everybody',
      ours: ms(median(narrow.times)),
      other: ms(median(whole.times)),
      judged: times(median(narrow.times) / median(whole.times)),
      limit: '',
      holds: undefined,
    },
  ])
} finally {
  await app.stop()
  await database.stop()
}
