import { fitness, SEAT } from '../goals'
import type { Person, Post } from '../problem'
import { ChainSearch, orderByStart } from '../region/chains'
import { pairsByPost } from '../region/pairs'
import type { PostRow } from './post-rows'
import type { OneMorePerson, PostsProblem } from './posts-problem'
import { timesOfRows } from './times-of-rows'

const LISTED = 20

/**
 * What one more person would add at most, for each set of competences and languages that a post asks for: the chain of posts worth most
 * above their prices for somebody who holds just these, is always free, lives at each of the places and was never asked.
 * @param price of each row; 0 where a seat is empty
 * @param postsMax posts such a person would take
 */
export function worthOfOneMorePerson(
  { now, travelBand }: Pick<PostsProblem, 'now' | 'travelBand'>,
  rows: readonly PostRow[],
  price: Float64Array,
  postsMax: number,
): OneMorePerson[] {
  const sets = [...new Map(rows.map(({ at: { post } }) => [keyOf(post), post])).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  const worths = rows.map(({ at, seatWorth }) => seatWorth + fitness(idealFor(at.post), at.post, 0, now, travelBand))
  const pairs = pairsByPost({
    postStart: Int32Array.from({ length: rows.length + 1 }, (_, r) => r * sets.length),
    person: Int32Array.from(rows.flatMap(() => [...sets.keys()])),
    worthOfPerson: Int32Array.from(
      rows.flatMap(({ at }, r) => sets.map(([, set]) => (covers(set, at.post) ? (worths[r] ?? 0) : 0))),
    ),
    seats: Uint8Array.from(rows, () => 1),
    personOf: Int32Array.from(sets.keys()),
    postOf: Int32Array.from(rows.keys()),
  })
  const times = timesOfRows(
    rows,
    sets.map(() => postsMax),
  )
  orderByStart(pairs, times.start)
  const search = new ChainSearch(pairs, times, price)
  const found = sets.map(([, { required, languages }], i): OneMorePerson => {
    search.turnTo(i)
    const worth = search.best()
    const postIds = search.chain.flatMap((e) => rows[pairs.post[e] ?? -1]?.at.post.id ?? []).reverse()
    return { required, languages, worth: worth / SEAT, postIds }
  })
  // What is less than a seat only makes somebody fit a little better: nobody is recruited for that.
  return found
    .filter(({ worth }) => worth >= 1)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, LISTED)
}

const keyOf = ({ required, languages }: Post): string =>
  JSON.stringify([required.map(({ competence, level }) => `${competence} ${level}`).sort(), [...languages].sort()])

const covers = (set: Post, post: Post): boolean =>
  post.languages.every((language) => set.languages.includes(language)) &&
  post.required.every(({ competence, level }) =>
    set.required.some((held) => held.competence === competence && held.level >= level),
  )

/** Somebody whom every goal favours. */
const idealFor = ({ kind, accompanies, point }: Post): Person => ({
  id: '',
  point: point ?? { latitude: 0, longitude: 0 },
  transport: 'foot',
  reachMeters: 0,
  paused: false,
  suspended: false,
  lawForbids: 0,
  competences: [],
  languages: [],
  availability: new Int32Array(),
  occupied: [],
  limits: { weekMinutesMax: 0, restMinutesMin: 0, daysInARowMax: 0 },
  cannot: [],
  notWith: [],
  preferredKinds: [kind],
  recentMinutes: 0,
  visitsTo: new Map(accompanies === undefined ? [] : [[accompanies, Number.MAX_SAFE_INTEGER]]),
  travelAccepted: [],
})
