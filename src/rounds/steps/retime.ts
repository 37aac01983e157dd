import { estimateTravel, type Point } from '../../places'
import type { Tx } from '../../platform'
import { isAhead } from '../round'
import { listStops, type RoundRow } from './lock-round'
import { placesOfStops } from './places-of-stops'

/** Where the vehicle was last, and when it could leave there. */
export type LastSeen = { readonly point: Point | undefined; readonly freeAt: Temporal.Instant }

/** Reckons anew when the stops ahead are reached, in the order they stand. Where a place is unknown, the way counts as nothing. */
export async function retime(tx: Tx, round: RoundRow, last: LastSeen): Promise<void> {
  const stops = await listStops(tx, round.id)
  const places = await placesOfStops(tx, stops)
  let { point, freeAt } = last
  for (const stop of stops.filter(({ state }) => state === 'planned')) {
    const there = places.get(stop.id)
    const minutes = point === undefined || there === undefined ? 0 : estimateTravel(point, there, 'car')
    const arrives = later(freeAt.add({ minutes }), stop.window_from)
    if (!arrives.equals(stop.arrives_at))
      await tx.db.updateTable('round_stops').set({ arrives_at: arrives }).where('id', '=', stop.id).execute()
    point = there ?? point
    freeAt = arrives.add({ minutes: stop.minutes })
  }
}

/** Where a round is by what was reported so far: at its last stop that was reached, ready to leave when that is done. */
export async function lastSeen(tx: Tx, round: RoundRow): Promise<LastSeen> {
  const stops = await listStops(tx, round.id)
  const places = await placesOfStops(tx, stops)
  const reached = stops
    .filter(({ arrived_at, ended_at, state }) => state !== 'cancelled' && (arrived_at !== null || ended_at !== null))
    .sort((a, b) =>
      Temporal.Instant.compare(a.ended_at ?? a.arrived_at ?? tx.now, b.ended_at ?? b.arrived_at ?? tx.now),
    )
    .at(-1)
  if (reached === undefined) {
    const first = stops.find(({ state }) => isAhead(state))
    // Nobody knows where on its way to the first stop a vehicle is: it is there when it was to be.
    return {
      point: first === undefined ? undefined : places.get(first.id),
      freeAt: first?.arrives_at ?? round.starts_at,
    }
  }
  const freeAt = reached.ended_at ?? (reached.arrived_at ?? tx.now).add({ minutes: reached.minutes })
  return { point: places.get(reached.id), freeAt }
}

const later = (a: Temporal.Instant, b: Temporal.Instant | null): Temporal.Instant =>
  b === null || Temporal.Instant.compare(a, b) >= 0 ? a : b
