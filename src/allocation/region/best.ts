/** The few highest of many values, highest first; of equals the first to come. */
export class Best {
  count = 0
  /** A value must be above this to be kept. */
  least = 0
  readonly value = new Float64Array(257)
  readonly pair = new Int32Array(257)
  #size = 0
  #floor = 0

  /** @param size how many to keep, at most 257; @param floor only values of this or more are kept */
  clear(size: number, floor: number): void {
    this.count = 0
    this.#size = size
    this.#floor = floor
    this.least = floor
  }

  add(pair: number, value: number): void {
    let at = this.count < this.#size ? this.count++ : this.#size - 1
    while (at > 0 && this.value[at - 1]! < value) {
      this.value[at] = this.value[at - 1]!
      this.pair[at] = this.pair[at - 1]!
      at--
    }
    this.value[at] = value
    this.pair[at] = pair
    this.least = this.count < this.#size ? this.#floor : this.value[this.#size - 1]!
  }
}
