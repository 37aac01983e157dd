import type { SignedPaper } from '../papers/keep-paper'

/** Purpose of the consent under which a companion acts; its data name what they may do. */
export const COMPANION_PURPOSE = 'companion'

/** What a companion may do for someone, as codes of the consent: only what some page does, so that nobody agrees to an empty word. */
export const companionScopes = ['answer-asks', 'say-receipts'] as const
/** One of {@link companionScopes}. */
export type CompanionScope = (typeof companionScopes)[number]

/** What a companion is to the person they act for. */
export const ties = ['relative', 'neighbour', 'friend', 'carer', 'volunteer', 'other'] as const
/** One of {@link ties}. */
export type Tie = (typeof ties)[number]

/** What nobody who is a companion may be: asked for by name, so that whoever chooses it learns why not. */
export const tiesOfPower = ['teacher', 'employer', 'leader'] as const
/** One of {@link tiesOfPower}. */
export type TieOfPower = (typeof tiesOfPower)[number]

/** How a person agreed: on their own page, by a code sent to their telephone, by a text of theirs, by telling an
 * operator, or on a signed paper. */
export const agreedHows = ['web', 'code', 'sms', 'call', 'in-person', 'paper'] as const
/** One of {@link agreedHows}. */
export type AgreedHow = (typeof agreedHows)[number]

/** Before whom it was agreed, where that was somebody. */
export type AgreedBefore = {
  /** The operator who heard or read it. */
  readonly operatorId?: string | undefined
  /** Who saw the paper signed, and when that was. */
  readonly witness?: string | undefined
  readonly signedOn?: Temporal.PlainDate | undefined
  /** The paper itself, or where it lies. */
  readonly paper?: SignedPaper | undefined
}

/** What is agreed between two people. */
export type Agreement = {
  readonly companionId: string
  readonly scopes: readonly CompanionScope[]
  readonly tie: Tie
  readonly until: Temporal.Instant
  readonly how: AgreedHow
  readonly before?: AgreedBefore | undefined
}
