import { sql } from 'kysely'
import { type Ctx, recordLook } from '../../platform'
import { SHEET_DAYS } from '../round'

/** The number of a new sheet of a round and the day by which it is destroyed. Each copy counts as a look. */
export async function printSheet(
  ctx: Ctx,
  round: { readonly id: string; readonly zone: string; readonly ends_at: Temporal.Instant },
  now: Temporal.Instant,
): Promise<{ readonly number: number; readonly destroyBy: Temporal.PlainDate }> {
  await recordLook(ctx.db, ctx, { subjectPersonId: null, subjectKind: 'round', subjectId: round.id, what: ['sheet'] })
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM looks
    WHERE subject_kind = 'round' AND subject_id = ${round.id} AND what[1] = 'sheet'`.execute(ctx.db)
  const last = Temporal.Instant.compare(round.ends_at, now) > 0 ? round.ends_at : now
  return {
    number: Number(rows[0]?.count ?? 1),
    destroyBy: last.toZonedDateTimeISO(round.zone).toPlainDate().add({ days: SHEET_DAYS }),
  }
}
