import type { RoundJob, RoundStop } from '../../allocation'
import { FileFault } from './file-fault'
import { readNumbers } from './numbered-lines'
import { checkIds, euclid, type FileStop, fleet, type RoundsFile, readHead, readStop } from './read-solomon'

/**
 * Reads the text of Li and Lim's instances: vehicles, capacity, speed (1); the depot; a line per stop: number, x, y, demand,
 * ready, due, service, number of its pick-up, number of its drop (0 where none).
 * @throws {FileFault} naming the line and what was expected there
 */
export function readLiLim(text: string): RoundsFile {
  const [head, ...lines] = readNumbers(text)
  if (head === undefined) throw new FileFault(1, 'a line with vehicles, capacity and speed', 'nothing')
  const { vehicles, capacity } = readHead(head)
  if (head.values[2] !== undefined && head.values[2] !== 1)
    throw new FileFault(head.line, 'a speed of 1', `${head.values[2]}`)
  const stops = lines.map((line) => readStop(line, 9))
  checkIds(lines, stops)
  const [depot] = stops
  if (depot === undefined) throw new FileFault(head.line + 1, 'the line of the depot', 'the end of the file')
  const indexOf = new Map(stops.map(({ id }, i) => [id, i]))
  const jobs: RoundJob[] = []
  const ends: (readonly [pick: number, drop: number])[] = []
  lines.forEach(({ line, values }, i) => {
    if (i === 0) return
    const [, , , demand = 0, , , , pick = 0, drop = 0] = values
    const partner = indexOf.get(demand >= 0 && drop !== 0 ? drop : pick)
    if (partner === undefined || partner === 0 || partner === i)
      throw new FileFault(line, 'the number of its pick-up or drop', `${pick} ${drop}`)
    const back = lines[partner]?.values ?? []
    const isPick = drop !== 0
    if (back[isPick ? 7 : 8] !== values[0] || back[3] !== -demand)
      throw new FileFault(line, `a partner with the opposite demand that names it too`, `${back.join(' ')}`)
    if (!isPick) return
    if (demand < 0) throw new FileFault(line, 'a demand of at least 0 at a pick-up', `${demand}`)
    jobs.push(carry(stops, i, partner))
    ends.push([values[0] as number, back[0] as number])
  })
  return {
    problem: {
      ...fleet(vehicles, capacity, depot),
      travel: { places: stops.length, time: euclid(stops) },
      jobs,
    },
    idOf: (job, drop) => ends[job]?.[drop ? 1 : 0] ?? -1,
  }
}

function carry(stops: readonly FileStop[], pick: number, drop: number): RoundJob {
  const end = (place: number): RoundStop => {
    const { ready, due, service } = stops[place] as FileStop
    return { place, windows: [{ from: ready, to: due }], minutes: service }
  }
  const amount = [(stops[pick] as FileStop).demand]
  return { kind: 'carry', from: end(pick), to: end(drop), amount, competences: 0, price: Infinity }
}
