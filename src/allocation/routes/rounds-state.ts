import type { Compiled } from './compile'
import { opensAfter, opensBefore } from './opens'
import { arriveAfter, leaveBefore, type Pause } from './pauses'

/**
 * Rounds under change. Position `i` of round `r` is element `r * stride + i`: 0 is the start, `length[r] + 1` the end.
 * Where vehicles have breaks, times have one such block per number of breaks taken.
 */
export type RoundsState = {
  readonly p: Compiled
  readonly stride: number
  readonly block: number
  readonly length: Int32Array
  readonly node: Int32Array
  /** When the vehicle can leave the position at the earliest. */
  readonly leave: Float64Array
  /** The latest begin of work there that lets the rest of the round hold. */
  readonly late: Float64Array
  /** From the position to the next. */
  readonly legTime: Float64Array
  readonly legDistance: Float64Array
  /** On board when leaving; most on board up to here; most from here on. Blocks by dimension; empty where deliveries are all there is. */
  readonly load: Float64Array
  readonly loadBefore: Float64Array
  readonly loadAfter: Float64Array
  /** On board at the start, rounds x dimensions. */
  readonly startLoad: Float64Array
  /** What the round costs: its legs, its vehicle and the promises it breaks; 0 while empty. */
  readonly charge: Float64Array
  /** Changes with every change of the round; what was computed for one version holds for it alone. */
  readonly version: Float64Array
  lastVersion: number
  /** Vehicles the search may use: the first `activeCount` elements. */
  readonly active: Int32Array
  activeCount: number
  /** Per job, -1 while absent. */
  readonly roundOf: Int32Array
  /** Per stop. */
  readonly positionOf: Int32Array
}

/** Every round empty, every job absent. */
export function emptyRounds(p: Compiled): RoundsState {
  const stride = p.stops + 2
  const block = p.vehicles * stride
  const loads = p.onlyDeliveries ? 0 : block * p.dimensions
  const state: RoundsState = {
    p,
    stride,
    block,
    length: new Int32Array(p.vehicles),
    node: new Int32Array(block),
    leave: new Float64Array(block * p.states),
    late: new Float64Array(block * p.states),
    legTime: new Float64Array(block),
    legDistance: new Float64Array(block),
    load: new Float64Array(loads),
    loadBefore: new Float64Array(loads),
    loadAfter: new Float64Array(loads),
    startLoad: new Float64Array(p.vehicles * p.dimensions),
    charge: new Float64Array(p.vehicles),
    version: new Float64Array(p.vehicles),
    lastVersion: 0,
    active: Int32Array.from({ length: p.vehicles }, (_, round) => round),
    activeCount: p.vehicles,
    roundOf: new Int32Array(p.jobs).fill(-1),
    positionOf: new Int32Array(p.stops).fill(-1),
  }
  for (let round = 0; round < p.vehicles; round++) {
    state.node[round * stride] = p.startNode[round] as number
    state.node[round * stride + 1] = p.endNode[round] as number
    refresh(state, round)
  }
  return state
}

/** Puts a stop right after a position of the round; {@link refresh} must follow before anything reads the round. */
export function putStop(s: RoundsState, round: number, position: number, stop: number): void {
  const base = round * s.stride
  const length = s.length[round] as number
  s.node.copyWithin(base + position + 2, base + position + 1, base + length + 2)
  s.node[base + position + 1] = stop
  s.length[round] = length + 1
}

/** Works out legs, times and loads of a round anew, and where its jobs are. */
export function refresh(s: RoundsState, round: number): void {
  const { p, node } = s
  const base = round * s.stride
  const length = s.length[round] as number
  s.lastVersion += 1
  s.version[round] = s.lastVersion
  let charge = length === 0 ? 0 : (p.vehicleCost[round] as number)
  for (let i = base; i <= base + length; i++) {
    const leg = (node[i] as number) * p.size + (node[i + 1] as number)
    s.legTime[i] = p.time[leg] as number
    const distance = p.distance[leg] as number
    // An empty round is not driven: its first stop costs the whole way.
    s.legDistance[i] = length > 0 ? distance : 0
    if (length > 0) charge += distance
  }
  for (let i = 1; i <= length; i++) {
    const stop = node[base + i] as number
    s.positionOf[stop] = i
    const job = p.jobOf[stop] as number
    s.roundOf[job] = round
    if (p.nodeOf[job] === stop) charge += p.given[job * p.vehicles + round] as number
  }
  s.charge[round] = charge
  if (p.pauses[round] === null) refreshTimes(s, round, base, length)
  else refreshTimesWithBreaks(s, round, base, length)
  refreshLoads(s, round, base, length)
}

