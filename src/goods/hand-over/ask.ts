/** Why goods are not given. */
export const refusals = ['needed-here', 'set-aside', 'not-there', 'too-far', 'other'] as const
/** One of {@link refusals}. */
export type Refusal = (typeof refusals)[number]

/**
 * asked: waits for the holder's word · given: has left the holder, has not arrived · taken: arrived, or the claim changed hands · refused ·
 * withdrawn by who asked · lapsed: no word in time.
 */
export const askStates = ['asked', 'given', 'taken', 'refused', 'withdrawn', 'lapsed'] as const
/** One of {@link askStates}. */
export type AskState = (typeof askStates)[number]

/** Why a step of a hand-over is not taken. */
export type HandOverError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'wrong-state'; readonly state: string }
  /** Only verified organizations that are not suspended ask and are asked. */
  | { readonly kind: 'not-active' }
  | { readonly kind: 'unknown-item' }
  | { readonly kind: 'prescription' }
  | { readonly kind: 'wrong-time' }
  /** Less lies there free, or is held. */
  | { readonly kind: 'too-little'; readonly free: number }
  | { readonly kind: 'too-many-open' }
  | { readonly kind: 'ended' }
