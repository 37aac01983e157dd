import { sql } from 'kysely'
import { notWithOf, type Post } from '../../allocation'
import type { Db } from '../../platform'
import { findCompetence } from '../../training'
import type { CandidateProfile } from '../../volunteers'

const ACTIVITIES_MAX = 2000
const VISITS_MAX = 20_000
const PAIRS_MAX = 100_000
/** Kind of activity by law: care for people who live alone, are old or ill. */
const CARE_KIND = 'social-care'

/** As much of a post as says whom it accompanies. */
export type Accompanying = {
  readonly kind: string
  readonly competences: unknown
  readonly need_id: string | null
  readonly helped_id: string | null
  readonly series_id: string | null
}

/**
 * Whom a post accompanies, as the engine counts visits: the person helped, where they have no account their request, without a request the
 * work that repeats. Undefined for work that is no care of somebody: there company decides nothing.
 */
export function accompaniedBy(post: Accompanying): string | undefined {
  const required = Array.isArray(post.competences) ? (post.competences as { id?: unknown }[]) : []
  const isCare = post.kind === CARE_KIND || required.some(({ id }) => findCompetence(String(id))?.group === 'care')
  return isCare ? (post.helped_id ?? post.need_id ?? post.series_id ?? undefined) : undefined
}

/** Whom a post of the engine accompanies: one or nobody. */
export const accompaniedAt = ({ accompanies }: Pick<Post, 'accompanies'>): string[] =>
  accompanies === undefined ? [] : [accompanies]

/** Who was with whom before, and who is not to meet. */
export type Company = {
  /** Visits by volunteer, then by whom they accompanied: from work that was done. */
  readonly visits: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** By person everyone they are not to meet at work, whoever of the two said so. */
  readonly apart: ReadonlyMap<string, readonly string[]>
}

/** Company of these people, as far as it counts for posts that accompany these. */
export async function readCompany(
  db: Db,
  accompanied: readonly string[],
  people: readonly Pick<CandidateProfile, 'id'>[],
): Promise<Company> {
  const ids = people.map(({ id }) => id)
  const [visits, pairs] = await Promise.all([
    readVisits(db, accompanied),
    db
      .selectFrom('not_with')
      .select(['volunteer_id', 'other_id'])
      .where(sql<boolean>`(volunteer_id = any(${ids}::uuid[]) OR other_id = any(${ids}::uuid[]))`)
      .limit(PAIRS_MAX)
      .execute(),
  ])
  return { visits, apart: notWithOf(pairs.map((pair) => [pair.volunteer_id, pair.other_id])) }
}

/** The same people with what their company tells. */
export const inCompany = (
  people: readonly CandidateProfile[],
  { visits, apart }: Company,
): readonly CandidateProfile[] =>
  visits.size + apart.size === 0
    ? people
    : people.map((person) => {
        const [visitsTo = person.visitsTo, notWith = person.notWith] = [visits.get(person.id), apart.get(person.id)]
        return visitsTo === person.visitsTo && notWith === person.notWith ? person : { ...person, visitsTo, notWith }
      })

/** How often each volunteer was with each of these, by volunteer, then by whom they accompanied: from work that was done. */
export async function readVisits(
  db: Db,
  accompanied: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  if (accompanied.length === 0) return new Map()
  const { rows } = await sql<{ volunteer_id: string; accompanied: string; visits: number }>`
    WITH visits AS MATERIALIZED (
      SELECT a.id, coalesce(n.person_id, n.id) AS accompanied FROM needs n JOIN activities a ON a.need_id = n.id
      WHERE n.id = any(${[...accompanied]}::uuid[]) OR n.person_id = any(${[...accompanied]}::uuid[])
      UNION ALL
      SELECT a.id, a.series_id FROM activities a WHERE a.series_id = any(${[...accompanied]}::uuid[]) AND a.need_id IS NULL
      LIMIT ${ACTIVITIES_MAX})
    SELECT s.volunteer_id, v.accompanied, count(*)::int AS visits
    FROM visits v JOIN assignments s ON s.activity_id = v.id AND s.state = 'done'
    GROUP BY s.volunteer_id, v.accompanied LIMIT ${VISITS_MAX}`.execute(db)
  const byVolunteer = new Map<string, Map<string, number>>()
  for (const { volunteer_id, accompanied: whom, visits } of rows) {
    const known = byVolunteer.get(volunteer_id)
    if (known === undefined) byVolunteer.set(volunteer_id, new Map([[whom, visits]]))
    else known.set(whom, visits)
  }
  return byVolunteer
}
