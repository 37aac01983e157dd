import type { Round, RoundJob, RoundStop, RoundsProblem, StopOfRound } from '../../allocation'

/** A stop of a planned round in the engine's numbers: what is done there, from when to when, in minutes of the span. */
export type LaidStop = {
  readonly place: number
  /** Jobs whose goods come on board, and jobs whose goods are handed over. */
  readonly picks: readonly number[]
  readonly drops: readonly number[]
  readonly arrives: number
  readonly minutes: number
}

/** A round as it is driven: leaves as late as its first stop allows, and is back when it is back. */
export type LaidRound = {
  readonly vehicle: number
  readonly leaves: number
  readonly back: number
  readonly meters: number
  readonly stops: readonly LaidStop[]
}

/** Times of a round, with what is done at one place one after the other joined into one stop. */
export function layOutRound(
  problem: RoundsProblem,
  round: Round,
  startsAt?: { place: number; minute: number },
): LaidRound {
  const vehicle = problem.vehicles[round.vehicle]
  if (vehicle === undefined) throw new RangeError(`expected a vehicle of the problem, got ${round.vehicle}`)
  const start = startsAt ?? { place: vehicle.start, minute: vehicle.shift.from }
  const stops: (LaidStop & { picks: number[]; drops: number[]; minutes: number })[] = []
  let [place, minute, meters] = [start.place, start.minute, 0]
  let leaves = start.minute
  for (const stop of round.stops) {
    const there = stopOf(problem.jobs, stop)
    const way = place === there.place ? 0 : between(problem, 'time', place, there.place)
    const begins = opens(there, minute + way)
    const last = stops.at(-1)
    if (last !== undefined && last.place === there.place) last.minutes = begins + there.minutes - last.arrives
    else {
      // Whoever would wait at the first door waits at home.
      if (stops.length === 0 && startsAt === undefined) leaves = begins - way
      stops.push({ place: there.place, picks: [], drops: [], arrives: begins, minutes: there.minutes })
    }
    stops.at(-1)?.[stop.end === 'pick-up' ? 'picks' : 'drops'].push(stop.job)
    meters += place === there.place ? 0 : between(problem, 'distance', place, there.place)
    ;[place, minute] = [there.place, begins + there.minutes]
  }
  const home = vehicle.end
  const back = home === null || home === place ? 0 : between(problem, 'time', place, home)
  const wayHome = home === null || home === place ? 0 : between(problem, 'distance', place, home)
  return { vehicle: round.vehicle, leaves, back: minute + back, meters: meters + wayHome, stops }
}

/** The stop of the problem that a stop of a round means. */
export function stopOf(jobs: readonly RoundJob[], { job: index, end }: StopOfRound): RoundStop {
  const job = jobs[index]
  if (job === undefined) throw new RangeError(`expected a job of the problem, got ${index}`)
  if (job.kind === 'visit') return job.at
  return end === 'pick-up' ? job.from : job.to
}

function between({ travel }: RoundsProblem, of: 'time' | 'distance', from: number, to: number): number {
  const table = of === 'time' ? travel.time : (travel.distance ?? travel.time)
  return typeof table === 'function' ? table(from, to) : (table[from * travel.places + to] ?? 0)
}

/** When work can begin there for whoever comes at `minute`. */
const opens = ({ windows }: RoundStop, minute: number): number => {
  const window = windows.find(({ to }) => to >= minute)
  return window === undefined ? minute : Math.max(minute, window.from)
}
