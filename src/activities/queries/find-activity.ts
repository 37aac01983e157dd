import { sql } from 'kysely'
import type { Db } from '../../platform'

/** An activity as its public page shows it. The coordinator appears by first name alone. */
export type ActivityView = NonNullable<Awaited<ReturnType<typeof findActivity>>>

/** An activity with its place, organization and coordinator; of every state, so the caller decides who may see it. */
export const findActivity = (db: Db, id: string) =>
  db
    .selectFrom('activities as a')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .innerJoin('people as c', 'c.id', 'a.coordinator_id')
    .leftJoin('localities as l', 'l.id', 'a.locality_id')
    .selectAll('a')
    .select([
      'o.name as organization',
      'o.kind as organization_kind',
      'o.verified_at as organization_verified_at',
      'r.country_code',
      'r.name_kk as region_kk',
      'r.name_ru as region_ru',
      'r.name_en as region_en',
      'l.name_kk as locality_kk',
      'l.name_ru as locality_ru',
      'l.name_en as locality_en',
      sql<string | null>`split_part(c.name, ' ', 1)`.as('coordinator'),
    ])
    .where('a.id', '=', id)
    .executeTakeFirst()

/** A post with its seats counted. */
export type PostView = Awaited<ReturnType<typeof listPosts>>[number]

/** Posts of an activity with their seats and how many wait, at most 200. */
export const listPosts = (db: Db, activityId: string) =>
  db
    .selectFrom('posts as p')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('slots as s')
          .whereRef('s.post_id', '=', 'p.id')
          .select([
            sql<number>`count(*) FILTER (WHERE s.volunteer_id IS NOT NULL)`.as('filled'),
            sql<number>`count(*) FILTER (WHERE s.volunteer_id IS NULL AND s.offered_until IS NOT NULL)`.as('held'),
            sql<number>`count(*) FILTER (WHERE s.volunteer_id IS NULL AND s.offered_until IS NULL)`.as('free'),
          ])
          .as('seats_now'),
      (join) => join.onTrue(),
    )
    .selectAll('p')
    .select(['seats_now.filled', 'seats_now.held', 'seats_now.free'])
    .select((eb) =>
      eb
        .selectFrom('waiting_list as w')
        .whereRef('w.post_id', '=', 'p.id')
        .where('w.state', '=', 'waiting')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .as('waiting'),
    )
    .where('p.activity_id', '=', activityId)
    .orderBy('p.starts_at')
    .orderBy('p.id')
    .limit(200)
    .execute()

/** Where one person stands with one activity: seats, offers, places on lists. */
export type OwnStanding = {
  readonly assignments: readonly { readonly id: string; readonly postId: string }[]
  readonly waiting: readonly {
    readonly postId: string
    readonly state: string
    readonly place: number
    readonly offeredUntil: Temporal.Instant | null
  }[]
  /** People of this activity who look for a stand-in, at most 20. */
  readonly standIns: readonly { readonly id: string; readonly postId: string; readonly name: string | null }[]
}

/** A person's own standing with an activity, and who of it looks for a stand-in by first name: one query for one page. */
export async function findStanding(db: Db, activityId: string, personId: string): Promise<OwnStanding> {
  const { rows } = await sql<{
    assignments: OwnStanding['assignments'] | null
    waiting: { postId: string; state: string; place: number; offeredUntil: string | null }[] | null
    standIns: OwnStanding['standIns'] | null
  }>`
    SELECT
      (SELECT json_agg(json_build_object('id', id, 'postId', post_id)) FROM assignments
        WHERE activity_id = ${activityId} AND volunteer_id = ${personId} AND state = 'live') AS assignments,
      (SELECT json_agg(json_build_object('postId', w.post_id, 'state', w.state,
          'offeredUntil', to_char(s.offered_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'place', (SELECT count(*) FROM waiting_list b
            WHERE b.post_id = w.post_id AND b.state IN ('waiting', 'offered') AND b.place <= w.place)))
        FROM waiting_list w JOIN posts p ON p.id = w.post_id
        LEFT JOIN slots s ON s.post_id = w.post_id AND s.offered_to = w.volunteer_id
        WHERE p.activity_id = ${activityId} AND w.volunteer_id = ${personId} AND w.state IN ('waiting', 'offered')) AS waiting,
      (SELECT json_agg(json_build_object('id', id, 'postId', post_id, 'name', name)) FROM (
        SELECT w.id, a.post_id, split_part(p.name, ' ', 1) AS name
        FROM swaps w JOIN assignments a ON a.id = w.assignment_id JOIN people p ON p.id = a.volunteer_id
        WHERE a.activity_id = ${activityId} AND w.kind = 'stand-in' AND w.state = 'offered' AND w.offered_to IS NULL
        ORDER BY w.offered_at LIMIT 20) offered) AS "standIns"
    LIMIT 1`.execute(db)
  const row = rows[0]
  return {
    assignments: row?.assignments ?? [],
    waiting: (row?.waiting ?? []).map((one) => ({
      ...one,
      offeredUntil: one.offeredUntil === null ? null : Temporal.Instant.from(one.offeredUntil),
    })),
    standIns: row?.standIns ?? [],
  }
}
