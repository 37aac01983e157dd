import { type Ctx, type Db, personOf } from '../../platform'
import { type Callee, type CalleeKind, UNDO_MINUTES } from '../callee'

/** Whom this operator has taken and not let go yet. */
export async function findOwnCall(ctx: Ctx): Promise<Callee | undefined> {
  const row = await ctx.db
    .selectFrom('line_leases')
    .select(['callee_kind', 'callee_id'])
    .where('held_by', '=', personOf(ctx))
    .where('until', '>', ctx.clock.now())
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : { kind: row.callee_kind as CalleeKind, id: row.callee_id }
}

/** The last call this operator noted that can still be taken back. */
export const findUndoable = async (
  ctx: Ctx,
): Promise<{ readonly id: string; readonly outcome: string; readonly at: Temporal.Instant } | undefined> => {
  const row = await ctx.db
    .selectFrom('line_tries')
    .select(['id', 'outcome', 'at', 'undone_at'])
    .where('operator_id', '=', personOf(ctx))
    .where('at', '>', ctx.clock.now().subtract({ minutes: UNDO_MINUTES }))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined || row.undone_at !== null ? undefined : row
}

/** Whether this operator registered the person by call a short while ago. */
export async function findOwnRegistration(db: Db, ctx: Ctx, personId: string, now: Temporal.Instant): Promise<boolean> {
  const entry = await db
    .selectFrom('journal')
    .select('id')
    .where('subject_kind', '=', 'person')
    .where('subject_id', '=', personId)
    .where('kind', '=', 'person.created')
    .where('door', '=', 'call')
    .where('actor_id', '=', personOf(ctx))
    .where('at', '>', now.subtract({ minutes: UNDO_MINUTES }))
    .limit(1)
    .executeTakeFirst()
  return entry !== undefined
}
