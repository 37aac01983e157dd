import {
  type RepairedRounds,
  type RoundsChange,
  type RoundsProblem,
  type RunningRound,
  repairRounds,
} from '../../allocation'

/** Stops stay with their vehicle unless somebody would go without: dearer than any way saved, cheaper than a delivery undone. */
const MOVE_METERS = 1_000_000
const SEARCH_STEPS = 2_000

/**
 * Puts running rounds right with as few changes as can be. First whatever has lost its place is put in where it costs least, and everything
 * else stays where it is, in its order. Only where that leaves something out are the rounds searched anew, and that is taken only if fewer
 * are left out then, and nobody who was not before.
 */
export function repairWithFewMoves(
  problem: RoundsProblem,
  running: readonly RunningRound[],
  change: Omit<RoundsChange, 'moveCost'>,
): RepairedRounds {
  const whole = { ...change, moveCost: MOVE_METERS }
  const kept = repairRounds(problem, running, whole, { seed: 1, stepsMax: 0 })
  if (kept.undone.length === 0) return kept
  const searched = repairRounds(problem, running, whole, { seed: 1, stepsMax: SEARCH_STEPS })
  const isBetter =
    searched.undone.length < kept.undone.length && searched.undone.every((job) => kept.undone.includes(job))
  return isBetter ? searched : kept
}
