/** proposed by a plan · sent out: an activity asks its people · underway · done · cancelled. */
export const roundStates = ['proposed', 'sent', 'underway', 'done', 'cancelled'] as const
/** One of {@link roundStates}. */
export type RoundState = (typeof roundStates)[number]

/** What is done at a stop: load at a site, fetch at a donor's, hand to whoever asked, unload at a site. */
export const stopKinds = ['load', 'fetch', 'hand', 'unload'] as const
/** One of {@link stopKinds}. */
export type StopKind = (typeof stopKinds)[number]

/** `cancelled`: nothing is to do there any more. */
export const stopStates = ['planned', 'arrived', 'done', 'refused', 'absent', 'cancelled'] as const
/** One of {@link stopStates}. */
export type StopState = (typeof stopStates)[number]

/** What whoever drives reports of a stop. */
export const stopReports = ['arrived', 'done', 'refused', 'absent'] as const
/** One of {@link stopReports}. */
export type StopReport = (typeof stopReports)[number]

/** Which reports each kind of stop takes, and in which of its states. The one table of a stop's life. */
export const reportsOf = {
  load: ['arrived', 'done'],
  fetch: ['arrived', 'done', 'refused', 'absent'],
  hand: ['arrived', 'done', 'refused', 'absent'],
  unload: ['arrived', 'done'],
} satisfies Record<StopKind, StopReport[]>

/** Why goods were not taken at a door; each has a sentence. */
export const refusalReasons = ['not-needed', 'other-thing', 'damaged', 'too-much', 'too-late', 'not-theirs'] as const
/** One of {@link refusalReasons}. */
export type StopRefusal = (typeof refusalReasons)[number]

/** Whether a stop is still to be done. */
export const isAhead = (state: string): boolean => state === 'planned' || state === 'arrived'

/** Whether whoever drives may report this of a stop in this state. */
export const mayReport = (kind: StopKind, state: string, what: StopReport): boolean =>
  (reportsOf[kind] as readonly StopReport[]).includes(what) &&
  (what === 'arrived' ? state === 'planned' : isAhead(state))

/** Addresses are shown to those assigned from so long before a round leaves. */
export const ADDRESSES_HOURS_BEFORE = 12
/** A copy kept on a telephone ends so long after the round should be back. */
export const COPY_HOURS_AFTER = 6
/** A printed sheet is destroyed the day after. */
export const SHEET_DAYS = 1
/** A plan, and what of it nobody sent out, is destroyed after so long. */
export const PLAN_HOURS = 48
/** How often one caller may have the planner work: it takes a core for seconds. */
export const planLimit = { hits: 60, seconds: 600 }
/** Wake-up that destroys old plans. */
export const DESTROY_ROUND_PLANS = 'rounds.destroy-plans'

/** Untrusted text as one of a list of codes. */
export const parseCode = <const T extends string>(codes: readonly T[], text: string | undefined): T | undefined =>
  codes.find((code) => code === text)
