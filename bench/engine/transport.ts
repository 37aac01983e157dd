import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { solveTransport, type TransportProblem } from '../../src/allocation'
import { readTransport } from '../../src/cli/solve/read-transport'
import { newChance } from '../../src/kit/chance'
import type { Figure } from '../figure'
import { ms, times } from '../numbers'
import { sendByFlow } from './flow-peer'
import { instances, instanceText } from './instances'
import { quickest, unlimited } from './measure'

/** Known optima of the published instances. */
const optima: Readonly<Record<string, number>> = { t30x50: 207613017, t120x200: 750975122, t400x800s: 3207042536 }
const [SOURCES, SINKS] = [300, 450]

/** Goods from sources to sinks: published instances with their optima, and every pair of an imagined one beside or-tools. */
export async function figuresOfTransport(): Promise<Figure[]> {
  const problem = imagineGoods()
  const [milliseconds, own] = quickest(3, () => solveTransport(problem, unlimited))
  const flow = await sendByFlow(problem)
  return [
    ...Object.entries(optima).flatMap(([name, optimum]): Figure[] => {
      const file = join(instances, 'transport', `${name}.txt`)
      if (!existsSync(file) && !existsSync(`${file}.gz`)) return []
      const { objective, status } = solveTransport(readTransport(instanceText(file)), unlimited)
      return [
        {
          figure: `goods, published instance ${name}`,
          ours: `${objective}, ${status}`,
          other: 'known optimum',
          judged: String(objective),
          limit: String(optimum),
          holds: objective === optimum,
        },
      ]
    }),
    {
      figure: `goods from ${SOURCES} sources to ${SINKS} sinks, ${problem.from.length} arcs`,
      ours: `${ms(milliseconds)}, worth ${own.objective}, ${own.status}`,
      other: flow === undefined ? '' : `or-tools-wasm ${ms(flow.milliseconds)}, worth ${flow.worth}`,
      judged: flow === undefined ? 'not installed' : times(milliseconds / flow.milliseconds),
      limit: '≤ 0.5 ×, the same worth',
      holds: flow && milliseconds <= flow.milliseconds / 2 && own.objective === flow.worth,
    },
  ]
}

function imagineGoods(): TransportProblem {
  const chance = newChance('goods')
  const whole = (count: number, least: number, most: number) =>
    Int32Array.from({ length: count }, () => chance.between(least, most))
  return {
    supply: whole(SOURCES, 100, 2000),
    demand: whole(SINKS, 100, 1500),
    weight: whole(SINKS, 500, 2000),
    from: Int32Array.from({ length: SOURCES * SINKS }, (_, a) => Math.floor(a / SINKS)),
    to: Int32Array.from({ length: SOURCES * SINKS }, (_, a) => a % SINKS),
    cost: whole(SOURCES * SINKS, 1, 1000),
  }
}
