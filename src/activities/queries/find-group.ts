import { sql } from 'kysely'
import type { Db } from '../../platform'

/** A group as whoever made it sees it: how many said yes and how many seats are held, nobody's name. */
export type GroupView = NonNullable<Awaited<ReturnType<typeof findGroup>>>

/** A sign-up group of this person. */
export const findGroup = (db: Db, id: string, madeBy: string) =>
  db
    .selectFrom('sign_up_groups as g')
    .innerJoin('posts as p', 'p.id', 'g.post_id')
    .innerJoin('activities as a', 'a.id', 'p.activity_id')
    .select(['g.id', 'g.name', 'g.post_id', 'a.id as activity_id', 'a.title', 'a.zone', 'p.starts_at', 'p.ends_at'])
    .select([
      sql<number>`(SELECT count(DISTINCT w.volunteer_id) FROM answers w JOIN assignments s ON s.answer_id = w.id
        WHERE w.group_id = g.id AND s.state = 'live')`.as('coming'),
      sql<number>`(SELECT count(*)::int FROM slots s WHERE s.held_for = g.id)`.as('held'),
      sql<Temporal.Instant | null>`(SELECT min(s.offered_until) FROM slots s WHERE s.held_for = g.id)`.as('held_until'),
    ])
    .where('g.id', '=', id)
    .where('g.made_by', '=', madeBy)
    .executeTakeFirst()

/** The post where seats are still held for the group whose link somebody opened; undefined where none are. */
export const findHeldPost = async (db: Db, groupId: string, now: Temporal.Instant): Promise<string | undefined> =>
  (
    await db
      .selectFrom('slots')
      .select('post_id')
      .where('held_for', '=', groupId)
      .where('offered_until', '>', now)
      .limit(1)
      .executeTakeFirst()
  )?.post_id
