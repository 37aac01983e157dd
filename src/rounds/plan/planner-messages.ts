import type { RepairedRounds, RoundsAnswer, RoundsChange, RoundsProblem, RunningRound } from '../../allocation'

/** What the planner is asked: rounds for a day, or rounds on the road to be put right with as few changes as can be. */
export type PlannerTask =
  | { readonly kind: 'plan'; readonly problem: RoundsProblem; readonly seconds: number }
  | {
      readonly kind: 'repair'
      readonly problem: RoundsProblem
      readonly running: readonly RunningRound[]
      readonly change: Omit<RoundsChange, 'moveCost'>
    }

/** What it answers. */
export type PlannerAnswer =
  | { readonly kind: 'plan'; readonly answer: RoundsAnswer }
  | { readonly kind: 'repair'; readonly repaired: RepairedRounds }

/** The answer to a task of this kind. */
export type AnswerTo<Task extends PlannerTask> = Extract<PlannerAnswer, { kind: Task['kind'] }>
