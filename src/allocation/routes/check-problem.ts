import type { Break, RoundJob, RoundStop, RoundsProblem, RoundVehicle, TimeWindow } from './rounds-problem'

/** More than this and the tables no longer fit a process of 4 GB beside everything else. */
export const STOPS_MAX = 5_000
const VEHICLES_MAX = 2_000
const PAIRS_MAX = 2_500_000
const DIMENSIONS_MAX = 8

/**
 * Refuses what cannot be meant.
 * @throws {RangeError} that names the vehicle or job and what was expected of it
 */
export function checkProblem(problem: RoundsProblem): void {
  const { travel, dimensions, vehicles, jobs } = problem
  whole('the number of places', travel.places, 1, STOPS_MAX + 2 * VEHICLES_MAX)
  whole('the number of dimensions', dimensions, 1, DIMENSIONS_MAX)
  whole('the number of vehicles', vehicles.length, 0, VEHICLES_MAX)
  const stops = jobs.reduce((sum, job) => sum + (job.kind === 'carry' ? 2 : 1), 0)
  whole('the number of stops', stops, 0, STOPS_MAX)
  whole('the number of stops times vehicles', stops * vehicles.length, 0, PAIRS_MAX)
  for (const [name, table] of [
    ['time', travel.time],
    ['distance', travel.distance],
  ] as const)
    if (table instanceof Float64Array && table.length !== travel.places ** 2)
      throw new RangeError(`expected a ${name} table of ${travel.places ** 2} elements, got ${table.length}`)
  vehicles.forEach((vehicle, i) => {
    checkVehicle(problem, vehicle, `vehicle ${i}`)
  })
  jobs.forEach((job, i) => {
    checkJob(problem, job, `job ${i}`)
  })
}

function checkVehicle({ travel, dimensions }: RoundsProblem, vehicle: RoundVehicle, name: string): void {
  whole(`${name}: start`, vehicle.start, 0, travel.places - 1)
  if (vehicle.end !== null) whole(`${name}: end`, vehicle.end, 0, travel.places - 1)
  amounts(`${name}: capacity`, vehicle.capacity, dimensions)
  window(`${name}: shift`, vehicle.shift)
  vehicle.breaks.forEach((one, i) => {
    checkBreak(one, `${name}: break ${i}`)
  })
  bits(`${name}: competences`, vehicle.competences)
  atLeast0(`${name}: cost`, vehicle.cost)
}

function checkBreak(one: Break, name: string): void {
  window(name, one)
  atLeast0(`${name}: minutes`, one.minutes)
}

function checkJob({ travel, dimensions, vehicles }: RoundsProblem, job: RoundJob, name: string): void {
  const stop = ({ place, minutes, windows }: RoundStop, which: string) => {
    whole(`${name}: ${which} place`, place, 0, travel.places - 1)
    atLeast0(`${name}: ${which} minutes`, minutes)
    windows.forEach((one, i) => {
      window(`${name}: ${which} window ${i}`, one)
      const before = windows[i - 1]
      if (before !== undefined && before.to >= one.from)
        throw new RangeError(`${name}: ${which}: expected windows sorted and apart`)
    })
  }
  if (job.kind === 'visit') {
    stop(job.at, 'its')
    amounts(`${name}: deliver`, job.deliver, dimensions)
    amounts(`${name}: collect`, job.collect, dimensions)
  } else {
    stop(job.from, 'pick-up')
    stop(job.to, 'drop')
    amounts(`${name}: amount`, job.amount, dimensions)
  }
  bits(`${name}: competences`, job.competences)
  for (const one of job.vehicles ?? []) whole(`${name}: vehicles`, one, 0, vehicles.length - 1)
  if (job.promised !== undefined) {
    whole(`${name}: promised vehicle`, job.promised.vehicle, 0, vehicles.length - 1)
    atLeast0(`${name}: cost of another vehicle`, job.promised.cost)
  }
  if (!(job.price >= 0)) throw new RangeError(`${name}: expected a price of at least 0, got ${job.price}`)
}

const whole = (name: string, value: number, min: number, max: number): void => {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new RangeError(`${name}: expected a whole number from ${min} to ${max}, got ${value}`)
}

const atLeast0 = (name: string, value: number): void => {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`${name}: expected at least 0, got ${value}`)
}

const bits = (name: string, value: number): void => {
  if ((value | 0) !== value) throw new RangeError(`${name}: expected 32 bits, got ${value}`)
}

const window = (name: string, { from, to }: TimeWindow): void => {
  if (!Number.isFinite(from) || !Number.isFinite(to) || from > to)
    throw new RangeError(`${name}: expected a window that opens before it closes, got ${from} to ${to}`)
}

const amounts = (name: string, values: readonly number[], dimensions: number): void => {
  if (values.length !== dimensions)
    throw new RangeError(`${name}: expected ${dimensions} amounts, got ${values.length}`)
  for (const value of values) atLeast0(name, value)
}
