import type { Point } from '../../kit/geo'
import type { EpochMinutes, Level, Transport } from '../problem'

/**
 * What an index can tell apart. Competences, languages, kinds of work, circumstances of law and slots are numbers from 0; which one means
 * what, and how long a slot is, is the caller's.
 */
export type AskSpace = {
  readonly competences: number
  /** At most 32, and so kinds and circumstances of law. */
  readonly languages: number
  readonly kinds: number
  readonly legalBits: number
  /** Slots of the horizon. */
  readonly slots: number
}

/** A competence and its level: what somebody holds, with all it includes, or the least that a post asks for. */
export type AskCompetence = { readonly competence: number; readonly level: Level }

/** Somebody who may be asked at all: neither paused nor suspended. */
export type AskPerson = {
  /** Kept in steps of 1e-7 degrees (1 cm): of at most seven decimals nothing is lost. */
  readonly point: Point
  readonly transport: Transport
  /** Whole metres, at most {@link reachMetersMax}. */
  readonly reachMeters: number
  readonly competences: readonly AskCompetence[]
  /** Bit `l`: they work in language `l`. */
  readonly languages: number
  /** Bit `k`: they like work of kind `k`. */
  readonly kinds: number
  /** Bits of work the law refuses them. */
  readonly lawForbids: number
  /** Bit `s & 31` of word `s >> 5`: available in slot `s` and not given to anything else. */
  readonly free: Uint32Array
  /** Minutes worked in the last 28 days. */
  readonly recentMinutes: number
  /** When they were last asked for anything; absent: never. */
  readonly lastAskedAt?: EpochMinutes
}

/** An urgent post. */
export type AskPost = {
  /** Absent for remote work: neither reach nor travel is looked at. */
  readonly point?: Point
  /**
   * Homes may lie nearer than they are kept by so many metres, at most {@link doubtMetersMax}: reach and travel are judged in people's
   * favour, so that nobody is missing whose place has more decimals. Absent: 0.
   */
  readonly doubtMeters?: number
  /** Slots [from, to); nobody is known to be free beyond the horizon. */
  readonly from: number
  readonly to: number
  readonly required: readonly AskCompetence[]
  /** Bits of languages, all of them needed. */
  readonly languages: number
  readonly legalMask: number
  /** Kind of work; absent for one that nobody could like or not. */
  readonly kind?: number
}

/** Somebody who may take the post, by all the index knows. */
export type Asked = {
  readonly person: number
  readonly travelMinutes: number
  /** The goals of `goalKey`; smaller is better, equal ones stand in the order of their numbers. */
  readonly key: number
}

/** Farther than around half the Earth would be the same. */
export const reachMetersMax = 2_000_000
/** What the bounds of the search leave room for. */
export const doubtMetersMax = 0.5
