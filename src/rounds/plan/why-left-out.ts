import type { RoundsAnswer, RoundsProblem } from '../../allocation'
import { type Ability, firstLacking } from './delivery'

/** Why a delivery is in no round. `no-time`: it fits a vehicle alone, but not beside the others. */
export const leftOutReasons = [
  'no-vehicle',
  'lacks-cold',
  'lacks-lift',
  'lacks-vetted',
  'lacks-language',
  'too-large',
  'unreachable',
  'too-late',
  'no-time',
  'no-place',
] as const
/** One of {@link leftOutReasons}. */
export type LeftOutReason = (typeof leftOutReasons)[number]

/** The reason for each job of the problem that is in no round, by job. */
export function whyLeftOut(
  problem: RoundsProblem,
  answer: RoundsAnswer,
): readonly { readonly job: number; readonly why: LeftOutReason }[] {
  const undone = answer.solution?.undone ?? problem.jobs.map((_, job) => job)
  return undone.map((job) => {
    const found = answer.impossible.find((one) => one.job === job)
    if (found === undefined) return { job, why: problem.vehicles.length === 0 ? 'no-vehicle' : 'no-time' }
    return { job, why: found.why === 'lacks-competence' ? lacksOf(problem, job) : found.why }
  })
}

/** What the vehicle that lacks least lacks first. */
function lacksOf(problem: RoundsProblem, job: number): LeftOutReason {
  const asked = problem.jobs[job]?.competences ?? 0
  const lacking = problem.vehicles.map(({ competences }) => ({
    count: bitCount(asked & ~competences),
    what: firstLacking(asked, competences),
  }))
  const nearest = lacking.filter(({ what }) => what !== undefined).sort((a, b) => a.count - b.count)[0]
  return nearest?.what === undefined
    ? 'no-vehicle'
    : (`lacks-${nearest.what}` satisfies `lacks-${Ability | 'language'}`)
}

const bitCount = (bits: number): number => {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count += 1
  return count
}
