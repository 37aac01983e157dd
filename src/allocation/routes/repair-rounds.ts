import type { Budget } from '../solved'
import { planRounds, type RoundsAnswer } from './plan-rounds'
import type { Break, Round, RoundJob, RoundsProblem, RoundVehicle, StopOfRound, Visit } from './rounds-problem'

/** A round on the road, or one still to leave (`done` 0 and `freeAt` its shift's begin). */
export type RunningRound = Round & {
  /** Stops at its head that are done or that the vehicle is on its way to: they stay as they are. */
  readonly done: number
  /** When the vehicle can leave the last of them; where none is done, its start. */
  readonly freeAt: number
  /** Breaks already taken, from the first on. */
  readonly breaksTaken: number
  /** True: it has left its start, with the goods of its deliveries on board. */
  readonly hasLeft: boolean
}

/** What changed while rounds run. */
export type RoundsChange = {
  /** Vehicles that do no more. */
  readonly lost: readonly number[]
  /** Jobs, by index, that are wanted no more. */
  readonly cancelled: readonly number[]
  /** What giving a stop to another vehicle than planned costs, in units of distance. */
  readonly moveCost: number
}

/** A round planned anew: what was done stands at its head. */
export type RepairedRounds = {
  readonly answer: RoundsAnswer
  /** One for each vehicle with a stop done or to do, by vehicle. */
  readonly rounds: readonly Round[]
  /** Jobs that are with another vehicle than before. */
  readonly moved: readonly number[]
  /** Jobs that nobody does any more, cancelled ones aside: goods on board of a lost vehicle, and what fits nowhere. */
  readonly undone: readonly number[]
}

/**
 * Plans running rounds anew with few changes. `problem.jobs` holds every job of the rounds, and new ones behind them. What is
 * on board stays there: a delivery that has left with one vehicle cannot be another's, and a new one needs a vehicle still to
 * leave. Jobs that can no longer be done are left undone even where they must be.
 * @throws {RangeError} for a problem or rounds that cannot be meant
 */
export function repairRounds(
  problem: RoundsProblem,
  running: readonly RunningRound[],
  change: RoundsChange,
  budget: Budget,
): RepairedRounds {
  const state = stateOf(problem, running, change)
  const left = problem.jobs.flatMap((_, i) => (state.isOver(i) ? [] : [i]))
  const indexOf = new Map(left.map((job, i) => [job, i]))
  const rest: RoundsProblem = {
    ...problem,
    // Those who wait at home are not sent out to save a vehicle, and nobody is taken off a round for it.
    fewestVehicles: false,
    vehicles: problem.vehicles.map((vehicle, v) => restOfVehicle(problem, vehicle, state.roundOf(v))),
    jobs: left.map((job) => restOfJob(problem, job, state, change)),
  }
  const from = running
    .filter(({ vehicle }) => !change.lost.includes(vehicle))
    .map(({ vehicle, stops, done }) => ({
      vehicle,
      stops: stops.slice(done).flatMap(({ job, end }): StopOfRound[] => {
        const index = indexOf.get(job)
        if (index === undefined) return []
        return [{ job: index, end: rest.jobs[index]?.kind === 'visit' ? 'visit' : end }]
      }),
    }))
  const answer = planRounds(rest, budget, from)
  const planned = new Map(answer.solution?.rounds.map((round) => [round.vehicle, round.stops]))
  const rounds = problem.vehicles.flatMap((_, vehicle): Round[] => {
    const round = state.roundOf(vehicle)
    const head = round?.stops.slice(0, round.done) ?? []
    const stops = (planned.get(vehicle) ?? []).map(({ job: index, end }): StopOfRound => {
      const job = left[index] ?? -1
      return { job, end: problem.jobs[job]?.kind === 'carry' && end === 'visit' ? 'drop' : end }
    })
    return head.length + stops.length === 0 ? [] : [{ vehicle, stops: [...head, ...stops] }]
  })
  const vehicleNow = new Map(rounds.flatMap(({ vehicle, stops }) => stops.map(({ job }) => [job, vehicle] as const)))
  const isMoved = (job: number) =>
    state.planned.has(job) && vehicleNow.has(job) && vehicleNow.get(job) !== state.planned.get(job)
  const undone = (answer.solution?.undone ?? [...left.keys()]).map((index) => left[index] ?? -1)
  return {
    answer,
    rounds,
    moved: left.filter(isMoved),
    undone: [...state.stranded, ...undone].sort((a, b) => a - b),
  }
}

type State = {
  /** Vehicle each job was planned for. */
  readonly planned: ReadonlyMap<number, number>
  /** Vehicle that has the job's goods on board, picked up or brought from the start. */
  readonly aboard: ReadonlyMap<number, number>
  /** Picked up by a vehicle that is lost, not dropped. */
  readonly stranded: readonly number[]
  roundOf(vehicle: number): (RunningRound & { readonly isLost: boolean }) | undefined
  /** Done, cancelled or stranded. */
  isOver(job: number): boolean
  isPicked(job: number): boolean
  readonly hasLeft: ReadonlySet<number>
}

