import { buildPairs, gap, runAuction, solveRegionWeek } from '../../src/allocation'
import { imagineRegion } from '../../src/allocation/region/imagine-region.testing'
import type { Figure } from '../figure'
import { ms, times } from '../numbers'
import { percent, quickest, unlimited } from './measure'

const CERTIFICATE = 0.00005
const GAP = 0.0005
const GROWTH_MAX = 1.4
const MEMORY_MAX = 4e9

/** A million people and a hundred thousand posts beside a tenth of both: time a pair, from the region to the plan, and memory. */
export function figuresOfCountry(): Figure[] {
  const kinds = [
    ['one post a person', oneAPerson],
    ['week', week],
  ] as const
  return kinds.flatMap(([name, solve]) => {
    const tenth = solve(100_000, 10_000)
    const whole = solve(1_000_000, 100_000)
    const growth = whole.milliseconds / whole.pairs / (tenth.milliseconds / tenth.pairs)
    const resident = process.resourceUsage().maxRSS * 1024
    return [
      {
        figure: `${name}, a million people, ${whole.pairs} pairs`,
        ours: `${ms(whole.milliseconds)}, ${percent(whole.gap)}`,
        other: `a tenth of it ${ms(tenth.milliseconds)}`,
        judged: `${times(growth)} the time a pair`,
        limit: `≤ ${GROWTH_MAX} ×`,
        holds: growth <= GROWTH_MAX,
      },
      {
        figure: `${name}, memory of the process at most so far`,
        ours: `${(resident / 1e9).toFixed(2)} GB`,
        other: '',
        judged: `${(resident / 1e9).toFixed(2)} GB`,
        limit: '≤ 4 GB',
        holds: resident <= MEMORY_MAX,
      },
    ]
  })
}

type Solve = { readonly milliseconds: number; readonly pairs: number; readonly gap: number | null }

function oneAPerson(people: number, posts: number): Solve {
  const region = imagineRegion(people, posts, 1)
  const [milliseconds, { pairs, auction }] = quickest(1, () => {
    const built = buildPairs(region)
    return { pairs: built.post.length, auction: runAuction(built, unlimited, CERTIFICATE) }
  })
  return { milliseconds, pairs, gap: gap(auction.objective, auction.bound) }
}

function week(people: number, posts: number): Solve {
  const region = imagineRegion(people, posts, 1)
  const pairs = buildPairs(region).post.length
  const [milliseconds, plan] = quickest(1, () => solveRegionWeek(region, unlimited, GAP))
  return { milliseconds, pairs, gap: gap(plan.objective, plan.bound) }
}
