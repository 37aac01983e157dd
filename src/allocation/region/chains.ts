import type { Pairs } from './pairs'
import { type Region, slotsPerHour } from './region'

/**
 * Times as the pairs number people and posts, in any one unit; rows of pairs by person are in order of start. What a post takes of the most
 * a person gives (`slots` of `slotsMax`) is in a unit of its own: time, or one for each post.
 */
export type Times = {
  readonly start: Int32Array
  readonly end: Int32Array
  readonly slots: Int32Array
  readonly rest: Uint8Array
  readonly slotsMax: Int32Array
}

/** Times of the pairs; the rows by person are put in order of the start of their posts. */
export function timesOf({ people, posts }: Region, pairs: Pairs): Times {
  const times: Times = {
    start: pairs.postOf.map((j) => posts.start[j]!),
    end: pairs.postOf.map((j) => posts.end[j]!),
    slots: pairs.postOf.map((j) => posts.end[j]! - posts.start[j]!),
    rest: Uint8Array.from(pairs.personOf, (i) => people.rest[i]!),
    slotsMax: pairs.personOf.map((i) => people.hoursMax[i]! * slotsPerHour),
  }
  orderByStart(pairs, times.start)
  return times
}

/** Puts the rows by person in order of the start of their posts. */
export function orderByStart({ people, personStart, post, worthOfPost }: Pairs, start: Int32Array): void {
  for (let i = 0; i < people; i++) {
    for (let e = personStart[i]! + 1; e < personStart[i + 1]!; e++) {
      const [j, worth] = [post[e]!, worthOfPost[e]!]
      let at = e
      for (; at > personStart[i]! && start[post[at - 1]!]! > start[j]!; at--) {
        post[at] = post[at - 1]!
        worthOfPost[at] = worthOfPost[at - 1]!
      }
      post[at] = j
      worthOfPost[at] = worth
    }
  }
}

/**
 * The best shifts for one person at given prices: a chain in time with rest between, within the hours. Without the limit on hours it is
 * weighted interval scheduling; where its answer is too long, labels of hours and value are kept for each last shift.
 */
export class ChainSearch {
  /** Pairs of the chain found last, the latest first. */
  readonly chain: number[] = []
  readonly #pairs: Pairs
  readonly #times: Times
  readonly #price: Float64Array
  #count = 0
  #slotsMax = 0
  readonly #pair: number[] = []
  readonly #value: number[] = []
  readonly #start: number[] = []
  readonly #ready: number[] = []
  /** Shifts in order of when the next may begin after them. */
  readonly #inOrder: number[] = []
  readonly #slots: number[] = []
  readonly #total: number[] = []
  readonly #before: number[] = []
  readonly #labelStart: number[] = []
  readonly #labelSlots: number[] = []
  readonly #labelValue: number[] = []
  readonly #labelBefore: number[] = []
  readonly #labelShift: number[] = []

  constructor(pairs: Pairs, times: Times, price: Float64Array) {
    this.#pairs = pairs
    this.#times = times
    this.#price = price
  }

  /** Turns to a person: their shifts worth more than their price. */
  turnTo(person: number): void {
    const { personStart, post, worthOfPost } = this.#pairs
    const { start, end, slots, rest, slotsMax } = this.#times
    const between = rest[person]!
    this.#slotsMax = slotsMax[person]!
    let n = 0
    for (let e = personStart[person]!; e < personStart[person + 1]!; e++) {
      const j = post[e]!
      const value = worthOfPost[e]! - this.#price[j]!
      if (value <= 0) continue
      this.#pair[n] = e
      this.#value[n] = value
      this.#start[n] = start[j]!
      this.#ready[n] = end[j]! + between
      this.#slots[n] = slots[j]!
      // Whoever begins first is mostly ready first: nothing has to move far.
      let at = n
      for (; at > 0 && this.#ready[this.#inOrder[at - 1]!]! > this.#ready[n]!; at--)
        this.#inOrder[at] = this.#inOrder[at - 1]!
      this.#inOrder[at] = n
      n++
    }
    this.#count = n
  }

  /**
   * Value of the best chain, which is left in `chain`.
   * @param without a pair that must not be in it; -1 for none
   */
  best(without = -1): number {
    this.chain.length = 0
    let [best, last] = [0, -1]
    // The best chain that is over when shift `k` begins; shifts last a while, so that all before it are reckoned by then.
    let [sum, before, over] = [0, -1, 0]
    for (let k = 0; k < this.#count; k++) {
      for (; this.#ready[this.#inOrder[over]!]! <= this.#start[k]!; over++) {
        const m = this.#inOrder[over]!
        if (this.#total[m]! < sum || (this.#total[m] === sum && m > before)) continue
        sum = this.#total[m]!
        before = m
      }
      if (this.#pair[k] === without) {
        this.#total[k] = -1
        continue
      }
      const total = sum + this.#value[k]!
      this.#total[k] = total
      this.#before[k] = before
      if (total > best) {
        best = total
        last = k
      }
    }
    let slots = 0
    for (let k = last; k >= 0; k = this.#before[k]!) {
      slots += this.#slots[k]!
      this.chain.push(this.#pair[k]!)
    }
    return slots <= this.#slotsMax ? best : this.#bestWithinHours(without)
  }

  #bestWithinHours(without: number): number {
    let [count, best, last] = [0, 0, -1]
    for (let k = 0; k < this.#count; k++) {
      const first = count
      this.#labelStart[k] = first
      if (this.#pair[k] !== without) {
        count = this.#addLabel(first, count, k, 0, 0, -1)
        for (let m = 0; m < k; m++) {
          if (this.#ready[m]! > this.#start[k]!) continue
          for (let l = this.#labelStart[m]!; l < this.#labelStart[m + 1]!; l++)
            count = this.#addLabel(first, count, k, this.#labelSlots[l]!, this.#labelValue[l]!, l)
        }
      }
      this.#labelStart[k + 1] = count
      for (let l = first; l < count; l++) {
        if (this.#labelValue[l]! <= best) continue
        best = this.#labelValue[l]!
        last = l
      }
    }
    this.chain.length = 0
    for (let l = last; l >= 0; l = this.#labelBefore[l]!) this.chain.push(this.#pair[this.#labelShift[l]!]!)
    return best
  }

  /** Adds a label to those of shift `k` unless another takes no longer and is worth no less; returns how many labels there are. */
  #addLabel(first: number, count: number, k: number, slotsBefore: number, valueBefore: number, before: number): number {
    const slots = slotsBefore + this.#slots[k]!
    const value = valueBefore + this.#value[k]!
    if (slots > this.#slotsMax) return count
    let kept = first
    for (let l = first; l < count; l++) {
      if (this.#labelSlots[l]! <= slots && this.#labelValue[l]! >= value) return count
      if (this.#labelSlots[l]! >= slots && this.#labelValue[l]! <= value) continue
      this.#setLabel(kept++, this.#labelSlots[l]!, this.#labelValue[l]!, this.#labelBefore[l]!, k)
    }
    this.#setLabel(kept, slots, value, before, k)
    return kept + 1
  }

  #setLabel(at: number, slots: number, value: number, before: number, shift: number): void {
    this.#labelSlots[at] = slots
    this.#labelValue[at] = value
    this.#labelBefore[at] = before
    this.#labelShift[at] = shift
  }
}
