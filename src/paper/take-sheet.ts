import { err, ok, type Result } from '../kit/result'
import { type Db, personOf, type Tx } from '../platform'
import type { SheetKind } from './sheet'

/** A form or a line that was entered before: what came of it and when. */
export type EnteredSheet = {
  readonly kind: 'sheet-entered'
  readonly subjectId: string
  readonly enteredAt: Temporal.Instant
}

/**
 * Takes a filled form or line for this command, in its transaction: whoever enters the same one later, or at the same moment, is told what came of
 * it. Its entry is that of the command.
 */
export async function takeSheet(
  tx: Tx,
  sheet: { readonly number: string; readonly form: SheetKind; readonly subjectId: string; readonly regionId: string },
): Promise<Result<null, EnteredSheet>> {
  const by = personOf(tx.ctx)
  if (by === null) throw new Error('a sheet is entered by a person')
  const row = await tx.db
    .insertInto('sheets')
    .values({
      number: sheet.number,
      kind: sheet.form,
      subject_id: sheet.subjectId,
      region_id: sheet.regionId,
      entered_by: by,
      entered_at: tx.now,
    })
    .onConflict((c) => c.column('number').doNothing())
    .returning('number')
    .executeTakeFirst()
  if (row !== undefined) return ok(null)
  const before = await findEnteredSheet(tx.db, sheet.number)
  if (before === undefined) throw new Error('a form that is taken has been entered')
  return err(before)
}

/** What came of a form, if it was entered. */
export async function findEnteredSheet(db: Db, number: string): Promise<EnteredSheet | undefined> {
  const row = await db
    .selectFrom('sheets')
    .select(['subject_id', 'entered_at'])
    .where('number', '=', number)
    .limit(1)
    .executeTakeFirst()
  return row && { kind: 'sheet-entered', subjectId: row.subject_id, enteredAt: row.entered_at }
}
