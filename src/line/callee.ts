/** Whom an operator talks with: a person with an account, whoever is helped by a need, an unknown sender of a message, the donor of a gift. */
export type Callee = { readonly kind: CalleeKind; readonly id: string }

/** Kinds of callees. */
export const calleeKinds = ['person', 'need', 'message', 'gift'] as const
/** One of {@link calleeKinds}. */
export type CalleeKind = (typeof calleeKinds)[number]

/** What a call came to. `no-call`: it was dealt with, and nobody had to be rung. */
export const outcomes = ['reached', 'no-answer', 'busy', 'later', 'wrong-number', 'refused', 'no-call'] as const
/** One of {@link outcomes}. */
export type Outcome = (typeof outcomes)[number]

/** What a call that came in, or one that was not taken, can come to. */
export const incomingOutcomes = ['reached', 'later'] as const satisfies readonly Outcome[]

/** Why somebody is to be rung, most pressing first. */
export const reasons = [
  'danger',
  'wished',
  'message',
  'told',
  'unreached',
  'check',
  'conveyed',
  'companion',
  'ask',
  'receipt',
] as const
/** One of {@link reasons}. */
export type CallReason = (typeof reasons)[number]

/** How pressing a call is: danger to life, at once, today, soon, whenever there is time. */
export const URGENCY = { danger: 0, now: 1, today: 2, soon: 3, later: 4 } as const

/** For how long one operator has somebody for themselves; a page of the call that is open lengthens it. */
export const LEASE_MINUTES = 15
/** Within this time after it was taken. */
export const HOLD_MINUTES = 60
/** How often an open page of the call does so. */
export const HOLD_SECONDS = 240

/** Within this time a call can be taken back in one step. */
export const UNDO_MINUTES = 30

/** Where a callee's page of the console is; of somebody who calls and is not known, where what is done for them is. */
export const pathOf = (callee: Callee | undefined): string =>
  callee === undefined ? '/line/caller' : `/line/${callee.kind}/${callee.id}`
