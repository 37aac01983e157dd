import type { Budget } from '../solved'
import { keepLayout, type Layout, useLayout } from './layout'
import { recreate } from './recreate'
import { beginStep, costOf, mustAbsent, type Search, usedRounds } from './search'
import { type ServeWanted, stepToServe, takeRoundAway, wantMust } from './serve-wanted'
import { beginShortening, firstFine, mostFine, stepToShorten, temperature } from './shorten'

const TURN_FIRST = 1_000
/** Steps for fewer vehicles or absent jobs, for each step for less cost so far. */
const SERVE_SHARE = 0.25
/** So long somebody may wait outside before the search goes back to the best rounds. */
const OUTSIDE_STEPS_MAX = 3_000
const SLOW_PER_STOP = 100

type Value = { readonly must: number; readonly used: number; readonly cost: number }

type Run = {
  readonly search: Search
  readonly scale: number
  readonly vehiclesBound: number
  best: Layout
  value: Value
  goal: ServeWanted | null
  /** Rounds of the search for less cost, as it left them. */
  current: Layout
  shortenSteps: number
  /** Of the search for less cost, for each absent job that must be done. */
  fine: number
  /** Counts a step; true where there are none left. */
  isOver(): boolean
}

/**
 * Runs the search in turns: some steps to serve everyone with fewer vehicles, then more for less cost, and so on, each turn
 * longer than the last. What it does at a step depends on the steps before alone, never on how many are to come: the first
 * steps of a longer run are those of a shorter one.
 * @param from where to begin; its active vehicles are the ones that may be used
 * @param vehiclesBound no solution has fewer vehicles
 * @returns steps taken; the best rounds found stand in the search
 */
export function runSearch(search: Search, from: Layout, budget: Budget, vehiclesBound: number): number {
  useLayout(search, from)
  beginStep(search)
  recreate(search)
  if (search.s.p.stops === 0 || search.s.activeCount === 0) return 0
  let steps = 0
  const layout = keepLayout(search)
  const scale = meanLeg(search)
  const run: Run = {
    search,
    scale,
    vehiclesBound,
    best: layout,
    value: worthOf(search),
    goal: null,
    current: layout,
    shortenSteps: 0,
    fine: firstFine(scale),
    isOver: () => {
      if (steps >= budget.stepsMax || budget.stop?.() === true) return true
      steps += 1
      return false
    },
  }
  setGoal(run)
  run.current = run.best
  let isOver = false
  while (!isOver) {
    if (run.goal !== null) isOver = serveTurn(run, run.goal, Math.max(TURN_FIRST, SERVE_SHARE * run.shortenSteps))
    isOver = isOver || shortenTurn(run, Math.max(TURN_FIRST, run.shortenSteps))
  }
  useLayout(search, run.best)
  return steps
}

function serveTurn(run: Run, goal: ServeWanted, turn: number): boolean {
  const { search, scale } = run
  useLayout(search, goal.layout)
  for (let left = turn; left > 0; left--) {
    if (run.isOver()) return true
    if (!stepToServe(search, goal, scale)) continue
    note(run)
    run.current = run.best
    run.shortenSteps = 0
    run.fine = firstFine(scale)
    setGoal(run)
    if (run.goal === null) return false
    left = Math.max(left, turn)
  }
  goal.layout = keepLayout(search)
  return false
}

function shortenTurn(run: Run, turn: number): boolean {
  const { search, scale } = run
  useLayout(search, run.current)
  let at = beginShortening(search, run.fine, scale)
  let stepsOutside = 0
  const slow = SLOW_PER_STOP * search.s.p.stops
  const { must, used } = run.value
  for (let left = turn; left > 0; left--) {
    if (run.isOver()) return true
    const isKept = stepToShorten(search, at, temperature(run.shortenSteps, scale, slow))
    run.shortenSteps += 1
    if (isKept && (at.must < run.value.must || at.cost < run.value.cost)) note(run)
    stepsOutside = at.must > run.value.must ? stepsOutside + 1 : 0
    if (stepsOutside < OUTSIDE_STEPS_MAX) continue
    useLayout(search, run.best)
    at = beginShortening(search, mostFine(scale), scale)
    stepsOutside = 0
  }
  run.fine = at.fine
  run.current = keepLayout(search)
  if (run.value.must < must || (run.search.s.p.problem.fewestVehicles && run.value.used < used)) setGoal(run)
  return false
}

/** Keeps what stands in the search if it is the best so far. */
function note(run: Run): void {
  const value = worthOf(run.search)
  if (!isBetter(value, run.value, run.search.s.p.problem.fewestVehicles)) return
  run.value = value
  run.best = keepLayout(run.search)
}

function isBetter(a: Value, b: Value, fewestVehicles: boolean): boolean {
  if (a.must !== b.must) return a.must < b.must
  if (fewestVehicles && a.used !== b.used) return a.used < b.used
  return a.cost < b.cost - 1e-9
}

/** What is to be reached next from the best rounds: everyone served, then a vehicle less. */
function setGoal(run: Run): void {
  const { search } = run
  const { fewestVehicles } = search.s.p.problem
  const absences = run.goal?.absences
  run.goal = null
  useLayout(search, run.best)
  if (run.value.must > 0) {
    run.goal = wantMust(search)
    return
  }
  if (!fewestVehicles) return
  run.best = withoutEmpty(run.best)
  if (run.value.used <= run.vehiclesBound) return
  const goal = wantMust(search)
  if (absences !== undefined) goal.absences.set(absences)
  if (!takeRoundAway(search, goal)) return
  goal.layout = keepLayout(search)
  run.goal = goal
}

function withoutEmpty({ active, length, node }: Layout): Layout {
  const used = (_: number, i: number) => (length[i] as number) > 0
  return { active: active.filter(used), length: length.filter((one) => one > 0), node }
}

const worthOf = (search: Search): Value => ({
  must: mustAbsent(search),
  used: usedRounds(search),
  cost: costOf(search),
})

/** Mean length of a leg of the rounds as they stand: what temperatures are measured by. */
function meanLeg({ s }: Search): number {
  let sum = 0
  let legs = 0
  for (let i = 0; i < s.activeCount; i++) {
    const round = s.active[i] as number
    const length = s.length[round] as number
    for (let k = 0; length > 0 && k <= length; k++) sum += s.legDistance[round * s.stride + k] as number
    if (length > 0) legs += length + 1
  }
  return legs === 0 ? 0 : sum / legs
}
