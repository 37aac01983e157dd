/**
 * What a solver may spend. The same problem, seed and steps give the same answer on every machine.
 * @see Solved.steps which, given back as `stepsMax`, replays a run that `stop` had ended
 */
export type Budget = {
  /** Whole number. */
  readonly seed: number
  /** Steps at most, at least 0; `Infinity` where only the proof of the best or `stop` ends the run. What a step is, each solver says. */
  readonly stepsMax: number
  /** Asked now and then, at a step; true ends the run with what is found by then. A caller brings in a clock or a cancelled request by it. */
  readonly stop?: () => boolean
}

/**
 * How a run ended: `optimal` only where a bound proves it; `infeasible` only where it is proved that there is no solution;
 * `gave-up` where the budget ended before any solution was found.
 */
export type SolvedStatus = 'optimal' | 'feasible' | 'infeasible' | 'gave-up'

/** Answer of a solver of any kind. */
export type Solved<Solution> =
  | {
      readonly status: 'optimal' | 'feasible'
      readonly objective: number
      /** No solution is better than this: at most the optimum where the goal is the least, at least it where it is the most. Null where none is proved. */
      readonly bound: number | null
      /** Steps taken. */
      readonly steps: number
      readonly solution: Solution
    }
  | {
      readonly status: 'infeasible' | 'gave-up'
      readonly objective: null
      readonly bound: number | null
      readonly steps: number
      readonly solution: null
    }

/** Distance to the bound as a fraction, |objective − bound| / max(1, |bound|); null where either is missing. */
export const gap = (objective: number | null, bound: number | null): number | null =>
  objective === null || bound === null ? null : Math.abs(objective - bound) / Math.max(1, Math.abs(bound))

/** @throws {RangeError} for a seed that is no safe integer, or a number of steps that is negative or NaN */
export function checkBudget({ seed, stepsMax }: Budget): void {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`expected a whole number as seed, got ${seed}`)
  if (!(stepsMax >= 0)) throw new RangeError(`expected 0 steps or more, got ${stepsMax}`)
}
