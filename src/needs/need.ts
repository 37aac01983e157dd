import type { IconName } from '../web'

/** Version of the definitions under which entries of this room are written; it changes when a word below changes its meaning. */
export const DEFINITION = 1

/**
 * raised: asked, nobody has checked · verified: a named person found it true · helped: those who came say it is done · met: the person
 * helped says it was (at least partly) what they needed · unmet: closed without that · cancelled by who asked · refused with a reason.
 */
export const needStates = ['raised', 'verified', 'helped', 'met', 'unmet', 'cancelled', 'refused'] as const
/** One of {@link needStates}. */
export type NeedState = (typeof needStates)[number]

/** What may be done to a need, and in which of its states. The one table of its life. */
export const allowedFrom = {
  verify: ['raised', 'verified'],
  refuse: ['raised', 'verified'],
  refer: ['raised', 'verified'],
  correct: ['raised', 'verified'],
  claim: ['raised', 'verified'],
  say: ['raised', 'verified', 'helped'],
  come: ['raised', 'verified', 'helped'],
  help: ['raised', 'verified'],
  receive: ['raised', 'verified', 'helped'],
  cancel: ['raised', 'verified'],
  close: ['raised', 'verified', 'helped'],
  reopen: ['helped', 'met', 'unmet', 'cancelled', 'refused'],
} satisfies Record<string, readonly NeedState[]>

/** One of the keys of {@link allowedFrom}. */
export type NeedStep = keyof typeof allowedFrom

/** Whether a step may be taken from a state. */
export const mayStep = (step: NeedStep, state: string): boolean =>
  (allowedFrom[step] as readonly string[]).includes(state)

/** Kinds of need, in the order the first question shows them, with their pictograms. Names under `needs.kind.<id>`. */
export const needKinds = {
  food: 'food',
  things: 'home',
  children: 'child',
  home: 'tools',
  transport: 'car',
  company: 'people',
  health: 'medicine',
  shelter: 'shelter',
  papers: 'document',
  other: 'talk',
} as const satisfies Record<string, IconName>
/** One of {@link needKinds}. */
export type NeedKind = keyof typeof needKinds

/** Untrusted text as a kind of need. */
export const parseKind = (text: string | undefined): NeedKind | undefined =>
  text !== undefined && Object.hasOwn(needKinds, text) ? (text as NeedKind) : undefined

/** Urgency, severity, certainty as in CAP 1.2 (urgency without "past"). */
export const urgencies = ['immediate', 'expected', 'future', 'unknown'] as const
/** One of {@link urgencies}. */
export type Urgency = (typeof urgencies)[number]
/** How bad it is (CAP 1.2). */
export const severities = ['extreme', 'severe', 'moderate', 'minor', 'unknown'] as const
/** One of {@link severities}. */
export type Severity = (typeof severities)[number]

/** How a person made sure that a need is true. */
export const verifyMethods = ['call', 'visit', 'known', 'partner', 'documents'] as const
/** One of {@link verifyMethods}. */
export type VerifyMethod = (typeof verifyMethods)[number]

/** Why a need is refused; each has a sentence for the person who asked. */
export const refusalReasons = [
  'not-found',
  'false',
  'not-lawful',
  'not-volunteers',
  'duplicate-served',
  'abuse',
] as const
/** One of {@link refusalReasons}. */
export type RefusalReason = (typeof refusalReasons)[number]

/** How someone agreed that another person enters a need or a receipt for them. */
export const consentHows = ['in-person', 'by-phone', 'by-text', 'written', 'representative'] as const
/** One of {@link consentHows}. */
export type ConsentHow = (typeof consentHows)[number]

/** Doors through which a request reaches who enters it. */
export const entryDoors = ['call', 'paper', 'sms', 'companion', 'web'] as const

/** What the person helped says. */
export const receipts = ['yes', 'partly', 'no'] as const
/** One of {@link receipts}. */
export type Receipt = (typeof receipts)[number]

/** Why it was not, or only partly, what was needed. */
export const receiptReasons = [
  'nobody-came',
  'late',
  'less',
  'other-thing',
  'quality',
  'needed-more',
  'manner',
  'money',
  'other',
] as const
/** One of {@link receiptReasons}. */
export type ReceiptReason = (typeof receiptReasons)[number]

/** What would have made the need unnecessary. */
export const causes = [
  'transport',
  'service-far',
  'service-waiting',
  'benefit-late',
  'information',
  'documents',
  'income-prices',
  'housing',
  'utilities',
  'roads-snow',
  'protection',
  'care',
  'medicine',
  'neighbours',
  'other',
] as const
/** One of {@link causes}. */
export type Cause = (typeof causes)[number]

/** Who looks at a contact, and why; kept beside the look. */
export const lookReasons = ['verify', 'arrange', 'visit', 'deliver', 'danger', 'correct'] as const
/** One of {@link lookReasons}, or a call about what was delivered, which has a list of its own. */
export type LookReason = (typeof lookReasons)[number] | 'call-back'

const staleAfterHours: Record<Urgency, number> = { immediate: 6, expected: 24, unknown: 24, future: 72 }

/** Whether a need was last checked so long ago that it must be verified before anyone acts on it. */
export const isStale = (
  need: { readonly state: string; readonly urgency: string; readonly checked_at: Temporal.Instant },
  now: Temporal.Instant,
): boolean =>
  mayStep('claim', need.state) &&
  Temporal.Instant.compare(
    need.checked_at.add({ hours: staleAfterHours[need.urgency as Urgency] ?? staleAfterHours.unknown }),
    now,
  ) < 0

/** Untrusted text as one of a list of codes. */
export const parseCode = <const T extends string>(codes: readonly T[], text: string | undefined): T | undefined =>
  codes.find((code) => code === text)

const checkWithinHours: Record<Urgency, number> = { immediate: 1, expected: 4, unknown: 4, future: 24 }

/** By when a person should have looked at a new need: said to whoever asked, and never later than the need itself is due. */
export function decideCheckBy(
  urgency: string,
  neededBy: Temporal.Instant,
  raisedAt: Temporal.Instant,
): Temporal.Instant {
  const within = raisedAt.add({ hours: checkWithinHours[urgency as Urgency] ?? checkWithinHours.unknown })
  return Temporal.Instant.compare(within, neededBy) < 0 ? within : neededBy
}
