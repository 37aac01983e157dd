import { decideCheckBy } from './need'
import type { FollowView } from './queries/follow'

/** Steps from asked to done. */
export const timelineSteps = ['asked', 'checked', 'found', 'way', 'done'] as const
export type TimelineStepId = (typeof timelineSteps)[number]

/** One step of a request: where it stands, when that was or is due, and which sentence says it. */
export type RequestStep = {
  readonly id: TimelineStepId
  readonly state: 'done' | 'current' | 'coming' | 'problem'
  readonly at: Temporal.Instant | undefined
}

/** The one thing for the person to do now. */
export type NextAction = 'change' | 'confirm' | 'cause' | 'ask-again' | 'none'

type Followed = Pick<
  FollowView['need'],
  | 'state'
  | 'urgency'
  | 'needed_by'
  | 'raised_at'
  | 'verified_at'
  | 'first_yes_at'
  | 'helped_at'
  | 'told_unmet_at'
  | 'receipt'
  | 'receipt_at'
  | 'closed_at'
>

/** Where a request stands, step by step. Exactly one step is current or a problem while it is open. */
export function decideTimeline(
  need: Followed,
  visits: readonly Pick<FollowView['visits'][number], 'state' | 'arrivesAt'>[],
): RequestStep[] {
  const coming = visits.find((visit) => visit.state === 'coming' || visit.state === 'on-the-way')
  const set = coming?.state === 'on-the-way'
  const reached: Record<TimelineStepId, Temporal.Instant | undefined> = {
    asked: need.raised_at,
    checked: need.verified_at ?? undefined,
    found: need.first_yes_at ?? undefined,
    way: need.helped_at ?? (set ? coming?.arrivesAt : undefined),
    done: need.receipt === null || need.receipt === 'no' ? undefined : (need.receipt_at ?? undefined),
  }
  const ended = need.closed_at !== null
  const waiting = timelineSteps.find((id) => reached[id] === undefined)
  return timelineSteps.map((id): RequestStep => {
    const at = reached[id]
    if (at !== undefined) return { id, state: 'done', at }
    if (id !== waiting) return { id, state: 'coming', at: undefined }
    if (ended) return { id, state: need.state === 'met' ? 'done' : 'problem', at: need.closed_at ?? undefined }
    if (id === 'checked')
      return { id, state: 'current', at: decideCheckBy(need.urgency, need.needed_by, need.raised_at) }
    if (id === 'found') return { id, state: need.told_unmet_at === null ? 'current' : 'problem', at: need.needed_by }
    return { id, state: 'current', at: id === 'way' ? coming?.arrivesAt : undefined }
  })
}

/** What the person who asked can best do now. */
export function decideAction(need: Followed, visits: readonly { readonly state: string }[]): NextAction {
  if (need.state === 'helped') return 'confirm'
  if (need.state === 'raised' || need.state === 'verified') {
    return visits.some((visit) => visit.state !== 'cancelled') ? 'confirm' : 'change'
  }
  return need.state === 'refused' || need.state === 'cancelled' ? 'ask-again' : 'cause'
}
