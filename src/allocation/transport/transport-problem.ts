/**
 * What may flow where. All quantities are whole numbers in the smallest unit, all rates whole numbers a unit.
 * The aim: the largest sum of (weight of the sink − cost of the arc) × flow, where flow is whole, at most the supply out of a source and
 * at most the demand into a sink.
 */
export type TransportProblem = {
  /** What each source has; length: sources. */
  readonly supply: Int32Array
  /** What each sink still wants; length: sinks. */
  readonly demand: Int32Array
  /** Worth of one unit at each sink; length: sinks. */
  readonly weight: Int32Array
  /** Source of each arc; length: arcs. */
  readonly from: Int32Array
  /** Sink of each arc; length: arcs. */
  readonly to: Int32Array
  /** Cost of one unit on each arc; length: arcs. A substitute is a dearer arc. */
  readonly cost: Int32Array
}

/** Sources and sinks within this; arcs within ARCS_MAX. */
const NODES_MAX = 2_000_000
const ARCS_MAX = 20_000_000

/**
 * Refuses what has no meaning before any time is spent on it.
 * @throws {RangeError} naming the first field that is wrong, where, and what was expected
 */
export function checkTransport(problem: TransportProblem): void {
  const { supply, demand, weight, from, to, cost } = problem
  if (supply.length + demand.length > NODES_MAX) throw new RangeError(`expected at most ${NODES_MAX} sources and sinks`)
  if (from.length > ARCS_MAX) throw new RangeError(`expected at most ${ARCS_MAX} arcs, got ${from.length}`)
  if (weight.length !== demand.length) throw new RangeError('expected one weight a sink')
  if (to.length !== from.length || cost.length !== from.length)
    throw new RangeError('expected a sink and a cost an arc')
  notNegative(supply, 'supply')
  notNegative(demand, 'demand')
  below(from, supply.length, 'source')
  below(to, demand.length, 'sink')
  const largest = (values: Int32Array) => values.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
  const worth = largest(weight) + largest(cost)
  let flow = 0
  for (const one of demand) flow += one
  if (worth * (flow + 1) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError('expected rates and demands whose product stays below 2^53: choose larger units')
  }
}

function notNegative(values: Int32Array, name: string): void {
  const at = values.findIndex((value) => value < 0)
  if (at >= 0) throw new RangeError(`expected a ${name} from 0, got ${values[at]} at ${at}`)
}

function below(values: Int32Array, end: number, name: string): void {
  const at = values.findIndex((value) => value < 0 || value >= end)
  if (at >= 0) throw new RangeError(`expected a ${name} from 0 to ${end - 1}, got ${values[at]} at arc ${at}`)
}
