import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { assumedBasis, DEFINITION, formOf } from '../contribution'
import { hoursMoved, hoursRecorded, hoursUnconfirmed } from '../entries'
import { hoursEntry } from '../steps'

/**
 * Reads hours off a closed attendance, in minutes. Once for each attendance, however often it is asked.
 * @returns whether they were written now
 */
export const recordHours = (
  ctx: Ctx,
  input: { readonly attendanceId: string },
): Promise<Result<{ readonly recorded: boolean }, { readonly kind: 'still-open' }>> =>
  inCommand<{ recorded: boolean }, { readonly kind: 'still-open' }>(ctx, 'recordHours', async (tx) => {
    const row = await tx.db
      .selectFrom('attendances as t')
      .innerJoin('activities as a', 'a.id', 't.activity_id')
      .innerJoin('organizations as o', 'o.id', 'a.organization_id')
      .innerJoin('posts as p', 'p.id', 't.post_id')
      .innerJoin('people as q', 'q.id', 't.volunteer_id')
      .select(['t.volunteer_id', 't.activity_id', 't.checked_in_at', 't.checked_out_at', 't.checked_in_how'])
      .select(['a.region_id', 'a.organization_id', 'a.kind', 'a.zone', 'o.kind as organization_kind'])
      .select(['p.competences', 'q.inviter_kind'])
      .where('t.id', '=', input.attendanceId)
      .executeTakeFirst()
    if (row?.checked_out_at == null) return err({ kind: 'still-open' })
    const minutes = Math.max(0, Math.round(row.checked_out_at.since(row.checked_in_at).total('minutes')))
    const onDate = row.checked_in_at.toZonedDateTimeISO(row.zone).toPlainDate().toString()
    const basis = assumedBasis(row.organization_kind, row.inviter_kind)
    const form = formOf(row.organization_kind)
    const skilled = Array.isArray(row.competences) && row.competences.length > 0
    const id = newId(tx.now.epochMilliseconds)
    const written = await tx.db
      .insertInto('contributions')
      .values({
        id,
        region_id: row.region_id,
        volunteer_id: row.volunteer_id,
        activity_id: row.activity_id,
        attendance_id: input.attendanceId,
        organization_id: row.organization_id,
        minutes,
        basis,
        form,
        kind: row.kind,
        skilled,
        on_date: onDate,
        state: 'recorded',
      })
      .onConflict((conflict) => conflict.column('attendance_id').doNothing())
      .executeTakeFirst()
    if (Number(written.numInsertedOrUpdatedRows ?? 0n) === 0) return ok({ recorded: false })
    tx.append(
      hoursRecorded.entry({
        subjectId: id,
        regionId: row.region_id,
        organizationId: row.organization_id,
        body: {
          contributionId: id,
          attendanceId: input.attendanceId,
          activityId: row.activity_id,
          volunteerId: row.volunteer_id,
          minutes,
        },
        public: {
          region: row.region_id,
          day: onDate,
          kind: row.kind,
          form,
          basis,
          skilled: skilled ? 'yes' : 'no',
          minutes,
          definition: DEFINITION,
          door: row.checked_in_how,
        },
        facts: {
          hours: { personId: row.volunteer_id, fact: { attendance: input.attendanceId, minutes, day: onDate } },
        },
      }),
    )
    return ok({ recorded: true })
  })

/** Gives a claimed one-day helper's hours to the account that claimed them. Quiet when there is nothing to move. */
export const moveHours = (
  ctx: Ctx,
  input: { readonly fromVolunteerId: string; readonly toVolunteerId: string },
): Promise<Result<{ readonly moved: number }, never>> =>
  inCommand<{ moved: number }, never>(ctx, 'moveHours', async (tx) => {
    await unconfirmOwn(tx, input)
    const moved = await tx.db
      .updateTable('contributions')
      .set({ volunteer_id: input.toVolunteerId })
      .where('volunteer_id', '=', input.fromVolunteerId)
      .returning(['region_id', 'on_date'])
      .execute()
    const first = moved[0]
    if (first === undefined) return ok({ moved: 0 })
    tx.append(
      hoursMoved.entry({
        subjectId: input.toVolunteerId,
        regionId: first.region_id,
        body: { ...input, count: moved.length },
        public: { region: first.region_id, day: first.on_date },
      }),
    )
    return ok({ moved: moved.length })
  })

// Whoever confirmed a helper's hours and then claims them would have confirmed their own: those wait for somebody else.
async function unconfirmOwn(tx: Tx, input: { readonly fromVolunteerId: string; readonly toVolunteerId: string }) {
  // Bounded by: what one helper did.
  const own = await tx.db
    .selectFrom('contributions')
    .selectAll()
    .where('volunteer_id', '=', input.fromVolunteerId)
    .where('confirmed_by', '=', input.toVolunteerId)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const row of own) {
    const isConfirmed = row.state === 'confirmed'
    await tx.db
      .updateTable('contributions')
      .set({ confirmed_at: null, confirmed_by_kind: null, confirmed_by: null })
      .$if(isConfirmed, (query) => query.set({ state: 'recorded' }))
      .where('id', '=', row.id)
      .execute()
    if (!isConfirmed) continue
    const entry = hoursEntry({ ...row, volunteer_id: input.toVolunteerId })
    tx.append(hoursUnconfirmed.entry({ ...entry.common, body: entry.body, public: entry.public }))
  }
}
