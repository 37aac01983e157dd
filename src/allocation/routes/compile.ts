import { checkProblem } from './check-problem'
import { type Pauses, pausesOf } from './pauses'
import type { RoundJob, RoundStop, RoundsProblem, RoundVehicle, TimeWindow } from './rounds-problem'
import { compileTravel } from './travel-tables'

/**
 * A problem as the search reads it. Nodes are stops first (a visit has one, something carried has two that follow each
 * other), then the ends of rounds. Tables are row-major, nodes x nodes, `size` wide; those called `to…` are transposed.
 */
export type Compiled = {
  readonly problem: RoundsProblem
  readonly jobs: number
  readonly stops: number
  readonly size: number
  readonly vehicles: number
  readonly dimensions: number
  readonly time: Float64Array
  readonly timeInto: Float64Array
  readonly distance: Float64Array
  readonly distanceInto: Float64Array
  /** First window's opening, last one's closing, and whether there are several, per node. */
  readonly ready: Float64Array
  readonly due: Float64Array
  readonly several: Uint8Array
  readonly windows: readonly (readonly TimeWindow[])[]
  readonly handling: Float64Array
  readonly jobOf: Int32Array
  /** First node of a job; a carry's drop is the next. */
  readonly nodeOf: Int32Array
  readonly isCarry: Uint8Array
  /** Per job and dimension: brought from the start, taken to the end, carried between. */
  readonly deliver: Float64Array
  readonly collect: Float64Array
  readonly carried: Float64Array
  /** True where every job is a plain delivery: then a round's load is known before its order. */
  readonly onlyDeliveries: boolean
  readonly price: Float64Array
  readonly startNode: Int32Array
  readonly endNode: Int32Array
  readonly capacity: Float64Array
  readonly shiftFrom: Float64Array
  readonly shiftTo: Float64Array
  readonly vehicleCost: Float64Array
  readonly pauses: readonly (Pauses | null)[]
  /** Most breaks of any vehicle, plus one. */
  readonly states: number
  /** Vehicles of one class are alike in all but their number. */
  readonly classOf: Int32Array
  /** Cost of giving the job to the vehicle, jobs x vehicles: 0, the price of a broken promise, or `Infinity` where it may not. */
  readonly given: Float64Array
}

/**
 * @throws {RangeError} where the problem cannot be meant
 */
export function compile(problem: RoundsProblem): Compiled {
  checkProblem(problem)
  const { jobs, vehicles, dimensions } = problem
  const stopsOf = (job: RoundJob): readonly RoundStop[] => (job.kind === 'visit' ? [job.at] : [job.from, job.to])
  const stops = jobs.flatMap(stopsOf)
  const jobOf = Int32Array.from(jobs.flatMap((job, i) => stopsOf(job).map(() => i)))
  const nodeOf = new Int32Array(jobs.length)
  for (let node = stops.length - 1; node >= 0; node--) nodeOf[jobOf[node] as number] = node
  const ends = endsOfRounds(vehicles, stops.length)
  const places = [...stops.map((stop) => stop.place), ...ends.places]
  const tables = compileTravel(problem.travel, places)
  const horizonFrom = vehicles.reduce((min, { shift }) => Math.min(min, shift.from), Infinity)
  const horizonTo = vehicles.reduce((max, { shift }) => Math.max(max, shift.to), -Infinity)
  const size = places.length
  const node = (value: (stop: RoundStop) => number, otherwise: number) =>
    Float64Array.from({ length: size }, (_, i) => {
      const stop = stops[i]
      return stop === undefined ? otherwise : value(stop)
    })
  const amounts = (value: (job: RoundJob) => readonly number[] | undefined) =>
    Float64Array.from({ length: jobs.length * dimensions }, (_, i) => {
      const job = jobs[Math.floor(i / dimensions)] as RoundJob
      return value(job)?.[i % dimensions] ?? 0
    })
  const ofVehicle = (value: (vehicle: RoundVehicle) => number) => Float64Array.from(vehicles, value)
  const collect = amounts((job) => (job.kind === 'visit' ? job.collect : undefined))
  const pauses = vehicles.map(({ breaks }) => (breaks.length === 0 ? null : pausesOf(breaks)))
  return {
    problem,
    jobs: jobs.length,
    stops: stops.length,
    size,
    vehicles: vehicles.length,
    dimensions,
    ...tables,
    ready: node(({ windows }) => windows[0]?.from ?? horizonFrom, horizonFrom),
    due: node(({ windows }) => windows.at(-1)?.to ?? horizonTo, horizonTo),
    several: Uint8Array.from({ length: size }, (_, i) => ((stops[i]?.windows.length ?? 0) > 1 ? 1 : 0)),
    windows: Array.from({ length: size }, (_, i) => stops[i]?.windows ?? []),
    handling: node((stop) => stop.minutes, 0),
    jobOf,
    nodeOf,
    isCarry: Uint8Array.from(jobs, (job) => (job.kind === 'carry' ? 1 : 0)),
    deliver: amounts((job) => (job.kind === 'visit' ? job.deliver : undefined)),
    collect,
    carried: amounts((job) => (job.kind === 'carry' ? job.amount : undefined)),
    onlyDeliveries: jobs.every((job) => job.kind === 'visit') && collect.every((amount) => amount === 0),
    price: Float64Array.from(jobs, (job) => job.price),
    startNode: ends.startNode,
    endNode: ends.endNode,
    capacity: Float64Array.from(vehicles.flatMap((vehicle) => vehicle.capacity)),
    shiftFrom: ofVehicle((vehicle) => vehicle.shift.from),
    shiftTo: ofVehicle((vehicle) => vehicle.shift.to),
    vehicleCost: ofVehicle((vehicle) => vehicle.cost),
    pauses,
    states: 1 + vehicles.reduce((max, { breaks }) => Math.max(max, breaks.length), 0),
    classOf: classesOf(problem),
    given: costOfGiving(problem),
  }
}

