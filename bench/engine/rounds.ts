import { join } from 'node:path'
import { checkRounds, planRounds } from '../../src/allocation'
import { readLiLim } from '../../src/cli/solve/read-li-lim'
import { readSolomon } from '../../src/cli/solve/read-solomon'
import type { Figure } from '../figure'
import { instances, instanceText, tableRows } from './instances'

const SECONDS = 60
const SAME_SHARE_MIN = 0.8
const DISTANCE_MAX = 1.01

const families = [
  { name: 'vrptw-solomon', read: readSolomon },
  { name: 'vrptw-gh', read: readSolomon },
  { name: 'pdptw-lilim', read: readLiLim },
]

/** Rounds of published instances, a minute each, beside the best values anyone found in any time. */
export function figuresOfRounds(): Figure[] {
  const found = families.flatMap(({ name, read }) => instancesOf(join(instances, name), read))
  if (found.length === 0) return []
  const same = found.filter(({ vehicles, best }) => vehicles <= best.vehicles)
  const mean = same.reduce((sum, { distance, best }) => sum + distance / best.distance, 0) / same.length
  return [
    {
      figure: `rounds of ${found.length} published instances, vehicles`,
      ours: `as few on ${same.length}`,
      other: 'best known',
      judged: `${((100 * same.length) / found.length).toFixed(0)} %`,
      limit: `≥ ${100 * SAME_SHARE_MIN} %`,
      holds: same.length >= SAME_SHARE_MIN * found.length,
    },
    {
      figure: `distance of those ${same.length}, ${SECONDS} s each`,
      ours: '',
      other: 'best known',
      judged: `${mean.toFixed(4)} ×`,
      limit: `≤ ${DISTANCE_MAX} ×`,
      holds: mean <= DISTANCE_MAX,
    },
  ]
}

function instancesOf(family: string, read: typeof readSolomon) {
  return tableRows(join(family, 'best-known.csv')).map(([name = '', , vehicles, distance]) => {
    const best = { vehicles: Number(vehicles), distance: Number(distance) }
    const { problem } = read(instanceText(join(family, `${name}.txt`)))
    const started = performance.now()
    const stop = () => performance.now() - started >= SECONDS * 1000
    const { solution, steps } = planRounds(problem, { seed: 1, stepsMax: Number.POSITIVE_INFINITY, stop })
    const checked = checkRounds(problem, solution?.rounds ?? [])
    if (checked.faults.length > 0) throw new Error(`${name}: ${checked.faults[0]}`)
    console.error(`${name}: ${checked.vehicles} (${vehicles}) ${checked.distance} (${distance}), ${steps} steps`)
    return { vehicles: checked.vehicles, distance: checked.distance, best }
  })
}
