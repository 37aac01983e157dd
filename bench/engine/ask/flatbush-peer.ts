import type { Asked } from '../../../src/allocation'
import { travelMinutesUpTo } from '../../../src/allocation/goals'
import { metersWithin } from '../../../src/allocation/travel'
import { findPeer } from '../../peer'
import { type Country, transports } from './country'
import { isFree, rankThese } from './full-scan'

type Flatbush = {
  add(x: number, y: number): void
  finish(): void
  neighbors(x: number, y: number, k: number, maxDistance: number, filter: (i: number) => boolean): number[]
}

const STEP_METERS = 100
/** The plane is the sphere within less than this. */
const FLATNESS = 1.002

/** Posts asked of flatbush with a filter. */
export type FlatbushPeer = {
  /** The nearest k who fit, by the straight line alone. */
  nearest(post: number, k: number): number[]
  /** The best k by the goals, as the index answers: the nearest k say how far anybody better may live, a second search finds all of these. */
  best(post: number, k: number): Asked[]
}

/** Undefined without the peer. */
export function openFlatbush(country: Country): FlatbushPeer | undefined {
  const peer = findPeer<{ default: new (count: number) => Flatbush }>('flatbush')
  if (peer === undefined) return undefined
  const { people, posts, competences, words } = country
  const tree = new peer.default(people.count)
  for (let i = 0; i < people.count; i++) tree.add(people.x[i] ?? 0, people.y[i] ?? 0)
  tree.finish()
  const reachMax = FLATNESS * people.reach.reduce((most, one) => Math.max(most, one), 0)
  const search = (j: number, k: number, within: number): number[] => {
    const [x, y] = [posts.x[j] ?? 0, posts.y[j] ?? 0]
    const [competence, level] = [posts.competence[j] ?? 0, posts.level[j] ?? 0]
    const competence2 = posts.competence2[j] ?? -1
    const language = 1 << (posts.language[j] ?? 0)
    const [from, to] = [posts.start[j] ?? 0, posts.end[j] ?? 0]
    return tree.neighbors(x, y, k, Math.min(reachMax, within), (i) => {
      if ((people.level[i * competences + competence] ?? 0) < level) return false
      if (competence2 >= 0 && people.level[i * competences + competence2] === 0) return false
      if (((people.languages[i] ?? 0) & language) === 0) return false
      const reach = FLATNESS * (people.reach[i] ?? 0)
      const [east, north] = [(people.x[i] ?? 0) - x, (people.y[i] ?? 0) - y]
      return east * east + north * north <= reach * reach && isFree(people.free, i * words, from, to)
    })
  }
  return {
    nearest: (j, k) => search(j, k, Number.POSITIVE_INFINITY),
    best: (j, k) => {
      const first = rankThese(country, search(j, k, Number.POSITIVE_INFINITY), j, k)
      const worst = first.length < k ? undefined : first.at(-1)
      const minutes = worst === undefined ? Number.POSITIVE_INFINITY : travelMinutesUpTo(worst.key)
      const meters = Math.max(...transports.map((one) => metersWithin(minutes, one)))
      return rankThese(country, search(j, Number.POSITIVE_INFINITY, (FLATNESS * meters) / STEP_METERS), j, k)
    },
  }
}
