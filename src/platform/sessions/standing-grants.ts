import { type RawBuilder, sql } from 'kysely'

/**
 * `role_grants g` of one person, for a FROM clause: those that count at a moment. Roles rest while their holder, or the organization they
 * belong to, is suspended (decision 13); whoever asks what somebody may do asks it here.
 */
export const standingGrants = (personId: RawBuilder<unknown>, now: Temporal.Instant): RawBuilder<unknown> => sql`
  role_grants g WHERE g.person_id = ${personId} AND g.ended_at IS NULL
    AND NOT EXISTS (SELECT FROM suspensions x WHERE x.lifted_at IS NULL AND (x.until IS NULL OR x.until > ${now})
      AND (x.person_id = g.person_id OR x.organization_id = g.organization_id))`
