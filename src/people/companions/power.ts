import { sql } from 'kysely'
import type { Db } from '../../platform'

/** In what way somebody has power over a person: leads where they belong, or the work they do or are asked to. */
export type Power = 'leads' | 'coordinates'

/**
 * Whether somebody has power over a person, which bends a word passed on: asked when they agree, and again at each word. What nobody wrote
 * down here (a teacher, an employer elsewhere) is asked of the two.
 */
export async function powerOver(
  db: Db,
  personId: string,
  speakerId: string,
  now: Temporal.Instant,
): Promise<Power | undefined> {
  const { rows } = await sql<{ leads: boolean; coordinates: boolean }>`
    SELECT EXISTS (SELECT FROM organization_members m JOIN role_grants g ON g.organization_id = m.organization_id
        WHERE m.person_id = ${personId} AND m.state = 'member' AND g.person_id = ${speakerId}
          AND g.role IN ('coordinator', 'organization-admin') AND g.ended_at IS NULL) AS leads,
      EXISTS (SELECT FROM assignments s JOIN posts p ON p.id = s.post_id JOIN activities a ON a.id = p.activity_id
        WHERE s.volunteer_id = ${personId} AND s.state = 'live' AND p.ends_at > ${now} AND a.coordinator_id = ${speakerId})
      OR EXISTS (SELECT FROM asks q JOIN activities a ON a.id = q.activity_id JOIN posts p ON p.id = q.post_id
        WHERE q.volunteer_id = ${personId} AND q.state IN ('asked', 'silent') AND p.ends_at > ${now} AND a.state = 'open'
          AND a.coordinator_id = ${speakerId}) AS coordinates
    LIMIT 1`.execute(db)
  return rows[0]?.leads === true ? 'leads' : rows[0]?.coordinates === true ? 'coordinates' : undefined
}
