import type { Selectable } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import type { DB, Permission, Tx } from '../../platform'
import { mayStep, type NeedStep } from '../need'
import { mayOnNeed } from '../scope'

/** A need as its row. */
export type NeedRow = Selectable<DB['needs']>

/** Why a step on a need is not taken. */
export type NeedStepError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'wrong-state'; readonly state: string }

/** The need, locked for a change; undefined when there is none. */
export const lockNeed = (tx: Tx, needId: string): Promise<NeedRow | undefined> =>
  tx.db.selectFrom('needs').selectAll().where('id', '=', needId).forNoKeyUpdate().executeTakeFirst()

/**
 * The need locked, where the step may be taken from its state, by this actor. Who may not learns nothing of its state, so that comes first.
 * @param may a permission on the need, or a question of its own; undefined: the caller has checked
 */
export async function needFor(
  tx: Tx,
  needId: string,
  step: NeedStep,
  may?: Permission | ((need: NeedRow) => Promise<boolean>),
): Promise<Result<NeedRow, NeedStepError>> {
  const need = await lockNeed(tx, needId)
  if (need === undefined) return err({ kind: 'not-found' })
  const isAllowed =
    may === undefined || (typeof may === 'string' ? await mayOnNeed(tx.db, tx.ctx, may, need) : await may(need))
  if (!isAllowed) return err({ kind: 'forbidden' })
  if (!mayStep(step, need.state)) return err({ kind: 'wrong-state', state: need.state })
  return ok(need)
}

/** Person or key behind the actor, as the columns that keep who did it. */
export function doneBy(tx: Tx): { person: string | null; key: string | null } {
  const { actor } = tx.ctx
  if (actor.kind === 'person') return { person: actor.personId, key: null }
  return { person: null, key: actor.kind === 'key' ? actor.keyId : null }
}

/** Whole minutes from one moment to another, never negative. */
export const minutesBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  Math.max(0, Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 60_000))
