import { type Budget, checkBudget, type Solved } from '../solved'

/** Costs of a square assignment, row-major: row `r` on column `c` costs `cost[r * size + c]`; Infinity forbids the pair. */
export type LapProblem = { readonly size: number; readonly cost: Float64Array }

/** Most rows: the costs of more do not fit into one array. */
const SIZE_MAX = 40_000

/**
 * The cheapest one-to-one placement of rows on columns: reduction of columns and rows by auction first, then shortest augmenting paths.
 * A step is a row placed. The seed changes nothing: there is no chance in it. With whole costs the result is exact.
 * @returns the column of each row; `infeasible` where forbidden pairs leave no placement; `gave-up` when the steps end before the last row and what is left cannot be placed just so
 * @throws {RangeError} for a size that does not fit the costs, a cost that is NaN or too large to sum exactly, or a budget that could not be replayed
 * @see Jonker and Volgenant (1987), A shortest augmenting path algorithm for dense and sparse linear assignment problems
 */
export function solveLap(problem: LapProblem, budget: Budget): Solved<Int32Array> {
  checkBudget(budget)
  const lap = new Lap(checked(problem))
  const free = lap.reduce()
  let steps = problem.size - free.length
  if (steps > budget.stepsMax) return cutShort(lap, budget.stepsMax)
  for (const row of free) {
    if (steps >= budget.stepsMax || budget.stop?.() === true) return cutShort(lap, steps)
    if (!lap.augment(row)) return { status: 'infeasible', objective: null, bound: null, steps, solution: null }
    steps++
  }
  const objective = lap.cost()
  return { status: 'optimal', objective, bound: objective, steps, solution: lap.columnOf }
}

/** What is placed so far, the rest at whatever is left, and the bound of the prices. */
function cutShort(lap: Lap, steps: number): Solved<Int32Array> {
  const bound = lap.bound()
  if (!lap.placeRest()) return { status: 'gave-up', objective: null, bound, steps, solution: null }
  const objective = lap.cost()
  return { status: objective === bound ? 'optimal' : 'feasible', objective, bound, steps, solution: lap.columnOf }
}

function checked({ size, cost }: LapProblem): LapProblem {
  if (!Number.isInteger(size) || size < 0 || size > SIZE_MAX)
    throw new RangeError(`expected a size from 0 to ${SIZE_MAX}, got ${size}`)
  if (cost.length !== size * size) throw new RangeError(`expected ${size * size} costs, got ${cost.length}`)
  // Sums of as many costs as there are rows stay exact.
  const most = Number.MAX_SAFE_INTEGER / Math.max(1, size)
  for (let at = 0; at < cost.length; at++) {
    const one = cost[at]!
    if (!(one >= -most && (one <= most || one === Number.POSITIVE_INFINITY)))
      throw new RangeError(`expected a number from ${-most} to ${most}, or Infinity, as cost ${at}, got ${one}`)
  }
  return { size, cost }
}

/** Rows and columns as far as they are matched, and the price of each column; a matched row has none cheaper by cost less price. */
class Lap {
  readonly columnOf: Int32Array
  readonly #size: number
  readonly #cost: Float64Array
  readonly #rowOf: Int32Array
  readonly #price: Float64Array
  readonly #distance: Float64Array
  readonly #before: Int32Array
  readonly #columns: Int32Array

  constructor({ size, cost }: LapProblem) {
    this.#size = size
    this.#cost = cost
    this.columnOf = new Int32Array(size).fill(-1)
    this.#rowOf = new Int32Array(size).fill(-1)
    this.#price = new Float64Array(size)
    this.#distance = new Float64Array(size)
    this.#before = new Int32Array(size)
    this.#columns = Int32Array.from({ length: size }, (_, c) => c)
  }

