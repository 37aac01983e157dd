import type { Db } from '../../platform'

/** Where a one-day helper is or was last; undefined once somebody claimed it. */
export const findHelperStay = (db: Db, helperId: string) =>
  db
    .selectFrom('attendances as t')
    .innerJoin('activities as a', 'a.id', 't.activity_id')
    .innerJoin('people as p', 'p.id', 't.volunteer_id')
    .select(['t.id', 't.checked_in_at', 't.checked_out_at', 'a.title', 'a.zone', 'p.name'])
    .where('t.volunteer_id', '=', helperId)
    .orderBy('t.checked_in_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A person's own attendance, with what its page shows. */
export const findOwnAttendance = (db: Db, attendanceId: string, personId: string) =>
  db
    .selectFrom('attendances as t')
    .innerJoin('activities as a', 'a.id', 't.activity_id')
    .select([
      't.id',
      't.activity_id',
      't.checked_in_at',
      't.checked_out_at',
      't.assignment_id',
      't.extra',
      't.overdue_step',
    ])
    .select(['a.title', 'a.zone', 'a.emergency_contact'])
    .where('t.id', '=', attendanceId)
    .where('t.volunteer_id', '=', personId)
    .executeTakeFirst()
