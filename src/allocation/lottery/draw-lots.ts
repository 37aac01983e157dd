import { createHash } from 'node:crypto'
import { goalBands } from '../goals'

/** Who takes part in a draw. */
export type Entrant = {
  /** The public number of this entry, published beside the seed: 1 to 64 letters, digits and hyphens; nothing personal. */
  readonly number: string
  /** Tickets in the drum, a whole number from 1 to {@link TICKETS_MAX}: how often an entry may come out compared with the others. */
  readonly tickets: number
}

/** An entry as it came out of the drum. */
export type Drawn = Entrant & {
  /** The entry's ticket that came out first, from 1. */
  readonly ticket: number
  /** SHA-256 of that ticket, 64 digits of hex, by which the entries are in order. */
  readonly hash: string
}

/** Tickets of whoever worked little of late: see {@link ticketsAfter}. */
export const TICKETS_MAX = 4

const ENTRANTS_MAX = 100_000

/** Tickets by recent load: four below four hours in the last 28 days, one less for each further four hours, never none. */
export const ticketsAfter = (recentMinutes: number): number =>
  Math.max(1, TICKETS_MAX - Math.floor(recentMinutes / goalBands.loadMinutes))

/**
 * The order in which entries come out of a drum in which everybody's tickets lie: at each draw every ticket still in it is as likely as
 * any other, and who came out once is out with all their tickets. Nobody needs us to check it: a ticket's place is SHA-256 of the UTF-8
 * text `SEED:NUMBER:TICKET` in hex, the smallest first, each entry where its first ticket is.
 *
 * With the published list of `NUMBER TICKETS`, a line an entry, in `list`:
 * ```sh
 * while read number tickets; do for ticket in $(seq $tickets); do
 *   echo "$(printf %s "$SEED:$number:$ticket" | sha256sum | cut -c 1-64) $number"
 * done; done < list | sort | awk '!seen[$2]++'
 * ```
 * It is fair only where nobody could choose the seed knowing the list, or an entry knowing the seed (decision 54).
 * @param seed the published text, 1 to 1,000 characters without control characters
 * @returns every entry once, the first drawn first; the same for the same seed and set of entries, in whatever order they are given
 * @throws {RangeError} for two entries of one number, and for a seed, number or count of tickets that is none
 */
export function drawLots(seed: string, entrants: readonly Entrant[]): Drawn[] {
  checkDraw(seed, entrants)
  return entrants.map((entrant) => firstTicket(seed, entrant)).sort((a, b) => (a.hash < b.hash ? -1 : 1))
}

function firstTicket(seed: string, { number, tickets }: Entrant): Drawn {
  let first = { ticket: 0, hash: 'g' }
  for (let ticket = 1; ticket <= tickets; ticket++) {
    const hash = createHash('sha256').update(`${seed}:${number}:${ticket}`).digest('hex')
    if (hash < first.hash) first = { ticket, hash }
  }
  return { number, tickets, ...first }
}

function checkDraw(seed: string, entrants: readonly Entrant[]): void {
  if (seed.length === 0 || seed.length > 1_000 || /\p{Cc}/u.test(seed) || !seed.isWellFormed()) {
    throw new RangeError('expected a seed of 1 to 1,000 characters without control characters')
  }
  if (entrants.length > ENTRANTS_MAX) {
    throw new RangeError(`expected at most ${ENTRANTS_MAX} entries, got ${entrants.length}`)
  }
  const numbers = new Set<string>()
  for (const { number, tickets } of entrants) {
    if (!/^[A-Za-z0-9-]{1,64}$/.test(number)) {
      throw new RangeError(`expected a number of letters, digits and hyphens, got "${number.slice(0, 80)}"`)
    }
    if (numbers.has(number)) throw new RangeError(`expected each number once, got ${number} twice`)
    if (!Number.isInteger(tickets) || tickets < 1 || tickets > TICKETS_MAX) {
      throw new RangeError(`expected 1 to ${TICKETS_MAX} tickets, got ${tickets} for ${number}`)
    }
    numbers.add(number)
  }
}
