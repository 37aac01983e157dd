import { buildModules } from '../build'
import { startChild } from '../child'
import { tellFigures } from '../figure'
import { loadGet } from '../http-load'
import { median, perSecond, times } from '../numbers'

const ROUNDS = 7
const ROUND_MS = 1500
const CONNECTIONS = 8
// Requests in flight on each: one alone would measure how fast the client is woken, the more so the slower the server.
const AHEAD = 8

type Server = {
  port: number
  cpuOf: (work: () => Promise<number>) => Promise<{ rate: number; cpuMicroseconds: number }>
}

async function serverOf(file: string): Promise<Server & { child: Awaited<ReturnType<typeof startChild>> }> {
  const child = await startChild(file)
  const { port } = await child.ask<{ port: number }>({ ask: 'port' })
  const used = async () => {
    const { cpu } = await child.ask<{ cpu: NodeJS.CpuUsage }>({ ask: 'cpu' })
    return cpu.user + cpu.system
  }
  return {
    child,
    port,
    cpuOf: async (work) => {
      const before = await used()
      const started = performance.now()
      const rate = await work()
      const answers = (rate * (performance.now() - started)) / 1000
      return { rate, cpuMicroseconds: ((await used()) - before) / answers }
    },
  }
}

const [oursFile = '', bareFile = ''] = await buildModules(['list/ours.ts', 'list/bare.ts'])
const [ours, bare] = [await serverOf(oursFile), await serverOf(bareFile)]
const textOf = async (port: number) =>
  (
    await fetch(`http://127.0.0.1:${port}/list`, {
      headers: { 'accept-language': 'en', 'accept-encoding': 'identity' },
    })
  ).text()
const whole = await textOf(ours.port)
const [from, to] = [whole.indexOf('<tbody>') + '<tbody>'.length, whole.indexOf('</tbody>')]
await bare.child.ask({ ask: 'frame', before: whole.slice(0, from), after: whole.slice(to) })
if ((await textOf(bare.port)) !== whole) throw new Error('both sides must send the same page')

const rounds: { ours: { rate: number; cpuMicroseconds: number }; bare: { rate: number; cpuMicroseconds: number } }[] =
  []
for (const server of [ours, bare]) await loadGet(server.port, '/list', CONNECTIONS, ROUND_MS, AHEAD)
for (let round = 0; round < ROUNDS; round++) {
  const one = () => ours.cpuOf(() => loadGet(ours.port, '/list', CONNECTIONS, ROUND_MS, AHEAD))
  const other = () => bare.cpuOf(() => loadGet(bare.port, '/list', CONNECTIONS, ROUND_MS, AHEAD))
  if (round % 2 === 0) {
    const first = await one()
    rounds.push({ ours: first, bare: await other() })
  } else {
    const first = await other()
    rounds.push({ bare: first, ours: await one() })
  }
}
await Promise.all([ours.child.stop(), bare.child.stop()])

const ratio = median(rounds.map((round) => round.ours.rate / round.bare.rate))
const cpu = median(rounds.map((round) => round.bare.cpuMicroseconds / round.ours.cpuMicroseconds))
tellFigures([
  {
    figure: `list page of 60 rows (${Math.round(whole.length / 1024)} KB)`,
    ours: perSecond(median(rounds.map((round) => round.ours.rate))),
    other: `${perSecond(median(rounds.map((round) => round.bare.rate)))} bare node:http`,
    judged: times(ratio),
    limit: '≥ 0.50 ×',
    holds: ratio >= 0.5,
  },
  {
    figure: 'the same, processor time of the server a page',
    ours: `${Math.round(median(rounds.map((round) => round.ours.cpuMicroseconds)))} µs`,
    other: `${Math.round(median(rounds.map((round) => round.bare.cpuMicroseconds)))} µs bare`,
    judged: times(cpu),
    limit: '',
    holds: undefined,
  },
])