  /** Matches what cheap reductions can; returns the rows that are left. */
  reduce(): number[] {
    this.#reduceColumns()
    let free: number[] = []
    for (let row = 0; row < this.#size; row++) if (this.columnOf[row] === -1) free.push(row)
    for (let pass = 0; pass < 2; pass++) free = this.#reduceRows(free)
    return free
  }

  #reduceColumns(): void {
    const [n, cost, price] = [this.#size, this.#cost, this.#price]
    const cheapest = new Int32Array(n)
    price.set(cost.subarray(0, n))
    for (let row = 1, at = n; row < n; row++) {
      for (let c = 0; c < n; c++, at++) {
        if (cost[at]! >= price[c]!) continue
        price[c] = cost[at]!
        cheapest[c] = row
      }
    }
    for (let c = n - 1; c >= 0; c--) {
      // A column nobody may take has no price to compare by.
      if (price[c] === Number.POSITIVE_INFINITY) price[c] = 0
      else if (this.columnOf[cheapest[c]!] === -1) this.#match(cheapest[c]!, c)
    }
  }

  /** Each free row takes its cheapest column and lowers the column's price by what the second cheapest is dearer. */
  #reduceRows(rows: number[]): number[] {
    const [n, cost, price] = [this.#size, this.#cost, this.#price]
    const left: number[] = []
    // A row driven out goes on at once while prices move, and waits otherwise: the bound on turns keeps ties from going round.
    let turns = rows.length * 4 + n
    for (let k = 0; k < rows.length; ) {
      const row = rows[k++]!
      let [least, second, at, at2] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1]
      for (let c = 0, e = row * n; c < n; c++, e++) {
        const reduced = cost[e]! - price[c]!
        if (reduced >= second) continue
        if (reduced < least) {
          second = least
          at2 = at
          least = reduced
          at = c
        } else {
          second = reduced
          at2 = c
        }
      }
      if (at < 0 || second === Number.POSITIVE_INFINITY) {
        left.push(row)
        continue
      }
      let taken = this.#rowOf[at]!
      const moves = least < second && price[at]! - (second - least) < price[at]!
      if (moves) price[at] = price[at]! - (second - least)
      else if (taken >= 0) {
        at = at2
        taken = this.#rowOf[at]!
      }
      this.#match(row, at)
      if (taken < 0) continue
      this.columnOf[taken] = -1
      if (moves && turns-- > 0) rows[--k] = taken
      else left.push(taken)
    }
    return left
  }

  #match(row: number, column: number): void {
    this.columnOf[row] = column
    this.#rowOf[column] = row
  }

  /** Matches one more row along the cheapest path to a free column; false where no free column can be reached. */
  augment(row: number): boolean {
    const [n, cost, price] = [this.#size, this.#cost, this.#price]
    const [distance, before, columns, rowOf] = [this.#distance, this.#before, this.#columns, this.#rowOf]
    for (let c = 0; c < n; c++) {
      distance[c] = cost[row * n + c]! - price[c]!
      before[c] = row
    }
    // Columns before `low` are settled below the least distance, those up to `high` at it, the rest is farther.
    let [low, high, least, end] = [0, 0, 0, -1]
    let settled = 0
    while (end < 0) {
      if (low === high) {
        settled = low
        least = this.#nearest(low)
        if (least === Number.POSITIVE_INFINITY) return false
        high = low
        for (let k = low; k < n; k++) {
          const c = columns[k]!
          if (distance[c]! > least) continue
          columns[k] = columns[high]!
          columns[high++] = c
          if (rowOf[c]! < 0) {
            end = c
            break
          }
        }
        if (end >= 0) break
      }
      const from = columns[low++]!
      const i = rowOf[from]!
      const start = i * n
      const base = cost[start + from]! - price[from]! - least
      for (let k = high; k < n; k++) {
        const c = columns[k]!
        const through = cost[start + c]! - price[c]! - base
        if (through >= distance[c]!) continue
        distance[c] = through
        before[c] = i
        if (through > least) continue
        if (rowOf[c]! < 0) {
          end = c
          break
        }
        columns[k] = columns[high]!
        columns[high++] = c
      }
    }
    for (let k = 0; k < settled; k++) {
      const c = columns[k]!
      price[c] = price[c]! + distance[c]! - least
    }
    for (let c = end, i = -1; i !== row; ) {
      i = before[c]!
      const next = this.columnOf[i]!
      this.#match(i, c)
      c = next
    }
    return true
  }

  #nearest(low: number): number {
    const [distance, columns] = [this.#distance, this.#columns]
    let least = Number.POSITIVE_INFINITY
    for (let k = low; k < columns.length; k++) if (distance[columns[k]!]! < least) least = distance[columns[k]!]!
    return least
  }

  /** Each row that is left takes the cheapest free column; false where one may take none of these. */
  placeRest(): boolean {
    const [n, cost] = [this.#size, this.#cost]
    for (let row = 0; row < n; row++) {
      if (this.columnOf[row] !== -1) continue
      let at = -1
      let least = Number.POSITIVE_INFINITY
      for (let c = 0; c < n; c++) {
        if (this.#rowOf[c] !== -1 || cost[row * n + c]! >= least) continue
        least = cost[row * n + c]!
        at = c
      }
      if (at < 0) return false
      this.#match(row, at)
    }
    return true
  }

  cost(): number {
    let sum = 0
    for (let row = 0; row < this.#size; row++) sum += this.#cost[row * this.#size + this.columnOf[row]!]!
    return sum
  }

  /** No placement costs less, whatever the prices; null where a row may take no column. */
  bound(): number | null {
    let sum = 0
    for (let row = 0; row < this.#size; row++) {
      let least = Number.POSITIVE_INFINITY
      for (let c = 0; c < this.#size; c++) least = Math.min(least, this.#cost[row * this.#size + c]! - this.#price[c]!)
      sum += least + this.#price[row]!
    }
    return Number.isFinite(sum) ? sum : null
  }
}
