import type { Point } from '../../kit/geo'

/** A vehicle its owner offers for rounds. Loads in grams and millilitres, hours in minutes of the day at the owner's home, half-open. */
export type Vehicle = {
  readonly id: string
  readonly name: string
  readonly gramsMax: number
  readonly millilitresMax: number
  readonly coldBox: boolean
  /** Whoever drives lifts 20 kg and more, or the vehicle does. */
  readonly lifts: boolean
  /** The settlement it starts from; null: from the owner's home. */
  readonly localityId: string | null
  /** ISO weekdays, Monday 1. */
  readonly weekdays: readonly number[]
  readonly fromMinute: number
  readonly untilMinute: number
}

/** What is said of a vehicle when it is offered or changed. */
export type VehicleOffer = Omit<Vehicle, 'id'>

/** Bounds of what may be said, in kilograms and litres as people say them. */
export const vehicleLimits = {
  kilograms: { min: 1, max: 40_000 },
  litres: { min: 10, max: 100_000 },
} as const

/** Most vehicles one person offers. */
export const VEHICLES_MAX = 10

/** Sizes people choose by, instead of measuring: kilograms and litres that fit beside a driver and a second person. */
export const vehicleSizes = {
  car: { kilograms: 200, litres: 400 },
  estate: { kilograms: 350, litres: 900 },
  van: { kilograms: 900, litres: 4_000 },
  truck: { kilograms: 3_000, litres: 15_000 },
} as const

/** One of {@link vehicleSizes}. */
export type VehicleSize = keyof typeof vehicleSizes

/** A vehicle as a plan needs it: with its driver, where it starts, and when it can on the day. */
export type ReadyVehicle = Vehicle & {
  readonly driverId: string
  readonly driverName: string
  readonly languages: readonly string[]
  readonly isVetted: boolean
  readonly start: Point
  readonly zone: string
}
