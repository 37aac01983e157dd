import { type Candidate, type Person, type Ranking, rankCandidates, yesProbability } from '../../allocation'
import type { Db } from '../../platform'
import { type CandidatePerson, loadCandidates } from '../../volunteers'
import { type AskedPost, pointOf, toProblemPost } from './find-post'
import { readBeliefs } from './read-beliefs'

/** People around the place beyond the region's border are looked at too. */
const NEAR_METERS = 30_000
const REGION_MAX = 20_000

/** Somebody who may take the post, with the chance of their yes in (0, 1). */
export type RankedPerson = Candidate & { readonly chance: number; readonly person: CandidatePerson }

/** A post with everyone who may take it, best first. `people` are all who were looked at, in the order of the ranking's indexes. */
export type RankedPost = {
  readonly post: AskedPost
  readonly people: readonly CandidatePerson[]
  readonly ranking: Ranking
  readonly ranked: readonly RankedPerson[]
}

const minutes = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 60_000)

/** Everyone of the region and around the place, or these `ids` alone, ranked for a post by exact rules. At most `k` come back. */
export async function rankForPost(
  db: Db,
  post: AskedPost,
  now: Temporal.Instant,
  options: { readonly k: number; readonly ids?: readonly string[] },
): Promise<RankedPost> {
  const people = await loadPeople(db, post, now, options.ids)
  const crew = await listCrew(db, post.id)
  const ranking = rankCandidates(
    toProblemPost(post, [...crew]),
    people.map((person) => (post.form === 'remote' ? atAnyTime(person, post) : person)),
    { k: options.k + crew.size, now: minutes(now) },
  )
  const candidates = ranking.candidates.filter(({ personId }) => !crew.has(personId)).slice(0, options.k)
  const believe = await readBeliefs(
    db,
    { regionId: post.region_id, kind: post.kind, ids: candidates.map((one) => one.personId) },
    now,
  )
  const ranked = candidates.flatMap((candidate) => {
    const person = people[candidate.index]
    return person === undefined ? [] : [{ ...candidate, person, chance: yesProbability(believe(candidate.personId)) }]
  })
  return { post, people, ranking, ranked }
}

async function loadPeople(
  db: Db,
  post: AskedPost,
  now: Temporal.Instant,
  ids: readonly string[] | undefined,
): Promise<CandidatePerson[]> {
  // Availability comes in whole quarters of an hour: work that begins at 15:40 needs the quarter from 15:30.
  const span = { from: quarter(post.starts_at, Math.floor), to: quarter(post.ends_at, Math.ceil) }
  if (ids !== undefined) return loadCandidates(db, { ids, ...span }, now)
  const inRegion = await loadCandidates(db, { regionId: post.region_id, ...span, limit: REGION_MAX }, now)
  const point = pointOf(post)
  if (point === undefined || post.form === 'remote') return inRegion
  const around = await loadCandidates(db, { near: point, radiusMeters: NEAR_METERS, ...span, limit: REGION_MAX }, now)
  const known = new Set(inRegion.map(({ id }) => id))
  return [...inRegion, ...around.filter(({ id }) => !known.has(id))]
}

const QUARTER_MS = 15 * 60_000

const quarter = (at: Temporal.Instant, round: (quarters: number) => number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(round(at.epochMilliseconds / QUARTER_MS) * QUARTER_MS)

// Work from afar takes no particular time: neither hours already given nor limits of a week stand against it.
const atAnyTime = (person: Person, post: AskedPost): Person => ({
  ...person,
  availability: Int32Array.of(minutes(post.starts_at), minutes(post.ends_at) + 1),
  occupied: [],
  limits: { weekMinutesMax: Number.POSITIVE_INFINITY, restMinutesMin: 0, daysInARowMax: Number.POSITIVE_INFINITY },
})

/** People who sit on the post now. */
async function listCrew(db: Db, postId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('slots')
    .select('volunteer_id')
    .where('post_id', '=', postId)
    .where('volunteer_id', 'is not', null)
    .limit(2000)
    .execute()
  return new Set(rows.flatMap(({ volunteer_id }) => volunteer_id ?? []))
}
