import { sql } from 'kysely'
import type { Db, SmsProvider } from '../../../platform'

const DEMOTED_SECONDS_MAX = 3600

/** Providers in the order in which they are tried: as set up, those that failed lately after all others. */
export async function inOrder(
  db: Db,
  providers: readonly SmsProvider[],
  now: Temporal.Instant,
): Promise<readonly SmsProvider[]> {
  const demoted = await db
    .selectFrom('sms_providers')
    .select(['name', 'demoted_until'])
    .where('demoted_until', '>', now)
    .orderBy('demoted_until')
    .limit(100)
    .execute()
  const place = new Map(demoted.map(({ name }, i) => [name, i + 1]))
  return [...providers].sort((a, b) => (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0))
}

/** Notes that a provider took a message. */
export const noteTaken = (db: Db, name: string, now: Temporal.Instant) =>
  db
    .insertInto('sms_providers')
    .values({ name, last_taken_at: now })
    .onConflict((clash) => clash.column('name').doUpdateSet({ failures: 0, demoted_until: null, last_taken_at: now }))
    .execute()

/** Puts a provider that failed behind the others: for half a minute, twice as long with each failure in a row, an hour at most. */
export const demote = (db: Db, name: string, code: string, now: Temporal.Instant) =>
  sql`
    INSERT INTO sms_providers AS p (name, failures, demoted_until, last_failed_at, last_code)
    VALUES (${name}, 1, ${now}::timestamptz + interval '30 seconds', ${now}, ${code})
    ON CONFLICT (name) DO UPDATE SET failures = p.failures + 1, last_failed_at = ${now}, last_code = ${code},
      demoted_until = ${now}::timestamptz + make_interval(secs => least(30 * power(2, least(p.failures, 20)), ${DEMOTED_SECONDS_MAX}))`.execute(
    db,
  )
