import type { Break, Round, RoundJob, RoundStop, RoundsProblem, RoundVehicle, StopOfRound } from './rounds-problem'

/** What rounds are worth, worked out from them alone, and every rule they break, as sentences. */
export type CheckedRounds = {
  readonly faults: readonly string[]
  readonly vehicles: number
  readonly distance: number
  /** Distance, cost of vehicles, prices of what is left undone, costs of broken promises; `Infinity` where a must is undone. */
  readonly objective: number
}

/** Times and amounts may be over by this much, for rounding. */
const TOLERANCE = 1e-6

/** Drives every round stop by stop and looks at each rule. Shares no code with the search. */
export function checkRounds(problem: RoundsProblem, rounds: readonly Round[]): CheckedRounds {
  const faults: string[] = []
  const done = new Map<string, number>()
  let distance = 0
  let objective = 0
  const used = rounds.filter(({ stops }) => stops.length > 0)
  if (new Set(used.map(({ vehicle }) => vehicle)).size < used.length) faults.push('a vehicle has two rounds')
  for (const { vehicle: index, stops } of used) {
    const vehicle = problem.vehicles[index]
    if (vehicle === undefined) {
      faults.push(`there is no vehicle ${index}`)
      continue
    }
    const name = `vehicle ${index}`
    for (const { job, end } of stops) done.set(`${job} ${end}`, (done.get(`${job} ${end}`) ?? 0) + 1)
    const known = stops.filter((stop) => stopAt(problem, stop) !== undefined)
    if (known.length < stops.length) faults.push(`${name}: a stop of no job`)
    const length = lengthOf(problem, vehicle, known)
    distance += length
    objective += length + vehicle.cost
    faults.push(...loadFaults(problem, vehicle, known, name), ...jobFaults(problem, index, known, name))
    const late = timeFault(problem, vehicle, known)
    if (late !== null) faults.push(`${name}: ${late}`)
    for (const [i, job] of problem.jobs.entries())
      if (job.promised !== undefined && job.promised.vehicle !== index && known.some((stop) => stop.job === i))
        objective += job.promised.cost
  }
  for (const [key, count] of done) if (count > 1) faults.push(`${key} is there ${count} times`)
  problem.jobs.forEach((job, i) => {
    const isDone = job.kind === 'visit' ? done.has(`${i} visit`) : done.has(`${i} pick-up`) && done.has(`${i} drop`)
    if (!isDone) objective += job.price
    if (!isDone && job.price === Infinity) faults.push(`job ${i} is not done`)
  })
  return { faults, vehicles: used.length, distance, objective }
}

function stopAt({ jobs }: RoundsProblem, { job: index, end }: StopOfRound): RoundStop | undefined {
  const job = jobs[index]
  if (job === undefined || (job.kind === 'visit') !== (end === 'visit')) return undefined
  if (job.kind === 'visit') return job.at
  return end === 'pick-up' ? job.from : job.to
}

const between = ({ travel }: RoundsProblem, of: 'time' | 'distance', from: number, to: number): number => {
  const table = of === 'distance' ? (travel.distance ?? travel.time) : travel.time
  return typeof table === 'function' ? table(from, to) : (table[from * travel.places + to] ?? Number.NaN)
}

function placesOf(problem: RoundsProblem, { start, end }: RoundVehicle, stops: readonly StopOfRound[]): number[] {
  const places = [start, ...stops.map((stop) => stopAt(problem, stop)?.place ?? -1)]
  return end === null ? places : [...places, end]
}

const lengthOf = (problem: RoundsProblem, vehicle: RoundVehicle, stops: readonly StopOfRound[]): number =>
  placesOf(problem, vehicle, stops).reduce(
    (sum, place, i, all) => (i === 0 ? 0 : sum + between(problem, 'distance', all[i - 1] ?? -1, place)),
    0,
  )

