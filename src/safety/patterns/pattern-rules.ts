import { type RawBuilder, sql } from 'kysely'

/** Somebody in whose words for others a pattern stands: how often, within the days of the rule. */
export type Pattern = { readonly companion_id: string; readonly region_id: string; readonly count: number }

/** One rule: what it looks for, from how many on, within how many days. Its name and its why stand under `safety.pattern.<id>`. */
export type PatternRule = {
  readonly id: string
  readonly days: number
  readonly least: number
  /** Rows of {@link Pattern} for the days from `since` to `now`. */
  readonly find: (since: Temporal.Instant, now: Temporal.Instant, least: number) => RawBuilder<Pattern>
}

/** In one burst: words for several people within so many minutes. */
const BURST_MINUTES = 10

/**
 * What is worth a person's look in what companions do. Each may have a good reason: a household with one telephone, an evening spent with
 * five neighbours, a night shift. So a rule names a pattern, explains itself, and changes nothing for anybody.
 */
export const patternRules: readonly PatternRule[] = [
  {
    id: 'one-phone',
    days: 90,
    least: 3,
    find: (_since, now, least) => sql<Pattern>`
      SELECT k.companion_id, w.region_id, count(DISTINCT k.person_id)::int AS count
      FROM companions k JOIN consents c ON c.id = k.consent_id JOIN people w ON w.id = k.companion_id
      JOIN contact_channels o ON o.person_id = k.companion_id JOIN contact_channels p ON p.person_id = k.person_id
        AND p.kind = o.kind AND p.value = o.value
      WHERE k.ended_at IS NULL AND c.withdrawn_at IS NULL AND (c.valid_until IS NULL OR c.valid_until > ${now}) AND w.state = 'active'
      GROUP BY k.companion_id, w.region_id HAVING count(DISTINCT k.person_id) >= ${least} LIMIT 500`,
  },
  {
    id: 'burst',
    days: 30,
    least: 4,
    find: (since, _now, least) => sql<Pattern>`
      SELECT companion_id, region_id, max(together)::int AS count FROM (
        SELECT k.companion_id, w.region_id, (
            SELECT count(DISTINCT b.volunteer_id) FROM answers b JOIN companions l ON l.consent_id = b.consent_id
            WHERE b.author_id = a.author_id AND b.author_id <> b.volunteer_id AND b.undone_at IS NULL
              AND b.at BETWEEN a.at - make_interval(mins => ${BURST_MINUTES}) AND a.at) AS together
        FROM answers a JOIN companions k ON k.consent_id = a.consent_id AND k.companion_id = a.author_id JOIN people w ON w.id = k.companion_id
        WHERE a.author_id <> a.volunteer_id AND a.at > ${since} AND a.undone_at IS NULL AND w.state = 'active') bursts
      GROUP BY companion_id, region_id HAVING max(together) >= ${least} LIMIT 500`,
  },
  {
    id: 'nights',
    days: 30,
    least: 4,
    find: (since, _now, least) => sql<Pattern>`
      SELECT k.companion_id, w.region_id, count(*)::int AS count
      FROM answers a JOIN companions k ON k.consent_id = a.consent_id AND k.companion_id = a.author_id
      JOIN people w ON w.id = k.companion_id JOIN people p ON p.id = a.volunteer_id
      WHERE a.author_id <> a.volunteer_id AND a.at > ${since} AND a.kind = 'yes' AND a.undone_at IS NULL AND w.state = 'active'
      GROUP BY k.companion_id, w.region_id HAVING count(*) >= ${least}
        AND bool_and(extract(hour FROM a.at AT TIME ZONE p.zone) >= 23 OR extract(hour FROM a.at AT TIME ZONE p.zone) < 6) LIMIT 500`,
  },
  {
    id: 'own-delivery',
    days: 90,
    least: 1,
    find: (since, _now, least) => sql<Pattern>`
      SELECT r.entered_by AS companion_id, w.region_id, count(DISTINCT r.delivery_id)::int AS count
      FROM receipts r JOIN people w ON w.id = r.entered_by
      WHERE r.said_by = 'companion' AND r.said_at > ${since} AND w.state = 'active' AND (
        EXISTS (SELECT FROM attendances t JOIN activities a ON a.id = t.activity_id
          WHERE t.volunteer_id = r.entered_by AND a.need_id = r.need_id AND t.checked_in_at <= r.said_at)
        OR EXISTS (SELECT FROM round_stops s JOIN rounds d ON d.id = s.round_id JOIN assignments m ON m.post_id IN (d.driver_post_id, d.helper_post_id)
          WHERE s.need_id = r.need_id AND m.volunteer_id = r.entered_by AND m.state = 'live' AND d.starts_at <= r.said_at))
      GROUP BY r.entered_by, w.region_id HAVING count(DISTINCT r.delivery_id) >= ${least} LIMIT 500`,
  },
]
