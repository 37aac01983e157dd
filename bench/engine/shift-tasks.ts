import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { solveShiftTasks } from '../../src/allocation'
import { readShiftTasks } from '../../src/cli/solve/read-shift-tasks'
import type { Figure } from '../figure'
import { instances, instanceText } from './instances'

const SECONDS = 10
const SHARE_MIN = 0.8
const WORST_MAX = 1.03

/** Tasks at fixed times for as few workers as can be, published instances, ten seconds each, beside the most tasks at one moment. */
export function figuresOfShiftTasks(): Figure[] {
  const folder = join(instances, 'smptsp')
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((name) => name.startsWith('data_'))
  const ratios = files.map((name) => {
    const problem = readShiftTasks(instanceText(join(folder, name.replace(/\.gz$/, ''))))
    const started = performance.now()
    const stop = () => performance.now() - started >= SECONDS * 1000
    const { objective, bound } = solveShiftTasks(problem, { seed: 1, stepsMax: Number.POSITIVE_INFINITY, stop })
    console.error(`${name}: ${objective} (${bound}), ${((performance.now() - started) / 1000).toFixed(1)} s`)
    return (objective ?? Number.POSITIVE_INFINITY) / Math.max(1, bound ?? 1)
  })
  const met = ratios.filter((ratio) => ratio === 1).length
  const worst = Math.max(...ratios)
  return [
    {
      figure: `tasks at fixed times, ${files.length} published instances, ${SECONDS} s each`,
      ours: `as few workers as the bound on ${met}`,
      other: 'the most tasks at one moment',
      judged: `${((100 * met) / files.length).toFixed(0)} %, at worst ${worst.toFixed(3)} ×`,
      limit: `≥ ${100 * SHARE_MIN} %, ≤ ${WORST_MAX} ×`,
      holds: met >= SHARE_MIN * files.length && worst <= WORST_MAX,
    },
  ]
}
