import { buildPairs, gap, type Pairs, runAuction } from '../../src/allocation'
import { imagineRegion } from '../../src/allocation/region/imagine-region.testing'
import type { Figure } from '../figure'
import { ms, times } from '../numbers'
import { solveByFlow } from './flow-peer'
import { percent, quickest, unlimited } from './measure'

const CERTIFICATE = 0.00005
/** Known optimum of the region that is measured. */
const OPTIMUM = 171186002

/** One post a person, a hundred thousand people, with and without the proof, beside or-tools' flow of least cost. */
export async function figuresOfOne(): Promise<Figure[]> {
  const region = imagineRegion(100_000, 10_000, 1)
  const [built, pairs] = quickest(3, () => buildPairs(region))
  const [toCertificate, near] = quickest(3, () => runAuction(pairs, unlimited, CERTIFICATE))
  const [toProof, exact] = quickest(3, () => runAuction(pairs, unlimited, 0))
  const flow = await solveByFlow(pairs)
  const beside = (own: number) => (flow === undefined ? 'not installed' : times(own / flow.milliseconds))
  const other = flow === undefined ? '' : `or-tools-wasm ${ms(flow.milliseconds)}, worth ${flow.worth}`
  return [
    {
      figure: `pairs of 100,000 people and 10,000 posts`,
      ours: `${ms(built)}, ${pairs.post.length} pairs`,
      other: '',
      judged: `${((built * 1e6) / pairs.post.length).toFixed(0)} ns a pair`,
      limit: '',
      holds: undefined,
    },
    {
      figure: 'one post a person, to the certificate',
      ours: `${ms(toCertificate)}, ${percent(gap(near.objective, near.bound))}`,
      other,
      judged: beside(toCertificate),
      limit: '≤ 0.1 × at 0.005 %',
      holds: flow && toCertificate <= flow.milliseconds / 10 && (gap(near.objective, near.bound) ?? 1) <= CERTIFICATE,
    },
    {
      figure: 'one post a person, to the proof',
      ours: `${ms(toProof)}, worth ${exact.objective}`,
      other,
      judged: beside(toProof),
      limit: `≤ 0.25 ×, ${OPTIMUM}`,
      holds: flow && toProof <= flow.milliseconds / 4 && exact.bound === OPTIMUM && exact.objective === OPTIMUM,
    },
    memoryOf(pairs, region.people.free.length / region.people.count),
  ]
}

/** Bytes that stay for as long as the plan lives. */
function memoryOf(pairs: Pairs, words: number): Figure {
  const bytes = pairs.post.length * 16
  return {
    figure: 'memory of the problem',
    ours: `${(bytes / pairs.post.length).toFixed(0)} B a pair, ${words * 4 + 48 + 6 + 14} B a person of the region`,
    other: '',
    judged: '16 B a pair',
    limit: '',
    holds: undefined,
  }
}
