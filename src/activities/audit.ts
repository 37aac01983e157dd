import { sql } from 'kysely'
import type { Db } from '../platform'

/** What must never happen, counted by queries that share nothing with the commands. All 0, always. */
export type ActivityAudit = {
  readonly doubleBookings: number
  readonly overfilled: number
  readonly missingYes: number
}

/**
 * Reads the tables for broken promises: one person in two places at once, more people than seats, an assignment without this person's
 * own yes to these terms. For the simulation, the doctor and tests; it reads everything, so it is no query of a page.
 */
export async function auditActivities(db: Db): Promise<ActivityAudit> {
  // Bounded by: one row of counts.
  const { rows } = await sql<ActivityAudit>`
    SELECT
      (SELECT count(*) FROM assignments a JOIN assignments b ON b.volunteer_id = a.volunteer_id AND b.id > a.id
          AND b.starts_at < a.ends_at AND a.starts_at < b.ends_at
        JOIN activities x ON x.id = a.activity_id AND x.form = 'dated'
        JOIN activities y ON y.id = b.activity_id AND y.form = 'dated'
        WHERE a.state = 'live' AND b.state = 'live')
      + (SELECT count(*) FROM occupancy a JOIN occupancy b ON b.volunteer_id = a.volunteer_id AND b.id > a.id AND b.during && a.during)
      + (SELECT count(*) FROM assignments s JOIN activities a ON a.id = s.activity_id AND a.form = 'dated'
        LEFT JOIN occupancy o ON o.assignment_id = s.id
          AND o.during = tstzrange(s.starts_at, s.ends_at, '[)') AND o.volunteer_id = s.volunteer_id
        WHERE s.state = 'live' AND o.id IS NULL)
      + (SELECT count(*) FROM occupancy o JOIN assignments s ON s.id = o.assignment_id WHERE s.state NOT IN ('live', 'done'))
        AS "doubleBookings",
      (SELECT count(*) FROM posts p WHERE
        (SELECT count(*) FROM assignments s WHERE s.post_id = p.id AND s.state = 'live') > p.seats
        OR (SELECT count(*) FROM slots t WHERE t.post_id = p.id) > p.seats
        OR (SELECT count(*) FROM slots t WHERE t.post_id = p.id AND t.volunteer_id IS NOT NULL) > p.seats)
      + (SELECT count(*) FROM (SELECT slot_id FROM assignments WHERE state = 'live' GROUP BY slot_id HAVING count(*) > 1) twice)
      + (SELECT count(*) FROM slots t JOIN activities a ON a.id = t.activity_id
        WHERE t.volunteer_id IS NOT NULL AND a.state IN ('open', 'closed') AND NOT EXISTS (
          SELECT FROM assignments s WHERE s.slot_id = t.id AND s.volunteer_id = t.volunteer_id
            AND s.state IN ('live', 'done', 'no-show', 'unknown')))
        AS overfilled,
      (SELECT count(*) FROM assignments s WHERE NOT EXISTS (
        SELECT FROM answers w WHERE w.id = s.answer_id AND w.kind = 'yes' AND w.volunteer_id = s.volunteer_id
          AND w.post_id = s.post_id AND w.terms_version = s.terms_version AND w.at <= s.made_at
          AND (w.undone_at IS NULL OR s.state <> 'live')
          AND (w.author_id = w.volunteer_id OR EXISTS (
            SELECT FROM consents c WHERE c.id = w.consent_id AND c.person_id = w.volunteer_id AND c.given_at <= w.at
              AND (c.withdrawn_at IS NULL OR c.withdrawn_at >= w.at) AND (c.valid_until IS NULL OR c.valid_until > w.at)))))
        AS "missingYes"`.execute(db)
  const { doubleBookings, overfilled, missingYes } = rows[0] ?? { doubleBookings: 0, overfilled: 0, missingYes: 0 }
  return { doubleBookings, overfilled, missingYes }
}
