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
  /** Labels that are carried on. */
  readonly #front: number[] = []

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

  /**
   * As {@link best}, within what the person gives at most: a label is a chain that ends with one shift. Of all chains that are over when a
   * shift begins, only those are carried on that no other beats in both value and what it takes.
   */
  #bestWithinHours(without: number): number {
    const front = this.#front
    front.length = 0
    let [count, best, last, over] = [0, 0, -1, 0]
    for (let k = 0; k < this.#count; k++) {
      for (; this.#ready[this.#inOrder[over]!]! <= this.#start[k]!; over++) {
        const m = this.#inOrder[over]!
        for (let l = this.#labelStart[m]!; l < this.#labelStart[m + 1]!; l++) this.#carryOn(l)
      }
      this.#labelStart[k] = count
      if (this.#pair[k] !== without) {
        count = this.#addLabel(count, k, 0, 0, -1)
        for (const l of front) count = this.#addLabel(count, k, this.#labelSlots[l]!, this.#labelValue[l]!, l)
      }
      for (let l = this.#labelStart[k]!; l < count; l++) {
        if (this.#labelValue[l]! <= best) continue
        best = this.#labelValue[l]!
        last = l
      }
      this.#labelStart[k + 1] = count
    }
    this.chain.length = 0
    for (let l = last; l >= 0; l = this.#labelBefore[l]!) this.chain.push(this.#pair[this.#labelShift[l]!]!)
    return best
  }

  /** Takes a label among those to carry on, unless another takes no longer and is worth no less. */
  #carryOn(label: number): void {
    const front = this.#front
    const slots = this.#labelSlots[label]!
    const value = this.#labelValue[label]!
    for (const l of front) if (this.#labelSlots[l]! <= slots && this.#labelValue[l]! >= value) return
    let kept = 0
    for (const l of front) if (this.#labelSlots[l]! < slots || this.#labelValue[l]! > value) front[kept++] = l
    front.length = kept
    front.push(label)
  }

  /** Adds a label of shift `k` if it is within what the person gives; returns how many labels there are. */
  #addLabel(count: number, k: number, slotsBefore: number, valueBefore: number, before: number): number {
    const slots = slotsBefore + this.#slots[k]!
    if (slots > this.#slotsMax) return count
    this.#labelSlots[count] = slots
    this.#labelValue[count] = valueBefore + this.#value[k]!
    this.#labelBefore[count] = before
    this.#labelShift[count] = k
    return count + 1
  }
}
