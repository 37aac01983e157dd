import { randomUUID } from 'node:crypto'
import { get } from 'node:http'
import { listId } from '../../src/line/topic'
import { openDb, openPool, openSession } from '../../src/platform'
import { type Child, startChild } from '../child'
import { openBenchDatabase } from '../database'
import { type Figure, tellFigures } from '../figure'
import { ms, quantile } from '../numbers'
import { type Answered, send } from '../race/browser'
import { loadWaiting } from './load-waiting'

const OPERATORS = 150
const ROWS = 20_000
const ROUNDS = 4
const PACED_SECONDS = 30
const STEP_SECONDS = 3

const database = await openBenchDatabase()
const db = openDb(openPool(database.connection('asar_app')))
const operators = Array.from({ length: OPERATORS }, () => randomUUID())
await database.load((client) => loadWaiting(client, ROWS, operators))

const webs: { child: Child; port: number }[] = []
const portOf = (i: number): number => webs[i % webs.length]?.port ?? 0
const addressOf = (i: number): string => `10.1.0.${1 + i}`
const rung: string[] = []
const answers: Answered[] = []

type Step = 'next' | 'open' | 'find' | 'end' | 'list'
const steps = ['next', 'open', 'find', 'end', 'list'] as const satisfies readonly Step[]
const timesOf = new Map<string, number[]>()
const calls = new Map<number, string>()

/** One step of an operator's work, as their browser does it. */
async function work(i: number, cookie: string, step: Step, pace: string): Promise<void> {
  const who = { cookie, address: addressOf(i) }
  const call = calls.get(i) ?? '/line'
  const turn = rung.length
  const answered = await (step === 'next'
    ? send(portOf(i), '/line/next', who, {})
    : step === 'open'
      ? send(portOf(i), call, who)
      : step === 'find'
        ? send(portOf(i), '/line', who, { who: `8 701 ${String(1000000 + ((turn * 7) % 9000)).slice(0, 7)}` })
        : step === 'end'
          ? send(portOf(i), call, who, { outcome: 'reached', noted: 'All is well' })
          : send(portOf(i), '/line', who))
  answers.push(answered)
  timesOf.set(`${pace} ${step}`, [...(timesOf.get(`${pace} ${step}`) ?? []), answered.milliseconds])
  if (step === 'next' && answered.location.startsWith('/line/')) {
    calls.set(i, answered.location)
    rung.push(answered.location)
  }
}

/** Listens to the live list as each operator's page does; ends with the section. */
const listen = (i: number, cookie: string): void => {
  const path = `/live/line/${listId(['KZ-27'])}`
  get({ host: '127.0.0.1', port: portOf(i), path, agent: false, headers: { cookie } }, (response) =>
    response.on('error', () => {}).resume(),
  ).on('error', () => {})
}

const figureOf = (figure: string, pace: string, limit: number): Figure => {
  const all = steps.flatMap((step) => timesOf.get(`${pace} ${step}`) ?? [])
  const p99 = quantile(all, 0.99)
  const parts = steps.map((step) => `${step} ${ms(quantile(timesOf.get(`${pace} ${step}`) ?? [], 0.99))}`)
  return {
    figure,
    ours: `${all.length} requests, p99 ${parts.join(', ')}`,
    other: '',
    judged: `p99 ${ms(p99)}`,
    limit: `≤ ${limit} ms`,
    holds: p99 <= limit,
  }
}

try {
  for (let i = 0; i < 2; i++) {
    const child = await startChild('race/web.ts', [JSON.stringify(database.connection('asar_app'))])
    webs.push({ child, ...(await child.ask<{ port: number }>({ ask: 'port' })) })
  }
  const now = Temporal.Now.instant()
  const cookies = await Promise.all(
    operators.map(async (id) => `asar_session=${await openSession(db, id, 'bench', now)}`),
  )
  for (const [i, cookie] of cookies.entries()) listen(i, cookie)
  // Once each way before anything is counted, as a shift begins.
  for (const step of steps) await work(0, cookies[0] ?? '', step, 'before')
  // At the pace of work, though a call never takes as little: a step each three seconds.
  await Promise.all(
    cookies.map(async (cookie, i) => {
      const until = performance.now() + PACED_SECONDS * 1000
      await new Promise((resolve) => setTimeout(resolve, (i / OPERATORS) * STEP_SECONDS * 1000))
      // Whole calls only: whoever took the next before this one was ended would give them back to the others.
      for (let turn = 0; performance.now() < until || turn % steps.length > 0; turn++) {
        const started = performance.now()
        await work(i, cookie, steps[turn % steps.length] ?? 'list', 'paced')
        const rest = STEP_SECONDS * 1000 - (performance.now() - started)
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, rest)))
      }
    }),
  )
  for (let round = 0; round < ROUNDS; round++)
    for (const step of steps) await Promise.all(cookies.map((cookie, i) => work(i, cookie, step, 'at once')))
  const doubled = rung.length - new Set(rung).size
  const failures = await Promise.all(webs.map(({ child }) => child.ask<{ failures: string[] }>({ ask: 'failures' })))
  const failed = answers.filter(({ status }) => status >= 400).length + failures.flatMap((one) => one.failures).length
  tellFigures([
    figureOf(
      `line: ${OPERATORS} operators, a step each ${STEP_SECONDS} s, live list of ${ROWS}, two processes`,
      'paced',
      1000,
    ),
    figureOf('line: all of them press in the same instant', 'at once', 3000),
    {
      figure: 'line: people rung, by whom nobody else had',
      ours: `${rung.length} calls`,
      other: '',
      judged: `${doubled} doubled, ${failed} failed`,
      limit: '0, 0',
      holds: doubled === 0 && failed === 0 && rung.length >= OPERATORS * ROUNDS,
    },
  ])
} finally {
  await Promise.all(webs.map(({ child }) => child.stop()))
  await db.destroy()
  await database.stop()
}
