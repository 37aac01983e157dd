/** The cheapest place found for a job in one round, and the next cheapest, so that the first may be passed over. */
export type InsertionBest = {
  cost1: number
  /** Positions after which the stop goes, or the pick-up and, counted without it, the drop. */
  at1: number
  drop1: number
  cost2: number
  at2: number
  drop2: number
  clear(): void
  offer(cost: number, at: number, drop: number): void
}

/** Nothing found yet. */
export const newInsertionBest = (): InsertionBest => ({
  cost1: Infinity,
  at1: -1,
  drop1: -1,
  cost2: Infinity,
  at2: -1,
  drop2: -1,
  clear() {
    this.cost1 = Infinity
    this.cost2 = Infinity
  },
  offer(cost, at, drop) {
    if (cost < this.cost1) {
      this.cost2 = this.cost1
      this.at2 = this.at1
      this.drop2 = this.drop1
      this.cost1 = cost
      this.at1 = at
      this.drop1 = drop
    } else if (cost < this.cost2) {
      this.cost2 = cost
      this.at2 = at
      this.drop2 = drop
    }
  },
})
