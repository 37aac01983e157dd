import fc from 'fast-check'
import { type Row, sumOf } from '../../../allocation/integer-program.testing'
import {
  anyPerson,
  anyPost,
  canTakeAll,
  checkedWorth,
  type SmallRegion,
  toRegion,
  worthOfPair,
} from '../../../allocation/region/small-region.testing'
import { type KindCase, range } from './kind-case.testing'

/** Volunteers of a region on posts: one each, or a week of them. */
export const regionCase = (kind: 'region-one' | 'region-week'): KindCase<SmallRegion> => {
  const postsMax = kind === 'region-one' ? 1 : Number.POSITIVE_INFINITY
  return {
    kind,
    sense: 'max',
    // A week is planned to within its bound only.
    exact: kind === 'region-one',
    stepsMax: 20_000,
    problems: fc.record({
      people: fc.array(anyPerson, { maxLength: 9 }),
      posts: fc.array(anyPost, { maxLength: 7 }),
    }),
    text: (small) => JSON.stringify(fileOf(small)),
    relabelled: ({ people, posts }, order) => ({ people: order(people), posts: order(posts) }),
    poorer: ({ people, posts }) => ({ people: people.slice(0, -1), posts }),
    program: (small) => {
      const region = toRegion(small)
      const pairs = range(region.people.count).flatMap((i) =>
        range(region.posts.count).flatMap((j) => {
          const worth = worthOfPair(region, i, j)
          return worth === undefined ? [] : [{ i, j, worth }]
        }),
      )
      const over = (of: (pair: (typeof pairs)[number]) => boolean) =>
        [...pairs.keys()].filter((at) => of(pairs[at] as never))
      const ofPerson = (i: number): Row[] => {
        const own = over((pair) => pair.i === i)
        if (postsMax === 1) return [sumOf(own, '<=', 1)]
        const slots = (at: number) => {
          const { j } = pairs[at] as (typeof pairs)[number]
          return (region.posts.end[j] ?? 0) - (region.posts.start[j] ?? 0)
        }
        const long = { ...region, people: { ...region.people, hoursMax: region.people.hoursMax.map(() => 255) } }
        const clashes = own.flatMap((a) =>
          own.filter((b) => b > a && !canTakeAll(long, i, [pairs[a]?.j ?? -1, pairs[b]?.j ?? -1])).map((b) => [a, b]),
        )
        return [
          ...own.map((at) => sumOf([at], '<=', 1)),
          ...clashes.map((both) => sumOf(both, '<=', 1)),
          { terms: own.map((at) => [at, slots(at)]), relation: '<=', to: (region.people.hoursMax[i] ?? 0) * 4 },
        ]
      }
      return {
        sense: 'max',
        cost: pairs.map(({ worth }) => worth),
        rows: [
          ...range(region.people.count).flatMap(ofPerson),
          ...range(region.posts.count).map((j) =>
            sumOf(
              over((pair) => pair.j === j),
              '<=',
              region.posts.seats[j] ?? 0,
            ),
          ),
        ],
      }
    },
    worthOf: (small, pairs: readonly (readonly [number, number])[]) =>
      checkedWorth(
        toRegion(small),
        { person: Int32Array.from(pairs, ([i]) => i), post: Int32Array.from(pairs, ([, j]) => j) },
        postsMax,
      ),
  }
}

/** A region as the generator of the published ones writes it. */
function fileOf(small: SmallRegion): unknown {
  const { side, people, posts } = toRegion(small)
  const list = (column: ArrayLike<number>) => Array.from(column)
  return {
    side,
    v: {
      ...{ n: people.count, x: list(people.x), y: list(people.y), reach: list(people.reach) },
      ...{ skill: list(people.level), lang: list(people.languages), avail: list(people.free) },
      ...{ maxHours: list(people.hoursMax), rest: list(people.rest) },
    },
    k: {
      ...{ n: posts.count, x: list(posts.x), y: list(posts.y), start: list(posts.start), end: list(posts.end) },
      ...{ cap: list(posts.seats), prio: list(posts.priority), skill: list(posts.competence) },
      ...{ level: list(posts.level), skill2: list(posts.competence2), lang: list(posts.language) },
    },
  }
}
