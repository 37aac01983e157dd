import type { GapProblem } from './gap-problem'

/** Agents whose jobs are shared out anew at a time: two gain little, and four take too many branches. */
export const AGENTS_AT_ONCE = 3
// Sums of prices are not exact: less than this is no gain.
const TINY = 1e-7

const none = () => 0

/**
 * Shares the jobs of a few agents out anew, exactly: of all ways to do so the cheapest is found, or none that is cheaper than now. A job away from
 * its cheapest agent, capacity priced, costs so much more; capacity left over costs its price; what both add up to is what a way is dearer than
 * the bound, so that near the best few branches stay below what the jobs cost now. Space is taken once.
 */
export class Reassign {
  /** Branches looked at so far. */
  branches = 0
  readonly agentOf: Int32Array
  readonly used: Int32Array
  readonly #problem: GapProblem
  readonly #price: Float64Array
  /** Cost of each cell with capacity priced; infinite where the job alone is too much. */
  readonly #full: Float64Array
  /** Place of each agent in the set at hand; -1 for others. */
  readonly #place: Int8Array
  readonly #set = new Int32Array(AGENTS_AT_ONCE)
  #count = 0
  /** Jobs that may go elsewhere, the dearest to move first; their agents and what each is dearer than the first, row by row. */
  readonly #job: Int32Array
  readonly #choice: Int32Array
  readonly #dearer: Float64Array
  readonly #size: Int32Array
  readonly #order: Int32Array
  readonly #at: Int32Array
  readonly #relief: Int32Array
  readonly #enter: Int32Array
  readonly #picked: Int8Array
  readonly #best: Int8Array
  readonly #slack = new Int32Array(AGENTS_AT_ONCE)
  #open = 0
  #budget = 0
  #left = 0
  #found = false

  constructor(problem: GapProblem, price: Float64Array, agentOf: Int32Array) {
    const { agents, jobs, cost, use, capacity } = problem
    this.#problem = problem
    this.#price = price
    this.agentOf = agentOf
    this.used = new Int32Array(agents)
    this.#addUp()
    this.#full = new Float64Array(agents * jobs)
    for (let i = 0; i < agents; i++) {
      for (let j = 0; j < jobs; j++) {
        const cell = i * jobs + j
        this.#full[cell] = use[cell]! > capacity[i]! ? Number.POSITIVE_INFINITY : cost[cell]! + price[i]! * use[cell]!
      }
    }
    this.#place = new Int8Array(agents).fill(-1)
    this.#job = new Int32Array(jobs)
    this.#choice = new Int32Array(jobs * AGENTS_AT_ONCE)
    this.#dearer = new Float64Array(jobs * AGENTS_AT_ONCE)
    this.#size = new Int32Array(jobs * AGENTS_AT_ONCE)
    this.#order = new Int32Array(jobs)
    this.#at = new Int32Array(jobs)
    this.#relief = new Int32Array((jobs + 1) * AGENTS_AT_ONCE)
    this.#enter = new Int32Array((jobs + 1) * AGENTS_AT_ONCE)
    this.#picked = new Int8Array(jobs)
    this.#best = new Int8Array(jobs)
  }

  /**
   * Shares the jobs of these agents out anew where that costs less.
   * @param set different agents, at most {@link AGENTS_AT_ONCE}
   * @param branchesMax branches to look at; the best found until then counts
   * @returns whether it costs less now
   */
  improve(set: Int32Array, branchesMax: number): boolean {
    return this.#share(set, branchesMax, none)
  }

  /** The same as if each job cost more with each agent, by what `noise` says each time: it may well cost more afterwards. */
  shake(set: Int32Array, branchesMax: number, noise: () => number): void {
    this.#share(set, branchesMax, noise)
  }

  /** What the jobs cost now. */
  cost(): number {
    const { jobs, cost } = this.#problem
    let sum = 0
    for (let j = 0; j < jobs; j++) sum += cost[this.agentOf[j]! * jobs + j]!
    return sum
  }

  /** What a job's second agent is dearer than its first, capacity priced, on average; at least a little more than nothing. */
  meanSecond(): number {
    const { agents, jobs } = this.#problem
    let sum = 0
    for (let j = 0; j < jobs; j++) {
      let [first, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
      for (let i = 0; i < agents; i++) {
        const full = this.#full[i * jobs + j]!
        if (full < first) [first, second] = [full, first]
        else if (full < second) second = full
      }
      if (second < Number.POSITIVE_INFINITY) sum += second - first
    }
    return Math.max(1e-3, sum / Math.max(1, jobs))
  }

  /** Puts every job where it was. */
  setTo(agentOf: Int32Array): void {
    this.agentOf.set(agentOf)
    this.#addUp()
  }

  #addUp(): void {
    const { jobs, use } = this.#problem
    this.used.fill(0)
    for (let j = 0; j < jobs; j++) this.used[this.agentOf[j]!]! += use[this.agentOf[j]! * jobs + j]!
  }

