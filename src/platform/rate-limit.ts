import { sql } from 'kysely'
import type { Db } from './database/open'

/** At most `hits` in `seconds`, counted in fixed windows over all processes. */
export type RateLimit = { readonly hits: number; readonly seconds: number }

/**
 * Counts one hit in a bucket.
 * @returns seconds to wait when the limit is passed, else 0
 */
export async function hitLimit(db: Db, bucket: string, limit: RateLimit, now: Temporal.Instant): Promise<number> {
  const window = Math.floor(now.epochMilliseconds / 1000 / limit.seconds) * limit.seconds
  const { rows } = await sql<{ hits: number }>`
    INSERT INTO rate_limits (bucket, window_start, hits) VALUES (${bucket}, to_timestamp(${window}), 1)
    ON CONFLICT (bucket, window_start) DO UPDATE SET hits = rate_limits.hits + 1 RETURNING hits`.execute(db)
  if ((rows[0]?.hits ?? 0) <= limit.hits) return 0
  return Math.max(1, window + limit.seconds - Math.floor(now.epochMilliseconds / 1000))
}

/** Forgets windows that ended more than a day ago. */
export async function forgetLimits(db: Db, now: Temporal.Instant): Promise<void> {
  await db
    .deleteFrom('rate_limits')
    .where('window_start', '<', now.subtract({ hours: 25 }))
    .execute()
}