function refreshTimes(s: RoundsState, round: number, base: number, length: number): void {
  const { p, node, leave, late, legTime } = s
  const { ready, due, several, handling } = p
  let at = p.shiftFrom[round] as number
  leave[base] = at
  for (let i = base + 1; i <= base + length; i++) {
    const stop = node[i] as number
    at += legTime[i - 1] as number
    if (several[stop] === 1) at = opensAfter(p, stop, at)
    else if (at < (ready[stop] as number)) at = ready[stop] as number
    at += handling[stop] as number
    leave[i] = at
  }
  const end = base + length + 1
  leave[end] = at + (legTime[end - 1] as number)
  let by = p.shiftTo[round] as number
  late[end] = by
  for (let i = end - 1; i > base; i--) {
    const stop = node[i] as number
    by -= (legTime[i] as number) + (handling[stop] as number)
    if (several[stop] === 1) by = opensBefore(p, stop, by)
    else if (by > (due[stop] as number)) by = due[stop] as number
    late[i] = by
  }
  late[base] = by - (legTime[base] as number)
}

function refreshTimesWithBreaks(s: RoundsState, round: number, base: number, length: number): void {
  const { p, node, leave, late, legTime, block } = s
  const pauses = p.pauses[round]
  if (pauses === null || pauses === undefined) return
  const states = pauses.breaks + 1
  const end = base + length + 1
  for (let taken = 0; taken < states; taken++) {
    leave[taken * block + base] = taken === 0 ? (p.shiftFrom[round] as number) : Infinity
    late[taken * block + end] = Math.min(p.shiftTo[round] as number, pauses.endBy[taken] as number)
  }
  for (let i = base + 1; i <= end; i++) {
    const stop = node[i] as number
    for (let after = 0; after < states; after++) {
      let arrival = Infinity
      for (let before = 0; before <= after; before++) {
        const pause = pauses.of[before * states + after] as Pause
        arrival = Math.min(
          arrival,
          arriveAfter(pause, leave[before * block + i - 1] as number, legTime[i - 1] as number),
        )
      }
      leave[after * block + i] = i === end ? arrival : opensAfter(p, stop, arrival) + (p.handling[stop] as number)
    }
  }
  for (let i = end - 1; i >= base; i--) {
    const stop = node[i] as number
    for (let before = 0; before < states; before++) {
      let by = -Infinity
      for (let after = before; after < states; after++) {
        const pause = pauses.of[before * states + after] as Pause
        by = Math.max(by, leaveBefore(pause, late[after * block + i + 1] as number, legTime[i] as number))
      }
      late[before * block + i] = i === base ? by : opensBefore(p, stop, by - (p.handling[stop] as number))
    }
  }
}

function refreshLoads(s: RoundsState, round: number, base: number, length: number): void {
  const { p, node, load, loadBefore, loadAfter, block } = s
  const { dimensions, jobOf, nodeOf, isCarry, deliver, collect, carried } = p
  for (let d = 0; d < dimensions; d++) {
    let amount = 0
    for (let i = base + 1; i <= base + length; i++)
      amount += deliver[(jobOf[node[i] as number] as number) * dimensions + d] as number
    s.startLoad[round * dimensions + d] = amount
    if (p.onlyDeliveries) continue
    const from = d * block + base
    let most = amount
    load[from] = amount
    loadBefore[from] = amount
    for (let i = 1; i <= length; i++) {
      const stop = node[base + i] as number
      const job = jobOf[stop] as number
      const at = job * dimensions + d
      if (isCarry[job] === 0) amount += (collect[at] as number) - (deliver[at] as number)
      else if (nodeOf[job] === stop) amount += carried[at] as number
      else amount -= carried[at] as number
      load[from + i] = amount
      if (amount > most) most = amount
      loadBefore[from + i] = most
    }
    most = amount
    for (let i = length; i >= 0; i--) {
      if ((load[from + i] as number) > most) most = load[from + i] as number
      loadAfter[from + i] = most
    }
  }
}
