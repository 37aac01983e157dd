import type { Ctx } from '../../platform'
import { may } from '../../platform'

/** Whose posts a plan is for: one organization's, or with null everyone's in a region. */
export type PlanScope = { readonly organizationId: string | null; readonly regionId: string }

/** What a coordinator chooses. */
export type PlanWishes = {
  /** Days ahead whose posts are planned. */
  readonly days: number
  /** Minutes of travel that count as equal. */
  readonly travelBand: number
  /** Whoever was asked within so many days is left out; 0: nobody. */
  readonly restDays: number
  /** Posts one person is proposed for at most. */
  readonly postsMax: number
}

/** What may be chosen; the first form shows the usual. */
export const planChoices = {
  days: [1, 2, 3, 5, 7, 10, 14],
  travelBand: [5, 15, 60],
  restDays: [0, 1, 3, 7],
  postsMax: [1, 2, 3, 5],
} as const satisfies Record<keyof PlanWishes, readonly number[]>

/** What stands in the form at first. */
export const usualWishes: PlanWishes = { days: 7, travelBand: 15, restDays: 0, postsMax: 2 }

/** Asks of a plan can be taken back for so long. */
export const UNDO_MINUTES = 10
/** A plan is destroyed after so long: by then people and posts are others. */
export const PLAN_HOURS = 48
/** Seconds a plan may take; what is found by then is shown with its gap. */
export const PLAN_SECONDS = 5
/** Proposals that are asked with one press. */
export const ASKED_AT_ONCE_MAX = 200

/** Wake-up that takes up the order of a plan. */
export const MAKE_PLAN = 'dispatch.make-plan'
/** Wake-up that destroys old plans. */
export const DESTROY_PLANS = 'dispatch.destroy-plans'

/** Why a proposal could not be asked. */
export const heldBacks = ['quiet', 'excluded', 'already-asked', 'already-seated', 'full', 'gone', 'not-open'] as const
/** One of {@link heldBacks}. */
export type HeldBack = (typeof heldBacks)[number]

/** Whether this actor may plan for a scope. */
export const mayPlan = (ctx: Ctx, { organizationId, regionId }: PlanScope): boolean =>
  may(ctx, 'dispatch:run', { organizationId, regionId })
