import { sql } from 'kysely'
import type { Ctx, Db } from '../platform'
import { afterQuiet, beforeQuiet } from './quiet'
import { tell } from './tell'
import type { Told } from './told'
import { findReceivers } from './wishes'

const BATCH = 500
const dayBefore = { hours: 24 }
const hoursBefore = { hours: 2 }

/**
 * Prepares the reminders of assignments that begin within 24 hours: one a day before, one two hours before. Whoever said yes later than
 * that is not reminded of it. A moment in quiet hours moves to the evening before, or else to their end; sending looks again whether
 * the assignment still stands. Runs every minute; each reminder is made once for each beginning.
 * @returns how many were made, at most 1000
 */
export async function prepareReminders(ctx: Ctx, db: Db = ctx.db): Promise<number> {
  const now = ctx.clock.now()
  const rows = await db
    .selectFrom('assignments as a')
    .select(['a.id', 'a.activity_id', 'a.volunteer_id', 'a.starts_at', 'a.made_at'])
    .where('a.state', '=', 'live')
    .where('a.starts_at', '>', now)
    .where('a.starts_at', '<=', now.add(dayBefore))
    .where(sql<boolean>`a.made_at < a.starts_at - interval '2 hours'`)
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM notices n WHERE n.dedupe = 'reminder-2h ' || a.id || ' ' || floor(extract(epoch FROM a.starts_at)))`,
    )
    .orderBy('a.starts_at')
    .limit(BATCH)
    .execute()
  const receivers = await findReceivers(db, [...new Set(rows.map((row) => row.volunteer_id))])
  const told = rows.flatMap((row): Told[] => {
    const receiver = receivers.get(row.volunteer_id)
    if (receiver === undefined) return []
    const { quiet } = receiver.wishes
    const reminder = (kind: string, at: Temporal.Instant): Told => ({
      to: { personId: row.volunteer_id },
      kind,
      subject: { kind: 'assignment', id: row.id },
      path: `/activities/${row.activity_id}`,
      pace: 'soon',
      dueAt: Temporal.Instant.compare(at, now) < 0 ? now : at,
      values: {
        activityId: row.activity_id,
        assignmentId: row.id,
        startsAt: row.starts_at.toString(),
        until: row.starts_at.toString(),
      },
      dedupe: `${kind} ${row.id} ${Math.floor(row.starts_at.epochMilliseconds / 1000)}`,
    })
    const early = row.starts_at.subtract(dayBefore)
    const late = row.starts_at.subtract(hoursBefore)
    const isAfterYes = (at: Temporal.Instant) => Temporal.Instant.compare(row.made_at, at) < 0
    const lateAt = beforeQuiet(late, quiet)
    const made: Told[] = []
    if (isAfterYes(early) && Temporal.Instant.compare(now, late) < 0)
      made.push(reminder('reminder-24h', afterQuiet(early, quiet)))
    // The row of the second one marks both as prepared.
    made.push(reminder('reminder-2h', Temporal.Instant.compare(lateAt, now) > 0 ? lateAt : late))
    return made
  })
  return tell(db, told, now, ctx.ports)
}
