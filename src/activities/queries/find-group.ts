import { sql } from 'kysely'
import type { Db } from '../../platform'

/** A group as whoever made it sees it: how many said yes, nobody's name. */
export type GroupView = NonNullable<Awaited<ReturnType<typeof findGroup>>>

/** A sign-up group of this person. */
export const findGroup = (db: Db, id: string, madeBy: string) =>
  db
    .selectFrom('sign_up_groups as g')
    .innerJoin('posts as p', 'p.id', 'g.post_id')
    .innerJoin('activities as a', 'a.id', 'p.activity_id')
    .select(['g.id', 'g.name', 'g.post_id', 'a.id as activity_id', 'a.title', 'a.zone', 'p.starts_at', 'p.ends_at'])
    .select(
      sql<number>`(SELECT count(DISTINCT w.volunteer_id) FROM answers w JOIN assignments s ON s.answer_id = w.id
        WHERE w.group_id = g.id AND s.state = 'live')`.as('coming'),
    )
    .where('g.id', '=', id)
    .where('g.made_by', '=', madeBy)
    .executeTakeFirst()
