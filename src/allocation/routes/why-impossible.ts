import { amountOf, type Compiled } from './compile'
import { findCarry } from './find-carry'
import { findVisit } from './find-visit'
import { newInsertionBest } from './insertion'
import type { WhyImpossible } from './rounds-problem'
import { emptyRounds } from './rounds-state'

const nearest: readonly WhyImpossible[] = ['no-vehicle', 'lacks-competence', 'too-large', 'unreachable', 'too-late']

/** Jobs that fit no vehicle's empty round, each with the reason of the vehicle that came nearest. */
export function whyImpossible(p: Compiled): readonly { readonly job: number; readonly why: WhyImpossible }[] {
  const s = emptyRounds(p)
  const best = newInsertionBest()
  const first = firstOfClass(p)
  const found: { job: number; why: WhyImpossible }[] = []
  for (let job = 0; job < p.jobs; job++) {
    let why = 0
    let isPossible = false
    for (const vehicle of first) {
      if (p.given[job * p.vehicles + vehicle] === Infinity) {
        why = Math.max(why, nearest.indexOf(whyNotGiven(p, job, vehicle)))
        continue
      }
      if (p.isCarry[job] === 1) findCarry(s, job, vehicle, best)
      else findVisit(s, job, vehicle, best)
      isPossible = best.cost1 < Infinity
      if (isPossible) break
      why = Math.max(why, nearest.indexOf(isReachable(p, job, vehicle) ? 'too-late' : 'unreachable'))
    }
    if (!isPossible) found.push({ job, why: nearest[why] ?? 'no-vehicle' })
  }
  return found
}

const firstOfClass = ({ classOf }: Compiled): number[] => {
  const first = new Map<number, number>()
  classOf.forEach((one, vehicle) => {
    if (!first.has(one)) first.set(one, vehicle)
  })
  return [...first.values()]
}

function whyNotGiven({ problem }: Compiled, index: number, vehicle: number): WhyImpossible {
  const job = problem.jobs[index]
  const one = problem.vehicles[vehicle]
  if (job === undefined || one === undefined) return 'no-vehicle'
  if (job.vehicles !== undefined && !job.vehicles.includes(vehicle)) return 'no-vehicle'
  if ((job.competences & ~one.competences) !== 0) return 'lacks-competence'
  return one.capacity.some((room, d) => amountOf(job, d) > room) ? 'too-large' : 'no-vehicle'
}

function isReachable({ time, size, startNode, endNode, nodeOf, isCarry }: Compiled, job: number, vehicle: number) {
  const first = nodeOf[job] as number
  const last = first + (isCarry[job] as number)
  const legs = [
    [startNode[vehicle], first],
    [first, last],
    [last, endNode[vehicle]],
  ] as const
  return legs.every(([from, to]) => (time[(from as number) * size + (to as number)] as number) < Infinity)
}
