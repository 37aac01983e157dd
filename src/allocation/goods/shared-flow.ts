import type { GoodsNet } from './goods-net'

/**
 * A flow from sources through lines to shares, with room for more set share by share. Nodes: sources, lines, shares. Edges come in pairs,
 * there and back; a node belongs to one part, and nothing flows between parts any more.
 * @see Dinitz (1970), Algorithm for solution of a problem of maximum flow in networks with power estimation
 */
export class SharedFlow {
  readonly part: Int32Array
  /** What each source has left. */
  readonly left: Float64Array
  /** What each share may still get. */
  readonly room: Float64Array
  /** What each share gets. */
  readonly given: Float64Array
  /** Steps to the nearest share with room as the last search found it; -1 where there is no way. */
  readonly level: Int32Array

  readonly #lines: number
  readonly #shares: number
  readonly #head: Int32Array
  /** What each edge can still take. */
  readonly #free: Float64Array
  readonly #start: Int32Array
  readonly #edges: Int32Array
  readonly #at: Int32Array

  constructor({ supply, wanted, shareOf, rankOf, from, to }: GoodsNet) {
    this.#lines = supply.length
    this.#shares = supply.length + wanted.length
    const nodes = this.#shares + rankOf.length
    const edges = 2 * (from.length + wanted.length)
    this.#head = new Int32Array(edges)
    this.#free = new Float64Array(edges)
    const join = (pair: number, tail: number, head: number, most: number) => {
      this.#head[2 * pair] = head
      this.#head[2 * pair + 1] = tail
      this.#free[2 * pair] = most
    }
    for (let a = 0; a < from.length; a++) join(a, from[a]!, this.#lines + to[a]!, Number.POSITIVE_INFINITY)
    for (let l = 0; l < wanted.length; l++) {
      join(from.length + l, this.#lines + l, this.#shares + shareOf[l]!, wanted[l]!)
    }
    this.#start = new Int32Array(nodes + 1)
    for (let e = 0; e < edges; e++) this.#start[this.#head[e ^ 1]! + 1]!++
    for (let n = 0; n < nodes; n++) this.#start[n + 1]! += this.#start[n]!
    this.#edges = new Int32Array(edges)
    this.#at = this.#start.slice(0, nodes)
    for (let e = 0; e < edges; e++) this.#edges[this.#at[this.#head[e ^ 1]!]!++] = e
    this.part = new Int32Array(nodes)
    this.level = new Int32Array(nodes)
    this.left = Float64Array.from(supply)
    this.room = new Float64Array(rankOf.length)
    this.given = new Float64Array(rankOf.length)
  }

  nodeOfLine(line: number): number {
    return this.#lines + line
  }

  nodeOfShare(share: number): number {
    return this.#shares + share
  }

  /** What flows over an arc of the net. */
  flowOf(arc: number): number {
    return this.#free[2 * arc + 1]!
  }

  /** Sends all that can reach room within a part, whose nodes these are; afterwards `level` tells what would reach room if it had more. */
  fill(nodes: Int32Array): void {
    while (this.#findLevels(nodes)) {
      for (const node of nodes) this.#at[node] = this.#start[node]!
      for (const node of nodes) if (node < this.#lines && this.level[node]! > 0) this.#send(node)
    }
  }

  /** What a share gets over lines of other parts, which nothing changes any more. */
  frozenOf(share: number): number {
    const node = this.#shares + share
    let sum = 0
    for (let i = this.#start[node]!; i < this.#start[node + 1]!; i++) {
      const e = this.#edges[i]!
      if (this.part[this.#head[e]!] !== this.part[node]) sum += this.#free[e]!
    }
    return sum
  }

  /** Gives back to the sources what a share has beyond `amount`, over lines of its own part. */
  lower(share: number, amount: number): void {
    const node = this.#shares + share
    let excess = this.given[share]! - amount
    for (let i = this.#start[node]!; excess > 0 && i < this.#start[node + 1]!; i++) {
      const toLine = this.#edges[i]!
      const line = this.#head[toLine]!
      if (this.part[line] !== this.part[node]) continue
      for (let k = this.#start[line]!; excess > 0 && k < this.#start[line + 1]!; k++) {
        const toSource = this.#edges[k]!
        const source = this.#head[toSource]!
        const back = source < this.#lines ? Math.min(excess, this.#free[toSource]!) : 0
        if (back === 0) continue
        this.#move(toSource, back)
        this.#move(toLine, back)
        this.left[source]! += back
        this.given[share]! -= back
        excess -= back
      }
    }
  }

  #move(edge: number, amount: number): void {
    this.#free[edge]! -= amount
    this.#free[edge ^ 1]! += amount
  }

  /** Whether some source with something left has a way to a share with room. */
  #findLevels(nodes: Int32Array): boolean {
    const queue: number[] = []
    for (const node of nodes) {
      this.level[node] = -1
      if (node >= this.#shares && this.room[node - this.#shares]! > 0) {
        this.level[node] = 1
        queue.push(node)
      }
    }
    let found = false
    for (let q = 0; q < queue.length; q++) {
      const node = queue[q]!
      if (node < this.#lines && this.left[node]! > 0) found = true
      for (let i = this.#start[node]!; i < this.#start[node + 1]!; i++) {
        const away = this.#edges[i]!
        const other = this.#head[away]!
        if (this.level[other] !== -1 || this.part[other] !== this.part[node] || this.#free[away ^ 1] === 0) continue
        this.level[other] = this.level[node]! + 1
        queue.push(other)
      }
    }
    return found
  }

  /** Sends from a source along shortest ways until it has nothing left or no way is. */
  #send(source: number): void {
    const way: number[] = []
    let node = source
    while (this.left[source]! > 0) {
      const share = node - this.#shares
      if (share >= 0 && this.room[share]! > 0) {
        let amount = Math.min(this.left[source]!, this.room[share]!)
        for (const e of way) amount = Math.min(amount, this.#free[e]!)
        for (const e of way) this.#move(e, amount)
        this.left[source]! -= amount
        this.room[share]! -= amount
        this.given[share]! += amount
        way.length = 0
        node = source
        continue
      }
      const next = this.#nextEdge(node)
      if (next >= 0) {
        way.push(next)
        node = this.#head[next]!
      } else {
        const last = way.pop()
        if (last === undefined) return
        node = this.#head[last ^ 1]!
        this.#at[node]!++
      }
    }
  }

  #nextEdge(node: number): number {
    for (; this.#at[node]! < this.#start[node + 1]!; this.#at[node]!++) {
      const e = this.#edges[this.#at[node]!]!
      const other = this.#head[e]!
      if (this.#free[e]! > 0 && this.level[other] === this.level[node]! - 1 && this.part[other] === this.part[node]) {
        return e
      }
    }
    return -1
  }
}
