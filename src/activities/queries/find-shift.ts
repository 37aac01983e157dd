import { sql } from 'kysely'
import type { Db } from '../../platform'

/** A person's own assignment, as their shift page shows it. */
export type ShiftView = NonNullable<Awaited<ReturnType<typeof findShift>>>

/** One assignment of one person; undefined for anybody else's. */
export const findShift = (db: Db, assignmentId: string, personId: string) =>
  db
    .selectFrom('assignments as s')
    .innerJoin('activities as a', 'a.id', 's.activity_id')
    .innerJoin('posts as p', 'p.id', 's.post_id')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .innerJoin('people as c', 'c.id', 'a.coordinator_id')
    .innerJoin('answers as w', 'w.id', 's.answer_id')
    .leftJoin('localities as l', 'l.id', 'a.locality_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('attendances as t')
          .whereRef('t.volunteer_id', '=', 's.volunteer_id')
          .whereRef('t.post_id', '=', 's.post_id')
          .select(['t.id', 't.checked_in_at', 't.checked_out_at', 't.overdue_step', 't.flags'])
          .orderBy('t.checked_in_at', 'desc')
          .limit(1)
          .as('t'),
      (join) => join.onTrue(),
    )
    .select([
      's.id',
      's.state',
      's.at_risk',
      's.volunteer_id',
      's.post_id',
      's.activity_id',
      's.starts_at',
      's.ends_at',
      'a.title',
      'a.work',
      'a.form',
      'a.state as activity_state',
      'a.zone',
      'a.aim',
      'a.briefing',
      'a.bring',
      'a.place_words',
      'a.home_address',
      'a.latitude',
      'a.longitude',
      'a.emergency_contact',
      'a.estimated_minutes',
      'a.risk_tier',
      'a.result_quantity',
      'a.result_unit',
      'o.name as organization',
      'r.name_kk as region_kk',
      'r.name_ru as region_ru',
      'r.name_en as region_en',
      'l.name_kk as locality_kk',
      'l.name_ru as locality_ru',
      'l.name_en as locality_en',
      'p.title as post_title',
      'w.id as answer_id',
      'w.author_id',
      'w.door',
      't.id as attendance_id',
      't.checked_in_at',
      't.checked_out_at',
      't.overdue_step',
      sql<string | null>`split_part(c.name, ' ', 1)`.as('coordinator'),
    ])
    .where('s.id', '=', assignmentId)
    .where('s.volunteer_id', '=', personId)
    .executeTakeFirst()
