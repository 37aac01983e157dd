import { type GoodsPlan, type GoodsProblem, planGoods, urgencies } from '../../src/allocation'
import { newChance } from '../../src/kit/chance'
import type { Figure } from '../figure'
import { ms } from '../numbers'
import { percent, quickest, unlimited } from './measure'

const [LINES, SOURCES, PLACES, ITEMS] = [50_000, 2_000, 500, 40]
const SECONDS_MAX = 10
const NOW = 29_000_000

/** Goods of a country: open lines of five hundred places and what stores and donors have, too little for all. */
export function figuresOfGoods(): Figure[] {
  const problem = imagineGoods()
  const [milliseconds, { objective, bound, status, solution }] = quickest(2, () => planGoods(problem, unlimited))
  const { proposals, lines } = solution as GoodsPlan
  const short = lines.filter((line) => line.short !== undefined).length
  return [
    {
      figure: `goods of ${SOURCES} sources for ${LINES} lines of ${PLACES} places, ${ITEMS} items: fair shares, then least cost`,
      ours: `${ms(milliseconds)}, ${proposals.length} proposals, ${short} lines short, ${status}`,
      other: `bound ${bound}`,
      judged: `${ms(milliseconds)}, gap ${percent(objective === null || bound === null ? null : (objective - bound) / bound)}`,
      limit: `≤ ${SECONDS_MAX} s, proved`,
      holds: milliseconds <= SECONDS_MAX * 1000 && status === 'optimal',
    },
  ]
}

/** Some are wanted far more than others, as water is; within reach of a line are some twenty sources. */
function imagineGoods(): GoodsProblem {
  const chance = newChance('goods of a country')
  const points = Array.from({ length: PLACES }, () => ({
    latitude: 48 + chance.next() * 6,
    longitude: 60 + chance.next() * 20,
  }))
  const item = () => `item ${Math.floor(chance.next() ** 2 * ITEMS)}`
  return {
    sources: Array.from({ length: SOURCES }, (_, s) => ({
      id: `s${s}`,
      point: chance.one(points),
      item: item(),
      amount: chance.between(50, 1_000),
      ...(chance.happens(0.5) ? { expiresAt: NOW + chance.between(500, 100_000) } : {}),
    })),
    lines: Array.from({ length: LINES }, (_, l) => {
      const place = chance.between(0, PLACES - 1)
      return {
        id: `l${l}`,
        point: points[place] ?? { latitude: 48, longitude: 60 },
        place: `place ${place}`,
        item: item(),
        amount: chance.between(1, 60),
        urgency: chance.one(urgencies),
        due: NOW + chance.between(0, 7_000),
      }
    }),
    substitutes: Array.from({ length: ITEMS / 4 }, (_, n) => ({
      wanted: `item ${n * 4}`,
      given: `item ${n * 4 + 1}`,
      extraMinutes: 30,
    })),
    reachMeters: 250_000,
    now: NOW,
  }
}
