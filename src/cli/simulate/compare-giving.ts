/** What a way of giving comes to, over all donors of a crisis. */
export type GivingMeasures = {
  /** Donors who set out. */
  readonly trips: number
  /** Of them, those who brought nothing that anybody had asked for. */
  readonly inVain: number
  /** There and back, all trips together, great circle. */
  readonly kilometres: number
  /** Share of what was brought that no request asked for, averaged over trips. */
  readonly mismatch: number | null
}

/** The same donors and requests, with the question at the door and without it. */
export type GivingReport = {
  readonly donors: number
  readonly withCheck: GivingMeasures
  readonly withoutCheck: GivingMeasures
}

/** Trips that add up: each with what was brought and what of it somebody had asked for. */
export function newTrips(): {
  add(trip: { readonly meters: number; readonly brought: number; readonly needed: number }): void
  measures(): GivingMeasures
} {
  let trips = 0
  let inVain = 0
  let meters = 0
  let mismatch = 0
  return {
    add: (trip) => {
      trips += 1
      inVain += trip.needed === 0 ? 1 : 0
      meters += 2 * trip.meters
      mismatch += 1 - trip.needed / trip.brought
    },
    measures: () => ({
      trips,
      inVain,
      kilometres: Math.round(meters / 1000),
      mismatch: trips === 0 ? null : Math.round((mismatch / trips) * 1000) / 1000,
    }),
  }
}

/** The comparison as a small table. */
export function sayGiving({ donors, withCheck, withoutCheck }: GivingReport): string[] {
  const row = (...cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(14))).join('')
  const way = (name: string, { trips, inVain, kilometres, mismatch }: GivingMeasures) =>
    row(
      name,
      String(trips),
      String(inVain),
      `${kilometres} km`,
      mismatch === null ? 'none' : `${(mismatch * 100).toFixed(1)} %`,
    )
  return [
    `the same ${donors} donors and requests, asked at the door before they set out, and not:`,
    row('', 'trips', 'in vain', 'on the road', 'not needed'),
    way('with the question', withCheck),
    way('without it', withoutCheck),
    'not needed: share of what was brought that no request asked for, averaged over trips',
  ]
}
