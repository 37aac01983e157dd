/** Whom an operator talks with: a person with an account, or whoever is helped by a need. */
export type Callee = { readonly kind: CalleeKind; readonly id: string }

/** Kinds of callees. */
export const calleeKinds = ['person', 'need'] as const
/** One of {@link calleeKinds}. */
export type CalleeKind = (typeof calleeKinds)[number]

/** What a call came to. */
export const outcomes = ['reached', 'no-answer', 'busy', 'later', 'wrong-number', 'refused'] as const
/** One of {@link outcomes}. */
export type Outcome = (typeof outcomes)[number]

/** What a call that came in can come to. */
export const incomingOutcomes = ['reached', 'later'] as const satisfies readonly Outcome[]

/** Why somebody is to be rung, most personal first: they asked to, a notice did not get through,
 * a yes was passed on for them and no message leads to them, an ask, a delivery. */
export const reasons = ['wished', 'told', 'unreached', 'conveyed', 'ask', 'receipt'] as const
/** One of {@link reasons}. */
export type CallReason = (typeof reasons)[number]

/** For how long one operator has somebody for themselves; each page of the call they open does not lengthen it, taking it again does. */
export const LEASE_MINUTES = 15

/** Within this time a call can be taken back in one step. */
export const UNDO_MINUTES = 30

/** Where a callee's page of the console is. */
export const pathOf = (callee: Callee): string => `/line/${callee.kind}/${callee.id}`
