import type { RoundsProblem, RoundVehicle } from '../../allocation'
import { FileFault } from './file-fault'
import { type Numbered, readNumbers } from './numbered-lines'

/** Rounds read from a benchmark's file: the problem, and the number the file gives each job's stops. */
export type RoundsFile = { readonly problem: RoundsProblem; readonly idOf: (job: number, drop: boolean) => number }

/** A stop as a line of a file says it. */
export type FileStop = {
  readonly id: number
  readonly x: number
  readonly y: number
  readonly demand: number
  readonly ready: number
  readonly due: number
  readonly service: number
}

/**
 * Reads the text of Solomon's or of Gehring and Homberger's instances (an optional name and headings; vehicles and
 * capacity; the depot; a line per customer: number, x, y, demand, ready, due, service).
 * @throws {FileFault} naming the line and what was expected there
 */
export function readSolomon(text: string): RoundsFile {
  const [head, ...lines] = readNumbers(text)
  if (head === undefined) throw new FileFault(1, 'a line with the number of vehicles and their capacity', 'nothing')
  const { vehicles, capacity } = readHead(head)
  const stops = lines.map((line) => readStop(line, 7))
  checkIds(lines, stops)
  const [depot, ...customers] = stops
  if (depot === undefined) throw new FileFault(head.line + 1, 'the line of the depot', 'the end of the file')
  const problem: RoundsProblem = {
    ...fleet(vehicles, capacity, depot),
    travel: { places: stops.length, time: euclid(stops) },
    jobs: customers.map(({ demand, ready, due, service }, i) => ({
      kind: 'visit',
      at: { place: i + 1, windows: [{ from: ready, to: due }], minutes: service },
      deliver: [demand],
      collect: [0],
      competences: 0,
      price: Infinity,
    })),
  }
  return { problem, idOf: (job) => customers[job]?.id ?? -1 }
}

/** The vehicles of a file: all alike, from the depot and back, within its window. */
export function fleet(vehicles: number, capacity: number, { ready, due }: FileStop) {
  const vehicle: RoundVehicle = {
    start: 0,
    end: 0,
    capacity: [capacity],
    shift: { from: ready, to: due },
    breaks: [],
    competences: 0,
    cost: 0,
  }
  return { dimensions: 1, fewestVehicles: true, vehicles: Array.from({ length: vehicles }, () => vehicle) }
}

/** Number of vehicles and capacity of the first line of numbers. */
export function readHead({ line, values }: Numbered): { vehicles: number; capacity: number } {
  const [vehicles = Number.NaN, capacity = Number.NaN] = values
  if (!Number.isInteger(vehicles) || vehicles < 1 || !(capacity >= 0))
    throw new FileFault(line, 'a whole number of vehicles and their capacity', values.join(' '))
  return { vehicles, capacity }
}

/** A stop from a line of at least `columns` numbers. */
export function readStop({ line, values }: Numbered, columns: number): FileStop {
  if (values.length !== columns) throw new FileFault(line, `${columns} numbers`, `${values.length}`)
  const [id = 0, x = 0, y = 0, demand = 0, ready = 0, due = 0, service = 0] = values
  if (ready > due) throw new FileFault(line, 'a window that opens before it closes', `${ready} to ${due}`)
  if (service < 0) throw new FileFault(line, 'a service time of at least 0', `${service}`)
  if (columns === 7 && demand < 0) throw new FileFault(line, 'a demand of at least 0', `${demand}`)
  return { id, x, y, demand, ready, due, service }
}

// Of more, the ways between all of them take more memory than the rounds are worth.
const STOPS_MAX = 5_000

/** Each number once, and no more than can be planned. @throws {FileFault} */
export function checkIds(lines: readonly Numbered[], stops: readonly FileStop[]): void {
  // The first is the depot.
  if (stops.length > STOPS_MAX + 1) {
    throw new FileFault(lines[STOPS_MAX + 1]?.line ?? 0, `at most ${STOPS_MAX} stops`, `${stops.length - 1}`)
  }
  const seen = new Set<number>()
  stops.forEach(({ id }, i) => {
    if (!Number.isInteger(id) || seen.has(id)) throw new FileFault(lines[i]?.line ?? 0, 'a number of its own', `${id}`)
    seen.add(id)
  })
}

/** Euclidean distances in double precision, row-major. */
export function euclid(stops: readonly FileStop[]): Float64Array {
  const size = stops.length
  const table = new Float64Array(size * size)
  stops.forEach((a, i) => {
    stops.forEach((b, j) => {
      table[i * size + j] = Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2)
    })
  })
  return table
}
