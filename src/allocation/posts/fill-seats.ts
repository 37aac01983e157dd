import type { Pairs } from '../region/pairs'
import type { Crews } from './crews'
import type { PostRow } from './post-rows'
import type { PlanPerson } from './posts-problem'

/**
 * Turns the plan of an auction into one that keeps every rule: its pairs first, then whatever else still fits into an empty seat, each time
 * worth most first. The order is of numbers alone, so that the same problem gives the same plan.
 * @param held 1 for each pair, in the rows by person, that the auction has in its plan
 * @returns what the plan is worth, and how many seats of each row stay empty
 */
export function fillSeats(
  pairs: Pairs,
  held: Uint8Array,
  rows: readonly PostRow[],
  people: readonly PlanPerson[],
  crews: Crews,
): { readonly objective: number; readonly empty: readonly number[] } {
  const { personStart, post, worthOfPost } = pairs
  const personOf = new Int32Array(post.length)
  for (let i = 0; i < pairs.people; i++) personOf.fill(i, personStart[i], personStart[i + 1])
  const inOrder = Int32Array.from(post.keys()).sort(
    (a, b) => (held[b] ?? 0) - (held[a] ?? 0) || (worthOfPost[b] ?? 0) - (worthOfPost[a] ?? 0) || a - b,
  )
  const left = rows.map(({ seats }) => seats)
  let objective = 0
  for (const e of inOrder) {
    const r = post[e] ?? 0
    const row = rows[r]
    const person = people[personOf[e] ?? 0]
    if (row === undefined || person === undefined) continue
    const seat = firstEmpty(rows, left, r)
    if (seat === undefined || !crews.fits(person, row.at)) continue
    crews.place(person, row.at)
    left[seat] = (left[seat] ?? 0) - 1
    objective += (worthOfPost[e] ?? 0) - row.seatWorth + (rows[seat]?.seatWorth ?? 0)
  }
  return { objective, empty: left }
}

/** The first row of the post with an empty seat, up to row `r`: whoever comes for the rest is minimum crew while that is short. */
function firstEmpty(rows: readonly PostRow[], left: readonly number[], r: number): number | undefined {
  let first = r
  while (first > 0 && rows[first - 1]?.at === rows[r]?.at) first--
  for (let seat = first; seat <= r; seat++) if ((left[seat] ?? 0) > 0) return seat
  return undefined
}