  #share(set: Int32Array, branchesMax: number, noise: () => number): boolean {
    const count = set.length
    const { jobs, use, capacity } = this.#problem
    const place = this.#place
    this.#count = count
    let excess = 0
    for (let n = 0; n < count; n++) {
      const a = set[n]!
      this.#set[n] = a
      place[a] = n
      this.#slack[n] = capacity[a]!
      excess += this.#price[a]! * (capacity[a]! - this.used[a]!)
    }
    // All jobs of the set with their agents, cheapest first.
    let all = 0
    for (let j = 0; j < jobs; j++) {
      const now = place[this.agentOf[j]!]!
      if (now < 0) continue
      const row = all * AGENTS_AT_ONCE
      for (let n = 0; n < count; n++) {
        const full = this.#full[this.#set[n]! * jobs + j]! + noise()
        let k = n
        while (k > 0 && this.#dearer[row + k - 1]! > full) {
          this.#dearer[row + k] = this.#dearer[row + k - 1]!
          this.#choice[row + k] = this.#choice[row + k - 1]!
          k--
        }
        this.#dearer[row + k] = full
        this.#choice[row + k] = n
      }
      const least = this.#dearer[row]!
      for (let n = 0; n < count; n++) {
        this.#dearer[row + n]! -= least
        this.#size[row + n] = use[this.#set[this.#choice[row + n]!]! * jobs + j]!
        if (this.#choice[row + n] === now) excess += this.#dearer[row + n]!
      }
      this.#job[all++] = j
    }
    this.#budget = excess - TINY
    this.#fixAndSort(all)
    this.#sumWays()
    this.#left = branchesMax
    this.#found = false
    this.#branch(0, 0)
    this.branches += branchesMax - this.#left
    if (this.#found) this.#write(all)
    for (let n = 0; n < count; n++) place[this.#set[n]!] = -1
    return this.#found
  }

  /** Jobs that only their cheapest agent can take within the budget go there; the rest is put in order, dearest to move first. */
  #fixAndSort(all: number): void {
    const [order, at] = [this.#order, this.#at]
    let open = 0
    for (let e = 0; e < all; e++) {
      const row = e * AGENTS_AT_ONCE
      this.#slack[this.#choice[row]!]! -= this.#size[row]!
      at[e] = -1
      if (this.#count < 2 || this.#dearer[row + 1]! >= this.#budget) continue
      const dearer = this.#dearer[row + 1]!
      let k = open++
      while (k > 0 && this.#dearer[order[k - 1]! * AGENTS_AT_ONCE + 1]! < dearer) {
        order[k] = order[k - 1]!
        k--
      }
      order[k] = e
    }
    for (let l = 0; l < open; l++) at[order[l]!] = l
    this.#open = open
  }

  /** For each level and agent, the most that may still leave or come. */
  #sumWays(): void {
    const [relief, enter, open, count] = [this.#relief, this.#enter, this.#open, this.#count]
    relief.fill(0, open * AGENTS_AT_ONCE, (open + 1) * AGENTS_AT_ONCE)
    enter.fill(0, open * AGENTS_AT_ONCE, (open + 1) * AGENTS_AT_ONCE)
    for (let l = open - 1; l >= 0; l--) {
      const [here, next, row] = [l * AGENTS_AT_ONCE, (l + 1) * AGENTS_AT_ONCE, this.#order[l]! * AGENTS_AT_ONCE]
      for (let n = 0; n < count; n++) {
        relief[here + n] = relief[next + n]!
        enter[here + n] = enter[next + n]!
      }
      relief[here + this.#choice[row]!]! += this.#size[row]!
      for (let c = 1; c < count; c++)
        if (this.#dearer[row + c]! < this.#budget) enter[here + this.#choice[row + c]!]! += this.#size[row + c]!
    }
  }

  #branch(level: number, dearer: number): void {
    if (this.#left <= 0) return
    this.#left--
    const [slack, count, here] = [this.#slack, this.#count, level * AGENTS_AT_ONCE]
    let least = dearer
    for (let n = 0; n < count; n++) {
      const free = slack[n]!
      if (free < 0) {
        if (-free > this.#relief[here + n]!) return
        continue
      }
      const idle = free - this.#enter[here + n]!
      if (idle > 0) least += this.#price[this.#set[n]!]! * idle
    }
    if (least >= this.#budget) return
    if (level === this.#open) {
      this.#budget = least - TINY
      this.#best.set(this.#picked.subarray(0, level))
      this.#found = true
      return
    }
    const row = this.#order[level]! * AGENTS_AT_ONCE
    const [home, size] = [this.#choice[row]!, this.#size[row]!]
    this.#picked[level] = 0
    this.#branch(level + 1, dearer)
    for (let c = 1; c < count; c++) {
      const more = dearer + this.#dearer[row + c]!
      if (more >= this.#budget) return
      const to = this.#choice[row + c]!
      this.#picked[level] = c
      slack[home]! += size
      slack[to]! -= this.#size[row + c]!
      this.#branch(level + 1, more)
      slack[home]! -= size
      slack[to]! += this.#size[row + c]!
    }
  }

  #write(all: number): void {
    const { jobs, use } = this.#problem
    for (let e = 0; e < all; e++) {
      const j = this.#job[e]!
      const level = this.#at[e]!
      const to = this.#set[this.#choice[e * AGENTS_AT_ONCE + (level < 0 ? 0 : this.#best[level]!)]!]!
      const from = this.agentOf[j]!
      if (from === to) continue
      this.used[from]! -= use[from * jobs + j]!
      this.used[to]! += use[to * jobs + j]!
      this.agentOf[j] = to
    }
  }
}
