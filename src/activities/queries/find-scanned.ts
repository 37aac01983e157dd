import { type Ctx, recordLook } from '../../platform'

/** The person of a personal check-in code, as the coordinator sees them. Records the look. */
export async function findScanned(ctx: Ctx, assignmentId: string) {
  const row = await ctx.db
    .selectFrom('assignments as s')
    .innerJoin('activities as a', 'a.id', 's.activity_id')
    .innerJoin('people as p', 'p.id', 's.volunteer_id')
    .leftJoin('attendances as t', (join) =>
      join.onRef('t.assignment_id', '=', 's.id').on('t.checked_out_at', 'is', null),
    )
    .select(['s.id', 's.volunteer_id', 's.post_id', 's.activity_id', 's.state', 's.starts_at', 's.ends_at', 'p.name'])
    .select(['a.title', 'a.zone', 'a.organization_id', 'a.region_id', 't.id as attendance_id', 't.checked_in_at'])
    .where('s.id', '=', assignmentId)
    .executeTakeFirst()
  if (row !== undefined) {
    await recordLook(ctx.db, ctx, {
      subjectPersonId: row.volunteer_id,
      subjectKind: 'assignment',
      subjectId: row.id,
      what: ['name'],
    })
  }
  return row
}

/** What a personal code opens. */
export type Scanned = NonNullable<Awaited<ReturnType<typeof findScanned>>>
