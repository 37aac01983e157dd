import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf } from '../../platform'
import { type Callee, type CalleeKind, UNDO_MINUTES } from '../callee'
import { callUndone } from '../entries'
import { keepState, lockState } from './end-call'

/** Why a call is not taken back: it is another's, of long ago, or something came after it. */
export type UndoError = { readonly kind: 'unknown' | 'too-late' }

/**
 * Takes back what was noted of the last call with somebody: they stand in the list again, as somebody to be rung. What the call made known
 * to other lists stays as it is. Records line.call-undone.
 */
export const undoCall = (ctx: Ctx, tryId: string): Promise<Result<Callee, UndoError>> =>
  inCommand<Callee, UndoError>({ ...ctx, door: 'call' }, 'undoCall', async (tx) => {
    const row = isId(tryId)
      ? await tx.db
          .selectFrom('line_tries')
          .select(['callee_kind', 'callee_id', 'region_id', 'at', 'before', 'incoming'])
          .where('id', '=', tryId)
          .where('operator_id', '=', personOf(ctx))
          .where('undone_at', 'is', null)
          .forUpdate()
          .executeTakeFirst()
      : undefined
    if (row === undefined) return err({ kind: 'unknown' })
    const callee = { kind: row.callee_kind as CalleeKind, id: row.callee_id }
    const last = await tx.db
      .selectFrom('line_tries')
      .select('id')
      .where('callee_kind', '=', callee.kind)
      .where('callee_id', '=', callee.id)
      .where('undone_at', 'is', null)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
    const isOld = Temporal.Instant.compare(row.at.add({ minutes: UNDO_MINUTES }), tx.now) < 0
    if (last?.id !== tryId || isOld) return err({ kind: 'too-late' })
    await lockState(tx, { ...callee, regionId: row.region_id })
    await keepState(tx, callee, { ...stateIn(row.before), ...(row.incoming ? {} : { wishedAt: tx.now }) })
    await tx.db.updateTable('line_tries').set({ undone_at: tx.now }).where('id', '=', tryId).execute()
    await tx.db.deleteFrom('line_words').where('try_id', '=', tryId).execute()
    const body = { callee: callee.kind, tryId }
    tx.append(callUndone.entry({ subjectId: callee.id, regionId: row.region_id, body, public: {} }))
    return ok(callee)
  })

type Kept = { tries: number; nextAt: string | null; settledAt: string | null; wishedAt: string | null }

function stateIn(before: unknown) {
  const { tries, nextAt, settledAt, wishedAt } = before as Kept
  const at = (text: string | null) => (text === null ? null : Temporal.Instant.from(text))
  return { tries, nextAt: at(nextAt), settledAt: at(settledAt), wishedAt: at(wishedAt) }
}
