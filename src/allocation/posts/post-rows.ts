import { seatWorth } from '../goals'
import type { PlanPost } from './posts-problem'

// As many seats as a row of the auction counts.
const SEATS_MAX = 255

/** Seats of one post that are worth the same. Rows of one post lie at one time, so that nobody takes two of them. */
export type PostRow = { readonly at: PlanPost; readonly seats: number; readonly seatWorth: number }

/** Posts as rows: the seats of the minimum crew, then the rest. */
export function rowsOf(posts: readonly PlanPost[], seatsLeft: (at: PlanPost) => number): PostRow[] {
  return posts.flatMap((at) => {
    const left = seatsLeft(at)
    const crew = Math.max(0, at.seatsMin - (at.seats - left))
    return [...split(at, crew, true), ...split(at, left - crew, false)]
  })
}

function split(at: PlanPost, seats: number, minimumCrew: boolean): PostRow[] {
  const rows: PostRow[] = []
  for (let left = seats; left > 0; left -= SEATS_MAX)
    rows.push({ at, seats: Math.min(left, SEATS_MAX), seatWorth: seatWorth(at.urgency, minimumCrew) })
  return rows
}
