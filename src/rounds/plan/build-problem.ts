import type { RoundJob, RoundStop, RoundsProblem, RoundVehicle } from '../../allocation'
import { distanceMeters, type Point } from '../../kit/geo'
import { estimateTravel } from '../../places'
import type { ReadyVehicle } from '../vehicles/vehicle'
import { bitsAsked, bitsOf, type Delivery, type DeliveryEnd } from './delivery'

/** When rounds may be on the road. The engine counts in minutes from `from`. */
export type RoundSpan = { readonly from: Temporal.Instant; readonly until: Temporal.Instant }

// Roads are about 1.3 times the straight line, as in the estimate of time.
const DETOUR = 1.3
// Setting out one vehicle more is worth twenty kilometres on the road.
const VEHICLE_METERS = 20_000
// Above any way that could be saved, and ten times that for each step of urgency: nobody urgent stays out for somebody who can wait.
const UNDONE_METERS = 10_000_000
const RANKS = 5

/** Minutes from the beginning of a span, as the engine counts. */
export const minuteOf = (span: RoundSpan, at: Temporal.Instant): number =>
  (at.epochMilliseconds - span.from.epochMilliseconds) / 60_000

/** The moment of such a minute, to the whole minute above. */
export const momentOf = (span: RoundSpan, minute: number): Temporal.Instant =>
  span.from.add({ minutes: Math.ceil(minute - 1e-9) })

type PlaceOf = (key: string, point: Point) => number

/** The deliveries and vehicles as a problem of the engine: metres for distance, minutes for time, grams and millilitres for room. */
export function buildProblem(
  deliveries: readonly Delivery[],
  vehicles: readonly ReadyVehicle[],
  span: RoundSpan,
): RoundsProblem {
  const points: Point[] = []
  const known = new Map<string, number>()
  // Neighbours are two places even where both are known by the middle of their settlement alone.
  const placeOf: PlaceOf = (key, point) => {
    const place = known.get(key) ?? points.push(point) - 1
    known.set(key, place)
    return place
  }
  const roundVehicles = vehicles.map((vehicle) => toVehicle(vehicle, span, placeOf))
  const jobs = deliveries.map((delivery) => toJob(delivery, span, placeOf))
  return {
    travel: tablesOf(points),
    dimensions: 2,
    vehicles: roundVehicles,
    jobs,
    fewestVehicles: false,
  }
}

function tablesOf(points: readonly Point[]): RoundsProblem['travel'] {
  const size = points.length
  const time = new Float64Array(size * size)
  const distance = new Float64Array(size * size)
  points.forEach((from, i) => {
    points.forEach((to, j) => {
      if (i === j) return
      time[i * size + j] = estimateTravel(from, to, 'car')
      distance[i * size + j] = Math.round(distanceMeters(from, to) * DETOUR)
    })
  })
  return { places: size, time, distance }
}

function toVehicle(vehicle: ReadyVehicle, span: RoundSpan, placeOf: PlaceOf): RoundVehicle {
  const start = placeOf(`vehicle ${vehicle.id}`, vehicle.start)
  const hours = hoursOn(vehicle, span)
  const has = [
    ...(vehicle.coldBox ? (['cold'] as const) : []),
    ...(vehicle.lifts ? (['lift'] as const) : []),
    ...(vehicle.isVetted ? (['vetted'] as const) : []),
  ]
  return {
    start,
    end: start,
    capacity: [vehicle.gramsMax, vehicle.millilitresMax],
    shift: { from: minuteOf(span, hours.from), to: minuteOf(span, hours.until) },
    breaks: [],
    competences: bitsOf(has, vehicle.languages),
    cost: VEHICLE_METERS,
  }
}

/** When a vehicle can be on the road within a span; empty on a day its owner did not name. */
export function hoursOn(
  { weekdays, fromMinute, untilMinute, zone }: Pick<ReadyVehicle, 'weekdays' | 'fromMinute' | 'untilMinute' | 'zone'>,
  span: RoundSpan,
): RoundSpan {
  const day = span.from.toZonedDateTimeISO(zone).startOfDay()
  if (!weekdays.includes(day.dayOfWeek)) return { from: span.from, until: span.from }
  const from = later(span.from, day.add({ minutes: fromMinute }).toInstant())
  const until = earlier(span.until, day.add({ minutes: untilMinute }).toInstant())
  return { from, until: later(from, until) }
}

function toJob(delivery: Delivery, span: RoundSpan, placeOf: PlaceOf): RoundJob {
  const amount = [0, 0]
  for (const { grams, millilitres } of delivery.cargo) {
    amount[0] = (amount[0] ?? 0) + grams
    amount[1] = (amount[1] ?? 0) + millilitres
  }
  return {
    kind: 'carry',
    from: toStop(delivery.from, span, placeOf),
    to: toStop(delivery.to, span, placeOf),
    amount,
    competences: bitsAsked(delivery),
    price: UNDONE_METERS * 10 ** Math.max(0, RANKS - delivery.rank),
  }
}

// A time that has passed already holds nobody back: better late than never, and the page says that it is late.
function toStop(end: DeliveryEnd, span: RoundSpan, placeOf: PlaceOf): RoundStop {
  const whole = minuteOf(span, span.until)
  const from = end.from === null ? 0 : Math.max(0, minuteOf(span, end.from))
  const until = end.until === null ? whole : Math.min(whole, minuteOf(span, end.until))
  const windows = until < from ? [] : [{ from, to: until }]
  return { place: placeOf(`${end.place.kind} ${end.place.id}`, end.place.point), windows, minutes: end.minutes }
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) >= 0 ? a : b)
const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) <= 0 ? a : b)
