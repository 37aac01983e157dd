/** On what ground somebody worked. What is not free will is counted apart and never added in (ILO, 20th ICLS). */
export const bases = ['free', 'paid-time', 'compulsory', 'own-family', 'unknown'] as const
/** One of {@link bases}. */
export type Basis = (typeof bases)[number]

/** Form of volunteering by law: alone, in a group, with an employer, through an organization. */
export const forms = ['individual', 'group', 'corporate', 'organization'] as const
/** One of {@link forms}. */
export type Form = (typeof forms)[number]

/** recorded: counted as unconfirmed; confirmed: a second person said so; disputed: somebody says otherwise. */
export type ContributionState = 'recorded' | 'confirmed' | 'disputed'

/** Version of what hours and results mean in published numbers. */
export const DEFINITION = 1

/** Untrusted text as a basis, or undefined. */
export const parseBasis = (text: unknown): Basis | undefined => bases.find((basis) => basis === text)

/** Form by the kind of the organizer; a person who organizes alone is entered as a group of one. */
export const formOf = (organizationKind: string): Form =>
  organizationKind === 'group' ? 'group' : organizationKind === 'company' ? 'corporate' : 'organization'

/**
 * What may be assumed of the basis before the person says: free where they said yes themselves to work of a group or association; unknown
 * where a company or an authority organizes, or a school, employer or authority invited, since that may be duty or paid time.
 */
export const assumedBasis = (organizationKind: string, inviterKind: string | null): Basis =>
  organizationKind === 'company' ||
  organizationKind === 'authority' ||
  ['school', 'employer', 'company', 'authority'].includes(inviterKind ?? '')
    ? 'unknown'
    : 'free'

/** More than this in one presence is shown to whoever confirms as worth a second look, minutes. */
export const LONG_MINUTES = 14 * 60

/**
 * Whether a secret link confirms the result: for the owner of a site or the client, and for a person helped who has no request of their
 * own here. Where there is a request, its receipt is their word, by a link that the organizer never sees.
 */
export const isConfirmedByLink = (activity: {
  readonly result_confirmer: string
  readonly need_id: string | null
}): boolean =>
  activity.result_confirmer === 'site-owner' ||
  (activity.result_confirmer === 'person-helped' && activity.need_id === null)
