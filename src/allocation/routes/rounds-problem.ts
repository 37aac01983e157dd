/**
 * Delivery rounds: who drives where, in which order, with what on board. Times, distances and amounts are plain numbers
 * in any unit, as long as one problem uses one: minutes and metres in the house, the units of the file in a benchmark.
 */
export type RoundsProblem = {
  readonly travel: Travel
  /** Number of dimensions an amount is counted in, at least 1 (kilograms; litres). */
  readonly dimensions: number
  readonly vehicles: readonly RoundVehicle[]
  readonly jobs: readonly RoundJob[]
  /** True: fewer vehicles count before distance. False: a vehicle counts by its own `cost` alone. */
  readonly fewestVehicles: boolean
}

/** Places are numbered from 0. A table is row-major, places x places; `Infinity` where there is no way. */
export type Travel = {
  readonly places: number
  readonly time: Float64Array | ((from: number, to: number) => number)
  /** What is to be kept small; absent: the time. */
  readonly distance?: Float64Array | ((from: number, to: number) => number)
}

/** Work may begin from `from` up to and including `to`. */
export type TimeWindow = { readonly from: number; readonly to: number }

/** A vehicle with its driver. */
export type RoundVehicle = {
  readonly start: number
  /** Place where the round ends; null: wherever its last stop is. */
  readonly end: number | null
  /** One element per dimension. */
  readonly capacity: readonly number[]
  /** Leaves its start not before `from`, is at its end not after `to`. */
  readonly shift: TimeWindow
  /** In the order in which they are taken. */
  readonly breaks: readonly Break[]
  /** Bits of what crew and vehicle can do (heavy lifting, cold chain, a language). */
  readonly competences: number
  /** What using it costs, in units of distance. */
  readonly cost: number
}

/**
 * A pause. It begins from `from` up to and including `to`, while waiting or by interrupting the drive, never the work at a stop.
 * A round that ends by `to` needs none.
 */
export type Break = TimeWindow & { readonly minutes: number }

/** A place to work at. */
export type RoundStop = {
  readonly place: number
  /** Any one of them, sorted and apart; empty: any time. */
  readonly windows: readonly TimeWindow[]
  /** Handling time, at least 0. */
  readonly minutes: number
}

/** What must be done: one visit, or something carried from one stop to another by one vehicle. */
export type RoundJob = Visit | Carry

/** Amounts of a visit: brought from the start of the round, and taken to its end; one element per dimension each. */
export type Visit = Wanted & {
  readonly kind: 'visit'
  readonly at: RoundStop
  readonly deliver: readonly number[]
  readonly collect: readonly number[]
}

/** Something picked up at one stop and dropped at a later one of the same round. */
export type Carry = Wanted & {
  readonly kind: 'carry'
  readonly from: RoundStop
  readonly to: RoundStop
  readonly amount: readonly number[]
}

type Wanted = {
  /** Bits that must all be among the vehicle's competences. */
  readonly competences: number
  /** What leaving it undone costs, in units of distance; `Infinity`: it must be done. */
  readonly price: number
  /** The only vehicles that may do it, by index; absent: any. */
  readonly vehicles?: readonly number[]
  /** The vehicle it was promised to, and what giving it to another costs, in units of distance. */
  readonly promised?: { readonly vehicle: number; readonly cost: number }
}

/** One stop of a round: a visit or one end of something carried. */
export type StopOfRound = { readonly job: number; readonly end: 'visit' | 'pick-up' | 'drop' }

/** The stops of one vehicle, in order. */
export type Round = { readonly vehicle: number; readonly stops: readonly StopOfRound[] }

/** Why no vehicle can do a job even if it does nothing else: the reason of the vehicle that came nearest. */
export type WhyImpossible = 'no-vehicle' | 'lacks-competence' | 'too-large' | 'unreachable' | 'too-late'
