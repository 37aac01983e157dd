/** What a report tells of. */
export const reportKinds = ['harm', 'abuse', 'money', 'near-miss', 'other'] as const
/** One of {@link reportKinds}. */
export type ReportKind = (typeof reportKinds)[number]

/** Whom a report concerns, as far as its reporter says. */
export const concerns = ['coordinator', 'organization', 'volunteer', 'helped', 'officer', 'other'] as const
/** One of {@link concerns}. */
export type Concern = (typeof concerns)[number]

/** How a report ended. */
export const outcomes = ['suspended', 'warned', 'settled', 'referred', 'no-ground', 'not-found-out'] as const
/** One of {@link outcomes}. */
export type Outcome = (typeof outcomes)[number]

/** Steps of a report. */
export const stepKinds = [
  'reported',
  'taken',
  'handed-over',
  'note',
  'answer',
  'added',
  'suspended',
  'closed',
  'reopened',
] as const
/** One of {@link stepKinds}. */
export type StepKind = (typeof stepKinds)[number]

/** What a report is about: a page of the product resolved to its subject. `none` where the page names nobody. */
export type Subject = {
  readonly kind: 'activity' | 'organization' | 'need' | 'none'
  readonly id: string | null
  readonly regionId: string | null
  /** Public name of an activity or organization. */
  readonly name: string | null
  readonly activityId: string | null
  readonly organizationId: string | null
  readonly needId: string | null
  readonly coordinatorId: string | null
}

/** The subject of a page that names nobody. */
export const noSubject: Subject = {
  kind: 'none',
  id: null,
  regionId: null,
  name: null,
  activityId: null,
  organizationId: null,
  needId: null,
  coordinatorId: null,
}

/** Whom one can name on a page about this subject. */
export const concernsOf = (subject: Subject): readonly Concern[] =>
  subject.kind === 'activity'
    ? ['coordinator', 'organization', 'volunteer', 'helped', 'officer', 'other']
    : subject.kind === 'organization'
      ? ['organization', 'volunteer', 'officer', 'other']
      : ['volunteer', 'helped', 'officer', 'other']

/** Account that a named concern points to, where the page itself tells it. */
export const personConcerned = (subject: Subject, concern: Concern): string | null =>
  concern === 'coordinator' ? subject.coordinatorId : null

/** After how many minutes a report that nobody has taken goes to the next officer. */
export const minutesToTake = (urgent: boolean): number => (urgent ? 30 : 24 * 60)

/** Days after closing until words, contact and names are destroyed. */
export const KEEP_DAYS = 365

/** Characters of a report, note or answer at most. */
export const WORDS_MAX = 4000
