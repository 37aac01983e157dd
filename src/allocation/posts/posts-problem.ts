import type { ConstraintId } from '../constraints'
import type { Fairness } from '../fairness'
import type { Urgency } from '../goals'
import type { EpochMinutes, Person, Post, TravelEstimate } from '../problem'
import type { Reason } from '../reasons'

/** A post with seats to plan for. */
export type PlanPost = {
  readonly post: Post
  /** Seats nobody has, those of pinned people among them. */
  readonly seats: number
  /** How many of these the minimum crew still lacks. */
  readonly seatsMin: number
  readonly urgency: Urgency
  /** Work from afar at whatever hour suits: nothing of a person's time stands against it. */
  readonly anyTime: boolean
  /** People who are not to be proposed: they were asked before. */
  readonly asked: readonly string[]
}

/** Somebody who can be proposed for at most `postsMax` posts, pinned ones among them. */
export type PlanPerson = Person & { readonly postsMax: number }

/** Somebody at a post, by ids. */
export type Placed = { readonly personId: string; readonly postId: string }

/** Posts to be filled out of these people. */
export type PostsProblem = {
  readonly people: readonly PlanPerson[]
  readonly posts: readonly PlanPost[]
  readonly now: EpochMinutes
  /** Minutes of travel that count as equal; the longer, the less travel counts. */
  readonly travelBand: number
  /** People who keep their seat whatever the plan: asked, with the answer not known. */
  readonly pinned: readonly Placed[]
  /** Proposals of a plan before, which stay where nothing better than how well somebody fits speaks against it. */
  readonly kept: readonly Placed[]
  readonly travel?: TravelEstimate
}

/** Somebody proposed for a post, and why. */
export type Proposal = Placed & {
  readonly travelMinutes: number
  readonly reasons: readonly Reason[]
  readonly kept: boolean
}

/** Why a post stays short. Counts are of people. */
export type PostShortage = {
  /** Seats nobody is proposed for. */
  readonly missing: number
  /** People whom no rule keeps from it, and who are wanted elsewhere. */
  readonly able: number
  /** Under the first rule that keeps each of them out. */
  readonly keptBy: ReadonlyMap<ConstraintId, number>
  /** Whom one rule alone keeps out. */
  readonly keptOnlyBy: ReadonlyMap<ConstraintId, number>
  /**
   * `elsewhere` where as many people as are missing could come and are worth more at other posts; otherwise the rule that alone keeps the
   * most people out; `several` where nobody is one rule away; `nobody` where there are no people at all.
   */
  readonly binding: ConstraintId | 'elsewhere' | 'several' | 'nobody'
}

/** A post as planned. */
export type PlannedPost = {
  readonly postId: string
  readonly seats: number
  readonly planned: number
  readonly shortage?: PostShortage
}

/** What one more person who holds these competences, lives at the place and is free would add. */
export type OneMorePerson = {
  readonly required: Post['required']
  readonly languages: readonly string[]
  /** In seats that can wait: no plan with one such person more is worth more than {@link OneMore.bound} and this. */
  readonly worth: number
  /** Posts they would take. */
  readonly postIds: readonly string[]
}

/** The list to recruit from, by the prices of a plan. */
export type OneMore = {
  /** What no plan with the people there are is worth more than, by these prices; in the unit of the objective. */
  readonly bound: number
  /** Most worth first; at most 20. */
  readonly people: readonly OneMorePerson[]
}

/** A plan: nobody is assigned by it. */
export type PostsPlan = {
  /** By post in order of start, best first. */
  readonly proposals: readonly Proposal[]
  readonly posts: readonly PlannedPost[]
  readonly oneMore: OneMore
  /** How evenly work is spread before the plan and with it. */
  readonly fairness: { readonly before: Fairness; readonly with: Fairness }
}