function jobFaults({ jobs, vehicles }: RoundsProblem, index: number, stops: readonly StopOfRound[], name: string) {
  const faults: string[] = []
  const competences = vehicles[index]?.competences ?? 0
  for (const { job: i, end } of stops) {
    const job = jobs[i] as RoundJob
    if ((job.competences & ~competences) !== 0) faults.push(`${name}: lacks a competence for job ${i}`)
    if (job.vehicles !== undefined && !job.vehicles.includes(index)) faults.push(`${name}: may not do job ${i}`)
    if (job.kind !== 'carry') continue
    const at = (which: string) => stops.findIndex((stop) => stop.job === i && stop.end === which)
    if (end === 'pick-up' && at('drop') === -1) faults.push(`${name}: picks job ${i} up and does not drop it`)
    if (end === 'drop' && (at('pick-up') === -1 || at('pick-up') > at('drop')))
      faults.push(`${name}: drops job ${i} before it is picked up`)
  }
  return faults
}

function loadFaults(
  { jobs, dimensions }: RoundsProblem,
  { capacity }: RoundVehicle,
  stops: readonly StopOfRound[],
  name: string,
) {
  const faults: string[] = []
  for (let d = 0; d < dimensions; d++) {
    const room = capacity[d] ?? 0
    const brought = (job: RoundJob | undefined) => (job?.kind === 'visit' ? (job.deliver[d] ?? 0) : 0)
    let load = stops.reduce((sum, stop) => sum + brought(jobs[stop.job]), 0)
    if (load > room + TOLERANCE) faults.push(`${name}: starts with ${load} of ${room}`)
    for (const stop of stops) {
      const job = jobs[stop.job] as RoundJob
      if (job.kind === 'visit') load += (job.collect[d] ?? 0) - (job.deliver[d] ?? 0)
      else load += (stop.end === 'pick-up' ? 1 : -1) * (job.amount[d] ?? 0)
      if (load > room + TOLERANCE) faults.push(`${name}: has ${load} of ${room} on board after job ${stop.job}`)
    }
  }
  return faults
}

/** Drives with every choice of where breaks are taken; says where the way that got farthest failed, null if one gets home. */
function timeFault(problem: RoundsProblem, vehicle: RoundVehicle, stops: readonly StopOfRound[]): string | null {
  let farthest = ''
  let reached = -1
  const fail = (at: number, what: string): false => {
    if (at > reached) {
      reached = at
      farthest = what
    }
    return false
  }
  const home = (at: number, breaks: readonly Break[]): boolean => {
    if (at > vehicle.shift.to + TOLERANCE) return fail(stops.length + 1, `is back at ${at}, after its shift`)
    const missed = breaks.find((one) => at > one.to + TOLERANCE)
    return missed === undefined || fail(stops.length + 1, `takes no break until ${at}`)
  }
  const drive = (at: number, i: number, breaks: readonly Break[]): boolean => {
    const stop = stops[i]
    const from = i === 0 ? vehicle.start : (stopAt(problem, stops[i - 1] as StopOfRound)?.place ?? -1)
    const there = stop === undefined ? undefined : stopAt(problem, stop)
    const to = stop === undefined ? (vehicle.end ?? from) : (there?.place ?? -1)
    const way = from === to ? 0 : between(problem, 'time', from, to)
    if (!(way < Infinity)) return fail(i, `has no way to its stop ${i}`)
    for (let taken = 0; taken <= breaks.length; taken++) {
      const arrival = driveWithBreaks(at, way, breaks.slice(0, taken))
      if (arrival === null) break
      const left = breaks.slice(taken)
      if (there === undefined) {
        if (home(arrival, left)) return true
        continue
      }
      const begin = opens(there, arrival)
      if (begin === null) fail(i, `reaches job ${stop?.job} at ${arrival}, too late`)
      else if (drive(begin + there.minutes, i + 1, left)) return true
    }
    return false
  }
  return drive(vehicle.shift.from, 0, vehicle.breaks) ? null : farthest
}

/** Minute by minute in pieces: drives until a break may begin, takes it, drives on. Null where one would begin too late. */
function driveWithBreaks(at: number, way: number, breaks: readonly Break[]): number | null {
  let now = at
  let left = way
  for (const { from, to, minutes } of breaks) {
    if (now < from) {
      left = Math.max(0, left - (from - now))
      now = from
    }
    if (now > to + TOLERANCE) return null
    now += minutes
  }
  return now + left
}

function opens({ windows }: RoundStop, at: number): number | null {
  if (windows.length === 0) return at
  const window = windows.find(({ to }) => at <= to + TOLERANCE)
  return window === undefined ? null : Math.max(at, window.from)
}
