import type { Db } from '../../platform'

/** The newest count of who came; undefined where nobody counted. */
export const findHeadCount = (db: Db, activityId: string) =>
  db
    .selectFrom('head_counts as c')
    .leftJoin('people as p', 'p.id', 'c.counted_by')
    .select(['c.people', 'c.counted_at', 'p.name'])
    .where('c.activity_id', '=', activityId)
    .orderBy('c.counted_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Dated work that one of these people leads and that runs now, or did in the last half day; nearest first. */
export const findLed = (db: Db, personIds: readonly string[], now: Temporal.Instant) =>
  db
    .selectFrom('activities')
    .select(['id', 'coordinator_id'])
    .where('coordinator_id', 'in', [...personIds])
    .where('form', '<>', 'remote')
    .where('state', 'in', ['open', 'closed', 'done'])
    .where('starts_at', '<=', now.add({ hours: 3 }))
    .where('ends_at', '>=', now.subtract({ hours: 12 }))
    .orderBy('starts_at')
    .limit(3)
    .execute()