function stateOf({ jobs, vehicles }: RoundsProblem, running: readonly RunningRound[], change: RoundsChange): State {
  const planned = new Map<number, number>()
  const aboard = new Map<number, number>()
  const over = new Set(change.cancelled)
  const picked = new Set<number>()
  const stranded: number[] = []
  for (const { vehicle, stops, done, hasLeft, freeAt, breaksTaken } of running) {
    if (!Number.isInteger(done) || done < 0 || done > stops.length)
      throw new RangeError(`vehicle ${vehicle}: expected 0 to ${stops.length} stops done, got ${done}`)
    if (!Number.isFinite(freeAt))
      throw new RangeError(`vehicle ${vehicle}: expected a time it is free at, got ${freeAt}`)
    const breaks = vehicles[vehicle]?.breaks.length ?? 0
    if (!Number.isInteger(breaksTaken) || breaksTaken < 0 || breaksTaken > breaks)
      throw new RangeError(`vehicle ${vehicle}: expected 0 to ${breaks} breaks taken, got ${breaksTaken}`)
    stops.forEach(({ job, end }, i) => {
      if (jobs[job] === undefined || (jobs[job]?.kind === 'visit') !== (end === 'visit'))
        throw new RangeError(`vehicle ${vehicle}: expected a stop of a job, got job ${job} ${end}`)
      const isDelivery = jobs[job]?.kind === 'visit' && (jobs[job] as Visit).deliver.some((amount) => amount > 0)
      planned.set(job, vehicle)
      if (i < done && end === 'pick-up') picked.add(job)
      if (i < done && end !== 'pick-up') over.add(job)
      if ((hasLeft && isDelivery) || (i < done && end === 'pick-up')) aboard.set(job, vehicle)
    })
  }
  for (const [job, vehicle] of aboard)
    if (change.lost.includes(vehicle) && !over.has(job)) {
      over.add(job)
      stranded.push(job)
    }
  const rounds = new Map(
    running.map((round) => [round.vehicle, { ...round, isLost: change.lost.includes(round.vehicle) }]),
  )
  return {
    planned,
    aboard,
    stranded,
    roundOf: (vehicle) => rounds.get(vehicle),
    isOver: (job) => over.has(job),
    isPicked: (job) => picked.has(job),
    hasLeft: new Set(running.filter((round) => round.hasLeft).map((round) => round.vehicle)),
  }
}

/** A vehicle from where it is, with the time, breaks and room it has left. */
function restOfVehicle(problem: RoundsProblem, vehicle: RoundVehicle, round: RunningRound | undefined): RoundVehicle {
  if (round === undefined) return vehicle
  const done = round.stops.slice(0, round.done)
  const last = done.at(-1)
  const job = last === undefined ? undefined : problem.jobs[last.job]
  const at = job?.kind === 'visit' ? job.at : last?.end === 'drop' ? job?.to : job?.from
  const from = Math.max(vehicle.shift.from, round.freeAt)
  const breaks: readonly Break[] = vehicle.breaks.slice(round.breaksTaken)
  return {
    ...vehicle,
    start: at?.place ?? vehicle.start,
    shift: { from, to: Math.max(from, vehicle.shift.to) },
    breaks,
    capacity: vehicle.capacity.map((room, d) => {
      const collected = done.reduce((sum, stop) => sum + collectedAt(problem.jobs[stop.job], d), 0)
      return Math.max(0, room - collected)
    }),
  }
}

const collectedAt = (job: RoundJob | undefined, dimension: number): number =>
  job?.kind === 'visit' ? (job.collect[dimension] ?? 0) : 0

/** What is left of a job, and who may still do it. */
function restOfJob(
  { jobs, vehicles }: RoundsProblem,
  index: number,
  state: State,
  { lost, moveCost }: RoundsChange,
): RoundJob {
  const whole = jobs[index] as RoundJob
  const job: RoundJob =
    whole.kind === 'carry' && state.isPicked(index)
      ? { ...whole, kind: 'visit', at: whole.to, deliver: whole.amount, collect: whole.amount.map(() => 0) }
      : whole
  const carrier = state.aboard.get(index)
  const isBrought = job.kind === 'visit' && job.deliver.some((amount) => amount > 0)
  const may = (vehicle: number) =>
    !lost.includes(vehicle) &&
    (carrier === undefined ? !isBrought || !state.hasLeft.has(vehicle) : vehicle === carrier) &&
    (whole.vehicles === undefined || whole.vehicles.includes(vehicle))
  const planned = state.planned.get(index)
  return {
    ...job,
    // A must that no longer can be is told as undone instead of leaving everybody without a plan.
    price: Math.min(job.price, undonePrice),
    vehicles: vehicles.flatMap((_, vehicle) => (may(vehicle) ? [vehicle] : [])),
    ...(planned === undefined || lost.includes(planned) ? {} : { promised: { vehicle: planned, cost: moveCost } }),
  }
}

/** Above any distance saved, so that whatever can be done is. */
const undonePrice = 1e9
