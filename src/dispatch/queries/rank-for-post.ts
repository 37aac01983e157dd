import {
  type Candidate,
  type ConstraintId,
  type Exclusion,
  freeTimeExclusion,
  openRanking,
  type Post,
  profileExclusion,
  yesProbability,
} from '../../allocation'
import { inTurns } from '../../kit/in-turns'
import type { Db } from '../../platform'
import {
  type CandidatePerson,
  type CandidateProfile,
  listProfiles,
  readFreeTime,
  readGivenTime,
  type Span,
} from '../../volunteers'
import { type AskedPost, pointOf, toProblemPost } from './find-post'
import { readBeliefs } from './read-beliefs'
import { accompaniedAt, inCompany, readCompany } from './read-company'

/** People around the place beyond the region's border are looked at too. */
export const NEAR_METERS = 30_000
const REGION_MAX = 20_000

/** Somebody who may take the post, with the chance of their yes in (0, 1). */
export type RankedPerson = Candidate & { readonly chance: number; readonly person: CandidatePerson }

/** Somebody who may not, and the first rule that says so. */
export type ExcludedPerson = { readonly id: string; readonly exclusion: Exclusion }

/** A post with everyone who may take it, best first, and everyone who may not. */
export type RankedPost = {
  readonly post: AskedPost
  readonly ranked: readonly RankedPerson[]
  /** How many may take the post, beyond those ranked too. */
  readonly eligible: number
  /** How many each rule keeps out, each person counted once under the first that fails. */
  readonly excludedByRule: ReadonlyMap<ConstraintId, number>
  /** Everyone kept out, who waited longest for an ask first. */
  readonly excluded: readonly ExcludedPerson[]
}

const minutes = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 60_000)

/**
 * Everyone of the region and around the place, or these `ids` alone, ranked for a post by exact rules. At most `k` come back. Profiles
 * of all are read first, and time of those alone whom their profile leaves in. As rules stand in that order, the answer is that of all rules
 * over all people. Other work goes on in between, however many people there are; of
 * a region with more than 20,000 active volunteers, those are looked at who waited longest for an ask.
 */
export async function rankForPost(
  db: Db,
  post: AskedPost,
  now: Temporal.Instant,
  options: { readonly k: number; readonly ids?: readonly string[] },
): Promise<RankedPost> {
  const crew = await listCrew(db, post.id)
  const problem = toProblemPost(post, [...crew])
  // Availability comes in whole quarters of an hour: work that begins at 15:40 needs the quarter from 15:30.
  const span = { from: quarter(post.starts_at, Math.floor), to: quarter(post.ends_at, Math.ceil) }
  const asked = await listAsked(db, post, problem, span, now, options.ids)
  const profiles = inCompany(asked, await readCompany(db, accompaniedAt(problem), asked))
  const exclusions = new Map<string, Exclusion>()
  const sift = async <T extends { readonly id: string }>(people: readonly T[], exclude: Exclude<T>): Promise<T[]> => {
    const left: T[] = []
    await inTurns(people, (person, i) => {
      const exclusion = exclude(person, i)
      if (exclusion === undefined) left.push(person)
      else exclusions.set(person.id, exclusion)
    })
    return left
  }
  const fitting = await sift(profiles, (profile) => profileExclusion(profile, problem))
  const remote = post.form === 'remote'
  // Side by side: the database answers both in the time of one, and most who live near are free.
  const [free, given] = await Promise.all([
    remote ? [] : readFreeTime(db, fitting, span),
    readGivenTime(db, fitting, span, now),
  ])
  const ranking = openRanking(problem, { k: options.k + crew.size, now: minutes(now) })
  const people: CandidatePerson[] = []
  await sift(fitting, (profile, i) => {
    const availability = free[i] ?? allOf(problem)
    const unfree = freeTimeExclusion({ availability }, problem)
    if (unfree !== undefined) return unfree
    const { occupied = [], recentMinutes = 0 } = given[i] ?? {}
    const person = { ...profile, availability, occupied, recentMinutes }
    people.push(person)
    return ranking.look(remote ? atAnyTime(person) : person, people.length - 1)
  })
  const { candidates, eligible } = ranking.close()
  const best = candidates.filter(({ personId }) => !crew.has(personId)).slice(0, options.k)
  const believe = await readBeliefs(
    db,
    { regionId: post.region_id, kind: post.kind, ids: best.map((one) => one.personId) },
    now,
  )
  const ranked = best.flatMap((candidate) => {
    const person = people[candidate.index]
    return person === undefined ? [] : [{ ...candidate, person, chance: yesProbability(believe(candidate.personId)) }]
  })
  const excluded = profiles.flatMap(({ id }) => {
    const exclusion = exclusions.get(id)
    return exclusion === undefined ? [] : [{ id, exclusion }]
  })
  return { post, ranked, eligible, excludedByRule: countByRule(exclusions.values()), excluded }
}

type Exclude<T> = (person: T, index: number) => Exclusion | undefined

async function listAsked(
  db: Db,
  post: AskedPost,
  problem: Post,
  span: Span,
  now: Temporal.Instant,
  ids: readonly string[] | undefined,
): Promise<CandidateProfile[]> {
  const all = { ...span, limit: REGION_MAX, giving: problem.required.map(({ competence }) => competence) }
  if (ids !== undefined) return listProfiles(db, { ids, ...all }, now)
  const inRegion = await listProfiles(db, { regionId: post.region_id, ...all }, now)
  const point = pointOf(post)
  if (point === undefined || post.form === 'remote') return inRegion
  // Of a region that is larger than what was read, there may be more people near.
  const beyond = inRegion.length < REGION_MAX ? { exceptRegionId: post.region_id } : {}
  const around = await listProfiles(db, { near: point, radiusMeters: NEAR_METERS, ...beyond, ...all }, now)
  const known = new Set(inRegion.map(({ id }) => id))
  return [...inRegion, ...around.filter(({ id }) => !known.has(id))]
}

const allOf = ({ start, end }: Post): Int32Array => Int32Array.of(start, end + 1)

function countByRule(exclusions: Iterable<Exclusion>): ReadonlyMap<ConstraintId, number> {
  const counts = new Map<ConstraintId, number>()
  for (const { rule } of exclusions) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return counts
}

const QUARTER_MS = 15 * 60_000

const quarter = (at: Temporal.Instant, round: (quarters: number) => number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(round(at.epochMilliseconds / QUARTER_MS) * QUARTER_MS)

// Work from afar takes no particular time: neither hours already given nor limits of a week stand against it.
const atAnyTime = (person: CandidatePerson): CandidatePerson => ({
  ...person,
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
