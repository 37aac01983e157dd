import { type RawBuilder, sql } from 'kysely'
import { type Candidate, openRanking, type Post, profileExclusion } from '../allocation'
import { powerOver } from '../people'
import type { Db } from '../platform'
import { flagsMask, type LawPack } from '../standards'
import { type CandidateProfile, listProfiles } from '../volunteers'

/** For whom a companion is looked for. */
export type Wished = {
  readonly wishId: string
  readonly personId: string
  readonly regionId: string
  readonly lang: string
  readonly point: { readonly latitude: number; readonly longitude: number } | undefined
}

/** A volunteer to ask, with what is told to both: promises kept in the months looked at, and minutes of travel. */
export type Steady = { readonly volunteerId: string; readonly kept: number; readonly travelMinutes: number }

const RADIUS_METERS = 30_000
const PEOPLE_MAX = 20_000
const RANKED_MAX = 200
/** How long the first agreement is looked ahead: clearances have to hold for it. */
const AHEAD_DAYS = 30
const DAY_MINUTES = 1440

const minutes = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 60_000)

/**
 * The volunteer to ask next: whoever the engine ranks first by its rules and goals (clearances, law, language, reach, pauses, who is not to
 * meet whom; near first, then little load and long since an ask) among those who kept their promises over months. Nobody is asked twice for
 * one wish, has power over the person, or serves as many as the pack allows.
 */
export async function findSteady(
  db: Db,
  wished: Wished,
  pack: LawPack,
  now: Temporal.Instant,
): Promise<Steady | undefined> {
  const { pairing } = pack.companions
  const span = { from: now, to: now.add({ hours: 24 * AHEAD_DAYS }), limit: PEOPLE_MAX, giving: pairing.competences }
  const { point } = wished
  const profiles = await listProfiles(
    db,
    point === undefined
      ? { regionId: wished.regionId, ...span }
      : { near: point, radiusMeters: RADIUS_METERS, ...span },
    now,
  )
  const post = postOf(wished, pairing.competences, now)
  const fitting = profiles.filter(
    (profile) => profile.id !== wished.personId && profileExclusion(profile, post) === undefined,
  )
  if (fitting.length === 0) return undefined
  const records = await readRecords(
    db,
    wished,
    fitting.map(({ id }) => id),
    pack,
    now,
  )
  const steady = fitting.filter(({ id }) => records.has(id))
  for (const { personId, travelMinutes } of rank(post, steady, now)) {
    if ((await powerOver(db, wished.personId, personId, now)) !== undefined) continue
    return { volunteerId: personId, kept: records.get(personId) ?? 0, travelMinutes }
  }
  return undefined
}

/** Company for somebody, as the engine sees a post; it takes no particular hour. */
const postOf = (wished: Wished, competences: readonly string[], now: Temporal.Instant): Post => ({
  id: wished.wishId,
  ...(wished.point === undefined ? {} : { point: wished.point }),
  start: minutes(now),
  end: minutes(now) + AHEAD_DAYS * DAY_MINUTES,
  offsetMinutes: 0,
  required: competences.map((competence) => ({ competence, level: 1 as const })),
  languages: [wished.lang],
  legalMask: flagsMask(new Set(['home-visit'])),
  demands: [],
  kind: 'social-care',
  present: [wished.personId],
  accompanies: wished.personId,
})

function rank(post: Post, profiles: readonly CandidateProfile[], now: Temporal.Instant): readonly Candidate[] {
  const ranking = openRanking(post, { k: RANKED_MAX, now: minutes(now) })
  for (const [index, profile] of profiles.entries())
    ranking.look(
      {
        ...profile,
        // No hour is given away yet: two people agree on theirs.
        availability: Int32Array.of(post.start, post.end),
        occupied: [],
        recentMinutes: 0,
        limits: {
          weekMinutesMax: Number.POSITIVE_INFINITY,
          restMinutesMin: 0,
          daysInARowMax: Number.POSITIVE_INFINITY,
        },
      },
      index,
    )
  return ranking.close().candidates
}

/** Promises kept by each who is grown up, steady, not asked for this wish yet, and has room for one more; others are left out. */
async function readRecords(
  db: Db,
  wished: Wished,
  ids: readonly string[],
  { companions }: LawPack,
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, number>> {
  const { pairing, servedMax } = companions
  const since = now.toZonedDateTimeISO('UTC').subtract({ months: pairing.months }).toInstant()
  const query: RawBuilder<{ id: string; kept: number }> = sql`
    SELECT p.id, r.kept FROM people p, LATERAL (
      SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM attendances t WHERE t.assignment_id = s.id))::int AS kept,
        count(*) FILTER (WHERE s.state = 'no-show')::int AS broken
      FROM assignments s WHERE s.volunteer_id = p.id AND s.ends_at < ${now} AND s.starts_at > ${since}) r
    WHERE p.id = ANY(${[...ids]}::uuid[]) AND p.state = 'active' AND p.age_band IN ('18-64', '65-plus')
      AND r.kept >= ${pairing.keptMin} AND r.broken * 1000 <= (r.kept + r.broken) * ${pairing.brokenPermilleMax}
      AND NOT EXISTS (SELECT FROM companion_asks q WHERE q.wish_id = ${wished.wishId} AND q.volunteer_id = p.id)
      AND (SELECT count(*) FROM companion_asks q WHERE q.volunteer_id = p.id AND q.state IN ('asked', 'yes'))
        + (SELECT count(*) FROM companions k JOIN consents c ON c.id = k.consent_id
          WHERE k.companion_id = p.id AND k.ended_at IS NULL AND c.withdrawn_at IS NULL
            AND (c.valid_until IS NULL OR c.valid_until > ${now})) < ${servedMax}
      AND NOT EXISTS (SELECT FROM companions k WHERE k.companion_id = p.id AND k.person_id = ${wished.personId} AND k.ended_at IS NULL)
    LIMIT ${PEOPLE_MAX}`
  const { rows } = await query.execute(db)
  return new Map(rows.map((row) => [row.id, row.kept]))
}
