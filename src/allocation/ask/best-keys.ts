import type { Asked } from './ask-problem'

/** The k best of what is offered: a heap with the worst on top. Equal keys stand in the order of numbers. */
export class BestKeys {
  count = 0
  readonly #size: number
  readonly #key: Float64Array
  readonly #person: Int32Array
  readonly #minutes: Int32Array

  /** @param size at least 1 */
  constructor(size: number) {
    this.#size = size
    this.#key = new Float64Array(size)
    this.#person = new Int32Array(size)
    this.#minutes = new Int32Array(size)
  }

  get isFull(): boolean {
    return this.count === this.#size
  }

  /** Key of the worst that is kept. */
  get worstKey(): number {
    return this.#key[0]!
  }

  offer(key: number, person: number, minutes: number): void {
    if (!this.isFull) this.#rise(this.count++, key, person, minutes)
    else if (key < this.#key[0]! || (key === this.#key[0]! && person < this.#person[0]!))
      this.#sink(this.count, key, person, minutes)
  }

  /** Takes everything out, best first. */
  drain(): Asked[] {
    const found = new Array<Asked>(this.count)
    while (this.count > 0) {
      const last = --this.count
      found[last] = { person: this.#person[0]!, travelMinutes: this.#minutes[0]!, key: this.#key[0]! }
      this.#sink(last, this.#key[last]!, this.#person[last]!, this.#minutes[last]!)
    }
    return found
  }

  #rise(from: number, key: number, person: number, minutes: number): void {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#isWorse(key, person, parent)) break
      this.#copy(parent, at)
      at = parent
    }
    this.#set(at, key, person, minutes)
  }

  /** Puts something in the place of the top, in a heap of `count`. */
  #sink(count: number, key: number, person: number, minutes: number): void {
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= count) break
      if (child + 1 < count && this.#isWorse(this.#key[child + 1]!, this.#person[child + 1]!, child)) child++
      if (this.#isWorse(key, person, child)) break
      this.#copy(child, at)
      at = child
    }
    this.#set(at, key, person, minutes)
  }

  #isWorse(key: number, person: number, than: number): boolean {
    return key > this.#key[than]! || (key === this.#key[than]! && person > this.#person[than]!)
  }

  #copy(from: number, to: number): void {
    this.#set(to, this.#key[from]!, this.#person[from]!, this.#minutes[from]!)
  }

  #set(at: number, key: number, person: number, minutes: number): void {
    this.#key[at] = key
    this.#person[at] = person
    this.#minutes[at] = minutes
  }
}
