import { solveLap } from '../../src/allocation'
import { newChance } from '../../src/kit/chance'
import type { Figure } from '../figure'
import { median, ms, times } from '../numbers'
import { findPeer } from '../peer'
import { unlimited } from './measure'

type Munkres = { munkres(costs: number[][]): [row: number, column: number][] }

const ROUNDS = 15
const WARM_UP = 5
const LIMIT = 1.2

/** Dense assignment beside `munkres`, in turns; both must find the same cost. */
export function figuresOfLap(): Figure[] {
  const peer = findPeer<Munkres>('munkres')
  return [
    [200, 100],
    [500, 100],
    [500, 10_000],
    [800, 1_000_000],
  ].map(([size = 0, most = 0]) => figureOf(size, most, peer))
}

function figureOf(size: number, most: number, peer: Munkres | undefined): Figure {
  const chance = newChance(`lap ${size} ${most}`)
  const cost = Float64Array.from({ length: size * size }, () => chance.between(1, most))
  const rows = Array.from({ length: size }, (_, row) => Array.from(cost.subarray(row * size, (row + 1) * size)))
  const [own, others]: [number[], number[]] = [[], []]
  let same = true
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    let started = performance.now()
    const { objective } = solveLap({ size, cost }, unlimited)
    own.push(performance.now() - started)
    if (peer === undefined) continue
    started = performance.now()
    const placed = peer.munkres(rows)
    others.push(performance.now() - started)
    same &&= objective === placed.reduce((sum, [row, column]) => sum + (rows[row]?.[column] ?? 0), 0)
  }
  own.splice(0, WARM_UP)
  others.splice(0, WARM_UP)
  const ratio = median(own) / median(others)
  return {
    figure: `assignment of ${size} × ${size}, costs to ${most}`,
    ours: ms(median(own)),
    other:
      peer === undefined
        ? 'munkres is not installed'
        : `munkres ${ms(median(others))}, ${same ? 'same' : 'OTHER'} cost`,
    judged: peer === undefined ? '' : times(ratio),
    limit: `≤ ${LIMIT} ×`,
    holds: peer && ratio <= LIMIT && same,
  }
}
