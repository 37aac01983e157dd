import type { PlanPerson, PlanProgress, PostsPlan, PostsProblem, Solved } from '../../allocation'

/** What a plan may spend: seconds of a clock, or steps, which replay a run exactly. */
export type PlanBudget = { readonly seconds: number } | { readonly steps: number }

/** What the planner is sent: people in parts, so that sending them never holds up the pages, then all the rest. */
export type ToPlanner =
  | { readonly kind: 'people'; readonly people: readonly PlanPerson[] }
  | { readonly kind: 'plan'; readonly problem: Omit<PostsProblem, 'people' | 'travel'>; readonly budget: PlanBudget }

/** What it says. */
export type FromPlanner =
  | { readonly kind: 'progress'; readonly progress: PlanProgress }
  | { readonly kind: 'planned'; readonly solved: Solved<PostsPlan> }
