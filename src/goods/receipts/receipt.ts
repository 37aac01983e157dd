import type { ConsentHow } from '../../needs'

/**
 * Why a delivery was not, or only partly, what was needed. `wrong`: another thing came · `damaged`: not fit for use · `late` · `too-much`:
 * more came than was asked for · `too-little`: less came than is written down · `not-needed`: by now it is not needed any more.
 */
export const troubleReasons = ['wrong', 'damaged', 'late', 'too-much', 'too-little', 'not-needed'] as const
/** One of {@link troubleReasons}. */
export type TroubleReason = (typeof troubleReasons)[number]

/** A reason as somebody says it; without a quantity it holds for all that nothing else was said of. */
export type SaidTrouble = {
  readonly reason: TroubleReason
  /** Whole number of the line's unit. */
  readonly quantity?: number | undefined
  /** What came in its place, as an item of the catalogue. */
  readonly cameItemId?: string | undefined
}

/** Who says it, and how they are known. One command takes all of them. */
export type SaidBy =
  /** The person helped, on their secret link. */
  | { readonly kind: 'person' }
  /** Their code, said to the driver or at the hand-out: who types it in was told. */
  | { readonly kind: 'code'; readonly code: string }
  /** An operator on a call, who has no part in the help. */
  | { readonly kind: 'another'; readonly consentHow: ConsentHow }
  /** A companion, within what the person agreed to; named where an operator heard it from them in a call. */
  | { readonly kind: 'companion'; readonly companionId?: string }
  /** Asked in a drawn call, by an operator without a part in the delivery. */
  | { readonly kind: 'call-back'; readonly callBackId: string }

/** The same as a code in the row. */
export const saidBys = {
  person: 'person-helped',
  code: 'code',
  another: 'another',
  companion: 'companion',
  'call-back': 'call-back',
} as const

/** A reason weighed: what goes back to open, what is no longer asked for, what lies beside the sum. */
export type Trouble = {
  readonly reason: TroubleReason
  readonly quantity: number
  readonly cameItemId: string | null
  /** Of it, what is asked for again. */
  readonly again: number
  /** Of it, what is no longer asked for. */
  readonly withdrawn: number
  /** What is there beyond what was needed, never counted as success. */
  readonly surplus: number
}

/** What an answer to one delivery means. */
export type Verdict = {
  readonly result: 'yes' | 'partly' | 'no'
  readonly right: number
  readonly troubles: readonly Trouble[]
}

/** Why an answer cannot be read: a quantity is missing, or more is said than was delivered. */
export type VerdictError =
  | { readonly kind: 'quantity-missing' }
  | { readonly kind: 'wrong-quantity'; readonly delivered: number }

// Late goods serve, and so stay delivered; the rest of these did not reach who needed them.
const failed: readonly TroubleReason[] = ['wrong', 'damaged', 'too-little']

/**
 * Weighs what was said of one delivery. No reason is a yes; when nothing was right it is a no.
 * @param delivered quantity of the delivery, in the line's unit
 * @param stillNeeded whether what failed is asked for again
 */
export function decideVerdict(
  delivered: number,
  said: readonly SaidTrouble[],
  stillNeeded: boolean,
): { readonly ok: true; readonly value: Verdict } | { readonly ok: false; readonly error: VerdictError } {
  const within = said.filter(({ reason }) => reason !== 'too-much')
  const open = within.filter(({ quantity }) => quantity === undefined)
  const counted = within.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)
  const left = delivered - counted
  if (open.length > 1 || said.some(({ reason, quantity }) => reason === 'too-much' && quantity === undefined))
    return { ok: false, error: { kind: 'quantity-missing' } }
  if (
    left < 0 ||
    (open.length === 1 && left === 0) ||
    said.some(({ quantity }) => quantity !== undefined && quantity < 1)
  )
    return { ok: false, error: { kind: 'wrong-quantity', delivered } }
  const troubles = said.map(({ reason, quantity = left, cameItemId }): Trouble => {
    const again = stillNeeded && failed.includes(reason) ? quantity : 0
    const isGone = failed.includes(reason) || reason === 'not-needed'
    const isThere = reason === 'wrong' || reason === 'too-much' || reason === 'not-needed'
    return {
      reason,
      quantity,
      cameItemId: cameItemId ?? null,
      again,
      withdrawn: isGone ? quantity - again : 0,
      surplus: isThere ? quantity : 0,
    }
  })
  const right = open.length === 1 ? 0 : left
  // What came late came.
  const late = troubles.reduce((sum, { reason, quantity }) => (reason === 'late' ? sum + quantity : sum), 0)
  const result = troubles.length === 0 ? 'yes' : right + late === 0 ? 'no' : 'partly'
  return { ok: true, value: { result, right, troubles } }
}

/**
 * The receipt of a whole need, read off the answers to its deliveries: yes when all that is still asked for came and was right, no when
 * each answer was a no.
 * @param lines what counts as delivered of each line, and what of it was right
 */
export function decideWhole(
  lines: readonly { readonly delivered: number; readonly right: number }[],
  results: readonly string[],
): 'yes' | 'partly' | 'no' {
  if (results.every((result) => result === 'no')) return 'no'
  return lines.every((line) => line.right >= line.delivered) ? 'yes' : 'partly'
}
