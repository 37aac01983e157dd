import { sql } from 'kysely'
import { type Db, during } from '../platform'
import type { CandidateProfile, GivenTime, Span } from './candidate'
import { readInParts } from './read-in-parts'

const MINUTE_MS = 60_000
const RECENT_HOURS = 24 * 28
// Rest, weeks and days in a row look this far around.
const AROUND_HOURS = 24 * 32

/** What these people have given their time to around a span, and how much they worked of late, in their order. A query for every few hundred people. */
export function readGivenTime(
  db: Db,
  people: readonly Pick<CandidateProfile, 'id'>[],
  { from, to }: Span,
  now: Temporal.Instant,
): Promise<GivenTime[]> {
  const around = during(
    earlier(from.subtract({ hours: AROUND_HOURS }), now.subtract({ hours: RECENT_HOURS })),
    to.add({ hours: AROUND_HOURS }),
  )
  return readInParts(people, async (part) => {
    const ids = part.map(({ id }) => id)
    const { rows } = await sql<Row>`
      SELECT volunteer_id AS id, kind = 'assignment' AS work, latitude, longitude,
        floor(extract(epoch FROM lower(during)) * 1000)::float8 AS start, floor(extract(epoch FROM upper(during)) * 1000)::float8 AS end
      FROM occupancy WHERE volunteer_id = any(${ids}::uuid[]) AND during && ${around}
      ORDER BY lower(during) LIMIT 20000`.execute(db)
    const byPerson = Map.groupBy(rows, ({ id }) => id)
    return ids.map((id) => {
      const own = byPerson.get(id)
      return own === undefined ? nothing : { occupied: own.map(occupied), recentMinutes: workedMinutes(own, now) }
    })
  })
}

/** Times in epoch milliseconds. */
type Row = {
  readonly id: string
  readonly work: boolean
  readonly latitude: number | null
  readonly longitude: number | null
  readonly start: number
  readonly end: number
}

const nothing: GivenTime = { occupied: [], recentMinutes: 0 }

const occupied = ({ start, end, work, latitude, longitude }: Row): GivenTime['occupied'][number] => ({
  start: Math.floor(start / MINUTE_MS),
  end: Math.ceil(end / MINUTE_MS),
  work,
  ...(latitude === null || longitude === null ? {} : { point: { latitude, longitude } }),
})

function workedMinutes(given: readonly Row[], now: Temporal.Instant): number {
  const until = now.epochMilliseconds
  const since = until - RECENT_HOURS * 60 * MINUTE_MS
  let worked = 0
  for (const { start, end, work } of given)
    if (work) worked += Math.max(0, Math.round((Math.min(end, until) - Math.max(start, since)) / MINUTE_MS))
  return worked
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b
