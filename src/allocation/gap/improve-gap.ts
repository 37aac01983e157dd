import type { Chance } from '../../kit/chance'
import type { GapProblem } from './gap-problem'
import { AGENTS_AT_ONCE, Reassign } from './reassign'

/** Branches one sharing out may take: more was seen to help less than another set of agents. */
const BRANCHES = 3000
/** Sets of agents listed one by one; of more, as many are drawn. */
const SETS_MAX = 100_000
/** Costs grow by up to so many times what a job's second agent is dearer on average, while shaking. */
const SHAKES = [1, 2, 4] as const
/** A little dearer than where the shaking began is good enough to go on from, in the same unit. */
const WORSE = 0.15

/**
 * Betters an assignment within capacity for as long as it is let: the jobs of every few agents are shared out anew until none of these gains, then
 * a few agents are shaken, and it goes on from there or goes back.
 */
export class ImproveGap {
  /** The cheapest seen, and what it costs. */
  readonly best: { cost: number; readonly agentOf: Int32Array }
  readonly #problem: GapProblem
  readonly #chance: Chance
  readonly #sharing: Reassign
  readonly #at: number
  readonly #sets: Int32Array
  readonly #drawn: boolean
  /** When each set was last tried in vain, and each agent's jobs last changed. */
  readonly #tried: Float64Array
  readonly #changed: Float64Array
  readonly #order: Int32Array
  readonly #unit: number
  readonly #here: { cost: number; readonly agentOf: Int32Array }
  #clock = 1

  /** @param agentOf within capacity; not kept */
  constructor(problem: GapProblem, price: Float64Array, agentOf: Int32Array, chance: Chance) {
    const { agents } = problem
    this.#problem = problem
    this.#chance = chance
    this.#sharing = new Reassign(problem, price, agentOf.slice())
    this.#at = Math.min(AGENTS_AT_ONCE, agents)
    const count = countSets(agents, this.#at)
    this.#drawn = count > SETS_MAX
    this.#sets = this.#drawn ? new Int32Array(SETS_MAX * this.#at) : listSets(agents, this.#at)
    this.#tried = new Float64Array(this.#sets.length / this.#at)
    this.#order = Int32Array.from(this.#tried, (_, s) => s)
    this.#changed = new Float64Array(agents).fill(1)
    this.#unit = this.#sharing.meanSecond()
    this.#here = { cost: this.#sharing.cost(), agentOf: agentOf.slice() }
    this.best = { cost: this.#here.cost, agentOf: agentOf.slice() }
  }

  /** Branches looked at so far. */
  get steps(): number {
    return this.#sharing.branches
  }

  /** One shake (but for the first time) and all that can be gained after it, unless `ended` says stop before. */
  turn(ended: () => boolean): void {
    if (this.#clock > 1) this.#shake()
    this.#settle(ended)
    const cost = this.#sharing.cost()
    if (cost < this.best.cost) {
      this.best.cost = cost
      this.best.agentOf.set(this.#sharing.agentOf)
    }
    const allowed = -Math.log(1 - this.#chance.next()) * WORSE * this.#unit
    if (cost <= this.#here.cost + allowed) {
      this.#here.cost = cost
      this.#here.agentOf.set(this.#sharing.agentOf)
    } else this.#goBack()
  }

  #shake(): void {
    const set = this.#setAt(this.#chance.between(0, this.#tried.length - 1))
    const most = this.#chance.one(SHAKES) * this.#unit
    this.#sharing.shake(set, BRANCHES, () => this.#chance.next() * most)
    this.#touch(set)
  }

  #settle(ended: () => boolean): void {
    for (let gained = true; gained; ) {
      gained = false
      shuffle(this.#order, this.#chance)
      for (const s of this.#order) {
        const set = this.#setAt(s)
        if (!this.#drawn && set.every((agent) => this.#changed[agent]! < this.#tried[s]!)) continue
        if (ended()) return
        this.#tried[s] = ++this.#clock
        if (!this.#sharing.improve(set, BRANCHES)) continue
        this.#touch(set)
        gained = true
      }
    }
  }

  #touch(set: Int32Array): void {
    this.#clock++
    for (const agent of set) this.#changed[agent] = this.#clock
  }

  #goBack(): void {
    const { agentOf } = this.#sharing
    this.#clock++
    for (let j = 0; j < this.#problem.jobs; j++) {
      if (agentOf[j] === this.#here.agentOf[j]) continue
      this.#changed[agentOf[j]!] = this.#clock
      this.#changed[this.#here.agentOf[j]!] = this.#clock
    }
    this.#sharing.setTo(this.#here.agentOf)
  }

  #setAt(s: number): Int32Array {
    const set = this.#sets.subarray(s * this.#at, (s + 1) * this.#at)
    if (this.#drawn) drawSet(set, this.#problem.agents, this.#chance)
    return set
  }
}

function countSets(agents: number, at: number): number {
  let count = 1
  for (let n = 0; n < at; n++) count = (count * (agents - n)) / (n + 1)
  return count
}

/** All sets of `at` agents, row by row. */
function listSets(agents: number, at: number): Int32Array {
  const sets: number[] = []
  const extend = (set: readonly number[], from: number): void => {
    if (set.length === at) sets.push(...set)
    else for (let agent = from; agent < agents; agent++) extend([...set, agent], agent + 1)
  }
  extend([], 0)
  return Int32Array.from(sets)
}

function drawSet(set: Int32Array, agents: number, chance: Chance): void {
  for (let n = 0; n < set.length; n++) {
    do set[n] = chance.between(0, agents - 1)
    while (set.indexOf(set[n]!) < n)
  }
}

function shuffle(order: Int32Array, chance: Chance): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = chance.between(0, i)
    const kept = order[i]!
    order[i] = order[other]!
    order[other] = kept
  }
}