/** One node for each place where rounds start or end; -1 stands for "wherever the last stop is". */
function endsOfRounds(vehicles: readonly RoundVehicle[], first: number) {
  const places: number[] = []
  const nodes = new Map<number, number>()
  const nodeAt = (place: number): number => {
    const known = nodes.get(place)
    if (known !== undefined) return known
    const node = first + places.length
    nodes.set(place, node)
    places.push(place)
    return node
  }
  const startNode = Int32Array.from(vehicles, (vehicle) => nodeAt(vehicle.start))
  const endNode = Int32Array.from(vehicles, (vehicle) => nodeAt(vehicle.end ?? -1))
  return { places, startNode, endNode }
}

function classesOf({ vehicles, jobs }: RoundsProblem): Int32Array {
  const named = new Set(
    jobs.flatMap((job) => [...(job.vehicles ?? []), ...(job.promised === undefined ? [] : [job.promised.vehicle])]),
  )
  const classes = new Map<string, number>()
  return Int32Array.from(vehicles, (vehicle, i) => {
    const key = JSON.stringify(named.has(i) ? i : vehicle)
    const known = classes.get(key) ?? classes.size
    classes.set(key, known)
    return known
  })
}

function costOfGiving({ vehicles, jobs, dimensions }: RoundsProblem): Float64Array {
  const costs = new Float64Array(jobs.length * vehicles.length)
  jobs.forEach((job, i) => {
    const only = job.vehicles === undefined ? null : new Set(job.vehicles)
    vehicles.forEach((vehicle, v) => {
      const may = (only === null || only.has(v)) && holds(vehicle, job, dimensions)
      const promised = job.promised === undefined || job.promised.vehicle === v ? 0 : job.promised.cost
      costs[i * vehicles.length + v] = may ? promised : Infinity
    })
  })
  return costs
}

/** Whether the vehicle has the competences for the job, and room for it alone. */
function holds(vehicle: RoundVehicle, job: RoundJob, dimensions: number): boolean {
  if ((job.competences & ~vehicle.competences) !== 0) return false
  for (let d = 0; d < dimensions; d++) if (amountOf(job, d) > (vehicle.capacity[d] ?? 0)) return false
  return true
}

/** Most of one dimension that the job puts on board at a time. */
export const amountOf = (job: RoundJob, dimension: number): number =>
  job.kind === 'carry'
    ? (job.amount[dimension] ?? 0)
    : Math.max(job.deliver[dimension] ?? 0, job.collect[dimension] ?? 0)
