import type { AskFacts } from './ask-facts'

/** Seats of a group. */
export const groupSeats = 512
/** Words that one row takes for a group: a line of the processor's cache. */
export const rowWords = groupSeats / 32
/** While an index is filled, so many seats of a group stay empty for who moves in: no group has to be halved soon after. */
export const seatsKept = 16

/** What is known of somebody beside their rows, in words that lie beside each other: place in steps of 1e-7 degrees, traits, minute of the last ask, number. */
export const columns = { latitude: 0, longitude: 1, traits: 2, asked: 3, person: 4 } as const
/** Words of these columns for one person. */
export const columnWords = 5

/** Who was never asked. */
export const never = -(2 ** 31)

/** What is known of somebody in one word: reach in metres, means of transport, band of load. */
export const packTraits = (reachMeters: number, transport: number, load: number): number =>
  reachMeters | (transport << 21) | (load << 23)
export const reachOf = (traits: number): number => traits & 0x1f_ffff
export const transportOf = (traits: number): number => (traits >> 21) & 3
export const loadOf = (traits: number): number => (traits >> 23) & 0xff

/**
 * People in groups of up to 512 who live near each other. A group is an array of its own: rows of bits, one bit a seat, then the columns
 * of each seat. A question runs over sixteen words a row; a change of somebody touches their group alone, and growing never copies what is there.
 */
export class AskGroups {
  readonly #rows: number
  readonly #groups: Int32Array[] = []

  constructor(rows: number) {
    this.#rows = rows
  }

  get count(): number {
    return this.#groups.length
  }

  get bytes(): number {
    return this.#groups.reduce((sum, words) => sum + words.byteLength, 0)
  }

  /** The words of a group; row `r` begins at `r * rowWords`. */
  wordsOf(group: number): Int32Array {
    return this.#groups[group]!
  }

  /** Where the columns of a seat begin in {@link wordsOf}. */
  columnsAt(seat: number): number {
    return this.#rows * rowWords + seat * columnWords
  }

  /** A new group with nobody in it. */
  add(): number {
    return this.#groups.push(new Int32Array(this.#rows * rowWords + groupSeats * columnWords)) - 1
  }

  /** The first empty seat of a group; {@link groupSeats} in a full one. */
  emptySeat(group: number): number {
    const words = this.wordsOf(group)
    for (let w = 0; w < rowWords; w++) {
      const empty = ~words[w]!
      if (empty !== 0) return 32 * w + 31 - Math.clz32(empty & -empty)
    }
    return groupSeats
  }

  /** Writes somebody to an empty seat. */
  write(group: number, seat: number, person: number, facts: AskFacts, column: Uint8Array): void {
    const words = this.wordsOf(group)
    const bit = seat & 31
    const rest = ~(1 << bit)
    for (let r = 0, at = seat >> 5; r < this.#rows; r++, at += rowWords)
      words[at] = (words[at]! & rest) | (column[r]! << bit)
    const at = this.columnsAt(seat)
    words[at + columns.latitude] = facts.latitude
    words[at + columns.longitude] = facts.longitude
    words[at + columns.traits] = facts.traits
    words[at + columns.asked] = facts.asked
    words[at + columns.person] = person
  }

  /** Nobody is at this seat any more. What else stands there is written anew by who comes. */
  clear(group: number, seat: number): void {
    this.wordsOf(group)[seat >> 5]! &= ~(1 << (seat & 31))
  }

  /** Moves somebody with everything known of them to an empty seat. */
  move(from: number, seat: number, to: number, toSeat: number): void {
    const [source, target] = [this.wordsOf(from), this.wordsOf(to)]
    const [bit, toBit] = [seat & 31, toSeat & 31]
    const rest = ~(1 << toBit)
    for (let r = 0, s = seat >> 5, t = toSeat >> 5; r < this.#rows; r++, s += rowWords, t += rowWords)
      target[t] = (target[t]! & rest) | (((source[s]! >>> bit) & 1) << toBit)
    const [s, t] = [this.columnsAt(seat), this.columnsAt(toSeat)]
    for (let c = 0; c < columnWords; c++) target[t + c] = source[s + c]!
    this.clear(from, seat)
  }
}
