import type { Saying } from '../reasons'

/** Why goods come from this source: a code and its numbers, said by `allocation.goods.reason.<code>`. */
export type GoodsReason =
  | { readonly code: 'nearest'; readonly travelMinutes: number }
  /** Something else than what was asked for, which may be given in its place. */
  | { readonly code: 'substitute'; readonly travelMinutes: number }
  /** What is nearer keeps longer. */
  | { readonly code: 'expires-first'; readonly days: number }
  /** What is nearer goes to others. */
  | { readonly code: 'next-nearest'; readonly travelMinutes: number }

/** Why a line is not given all: a code and its numbers, said by `allocation.goods.short.<code>`. */
export type GoodsShort = {
  /** Units it lacks. */
  readonly missing: number
} & (
  | {
      /** `nobody-has`: neither it nor a substitute is there at all. `expires`: nothing that is there is good for long enough. */
      readonly code: 'nobody-has' | 'expires'
    }
  | { readonly code: 'too-far'; readonly nearestKilometers: number }
  | {
      /** `more-urgent`: with fewer units for more urgent lines it could have more. `shared`: all that there is near is shared evenly. */
      readonly code: 'more-urgent' | 'shared'
    }
)

/** The sentence for a reason. */
export function sayGoodsReason({ code, ...values }: GoodsReason): Saying {
  return { key: `allocation.goods.reason.${code}`, values }
}

/** The sentence for what a line lacks and why. */
export function sayGoodsShort({ code, ...values }: GoodsShort): Saying {
  return { key: `allocation.goods.short.${code}`, values }
}
