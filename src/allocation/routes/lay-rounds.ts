import type { Compiled } from './compile'
import { SLACK } from './find-visit'
import { keepLayout, type Layout, useLayout } from './layout'
import type { Round } from './rounds-problem'
import { type RoundsState, refresh } from './rounds-state'
import { closeUp, type Search } from './search'

/**
 * Lays rounds out as they are given. Where a round cannot hold, its last jobs are left absent until it can.
 * @throws {RangeError} for a vehicle or job that is not there, a stop twice, or a carry without its other end in the same round
 */
export function layRounds(search: Search, rounds: readonly Round[]): Layout {
  const { s } = search
  const { p } = s
  useLayout(search, emptyLayout(p))
  const seen = new Set<number>()
  for (const { vehicle, stops } of rounds) {
    if (!(vehicle >= 0 && vehicle < p.vehicles) || s.length[vehicle] !== 0)
      throw new RangeError(`expected a vehicle that has no round yet, got ${vehicle}`)
    const nodes = stops.map(({ job, end }) => nodeOfStop(p, job, end))
    checkNodes(p, nodes, seen)
    s.node.set([...nodes, p.endNode[vehicle] as number], vehicle * s.stride + 1)
    s.length[vehicle] = nodes.length
    refresh(s, vehicle)
    while ((s.length[vehicle] as number) > 0 && !isPossible(s, vehicle)) {
      const last = s.node[vehicle * s.stride + (s.length[vehicle] as number)] as number
      s.roundOf[p.jobOf[last] as number] = -1
      closeUp(s, vehicle)
    }
  }
  return keepLayout(search)
}

/** All vehicles active and empty, those of a class side by side. */
function emptyLayout({ vehicles, classOf }: Compiled): Layout {
  const active = Int32Array.from({ length: vehicles }, (_, vehicle) => vehicle)
  active.sort((a, b) => (classOf[a] as number) - (classOf[b] as number) || a - b)
  return { active, length: new Int32Array(vehicles), node: new Int32Array(0) }
}

function nodeOfStop(p: Compiled, job: number, end: string): number {
  const first = p.nodeOf[job]
  if (first === undefined || (p.isCarry[job] === 1) === (end === 'visit'))
    throw new RangeError(`expected a stop of a job, got job ${job} ${end}`)
  return end === 'drop' ? first + 1 : first
}

function checkNodes(p: Compiled, nodes: readonly number[], seen: Set<number>): void {
  nodes.forEach((node, i) => {
    if (seen.has(node)) throw new RangeError(`expected each stop once, got job ${p.jobOf[node]} again`)
    seen.add(node)
    const job = p.jobOf[node] as number
    if (p.isCarry[job] === 0) return
    const isPick = p.nodeOf[job] === node
    const other = nodes.indexOf(isPick ? node + 1 : node - 1)
    if (other === -1 || other > i !== isPick)
      throw new RangeError(`expected pick-up and drop of job ${job} in one round, in this order`)
  })
}

/** Whether windows, shift, breaks, room and competences hold. */
function isPossible(s: RoundsState, vehicle: number): boolean {
  const { p } = s
  const base = vehicle * s.stride
  if (!((s.late[base] as number) >= (p.shiftFrom[vehicle] as number) - SLACK)) return false
  if (!((s.charge[vehicle] as number) < Infinity)) return false
  for (let d = 0; d < p.dimensions; d++) {
    const most = p.onlyDeliveries ? s.startLoad[vehicle * p.dimensions + d] : s.loadAfter[d * s.block + base]
    if ((most as number) > (p.capacity[vehicle * p.dimensions + d] as number) + SLACK) return false
  }
  return true
}
