import { newPublicId } from '../../../kit/ids'
import { err, ok, type Result } from '../../../kit/result'
import { lockNeed, type NeedRow } from '../../../needs'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../../platform'
import { deliversHere } from '../delivers-here'
import { callBackTried } from '../entries'

/** What a call came to. An answer comes with the receipt itself, by `confirmLine`. */
export type CallOutcome = 'no-answer' | 'busy' | 'wrong-number' | 'refused'

/** Why a step of a call-back is not taken. */
export type CallBackError = { readonly kind: 'not-found' } | { readonly kind: 'forbidden' } | { readonly kind: 'ended' }

const TRIES_MAX = 3
const HOURS_BETWEEN = 20

const findCallBack = (tx: Tx, callBackId: string) =>
  tx.db.selectFrom('call_backs').selectAll().where('id', '=', callBackId).forUpdate().executeTakeFirst()

/** Whether the actor rings people of this region, and has no part in what was delivered. */
const mayRing = async (tx: Tx, need: NeedRow): Promise<boolean> =>
  may(tx.ctx, 'people:help', { regionId: need.region_id, organizationId: null }) &&
  !(await deliversHere(tx.db, tx.ctx, need.id))

/** Whether the actor may take the answer of this call: it is open, and theirs to make. */
export async function mayCallBack(tx: Tx, need: NeedRow, callBackId: string): Promise<boolean> {
  const call = await findCallBack(tx, callBackId)
  return call?.need_id === need.id && call.state === 'open' && (await mayRing(tx, need))
}

/** The call was answered. Records call-back.tried. */
export async function endCallBackAnswered(tx: Tx, need: NeedRow, callBackId: string): Promise<void> {
  const call = await findCallBack(tx, callBackId)
  if (call?.state !== 'open') return
  await keepTry(tx, need, call, 'answered', 'answered')
}

async function keepTry(
  tx: Tx,
  need: NeedRow,
  call: { readonly id: string; readonly tries: number },
  outcome: CallOutcome | 'answered',
  state: 'open' | 'answered' | 'not-reached' | 'refused',
): Promise<void> {
  await tx.db
    .insertInto('call_back_tries')
    .values({ id: newPublicId(), call_back_id: call.id, outcome, by_person: personOf(tx.ctx), at: tx.now })
    .execute()
  await tx.db
    .updateTable('call_backs')
    .set({
      state,
      tries: call.tries + 1,
      next_at: tx.now.add({ hours: HOURS_BETWEEN }),
      ended_at: state === 'open' ? null : tx.now,
    })
    .where('id', '=', call.id)
    .execute()
  tx.append(
    callBackTried.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: { callBack: call.id, outcome, tries: call.tries + 1 },
      public: {
        region: need.region_id,
        day: tx.now.toZonedDateTimeISO(need.zone).toPlainDate().toString(),
        outcome,
      },
    }),
  )
}

/**
 * Notes a call that brought no answer. After the third, or a wrong number, the delivery stays unconfirmed; a person who does not want to be
 * asked is not asked again. Records call-back.tried.
 */
export const noteCallBack = (
  ctx: Ctx,
  input: { readonly callBackId: string; readonly outcome: CallOutcome },
): Promise<Result<{ readonly needId: string; readonly state: string }, CallBackError>> =>
  inCommand<{ readonly needId: string; readonly state: string }, CallBackError>(ctx, 'noteCallBack', async (tx) => {
    const found = await openCall(tx, input.callBackId)
    if (!found.ok) return found
    const { call, need } = found.value
    const isLast = call.tries + 1 >= TRIES_MAX || input.outcome === 'wrong-number'
    const state = input.outcome === 'refused' ? 'refused' : isLast ? 'not-reached' : 'open'
    await keepTry(tx, need, call, input.outcome, state)
    return ok({ needId: need.id, state })
  })

async function openCall(tx: Tx, callBackId: string) {
  const seen = await tx.db.selectFrom('call_backs').select('need_id').where('id', '=', callBackId).executeTakeFirst()
  const need = seen === undefined ? undefined : await lockNeed(tx, seen.need_id)
  const call = need === undefined ? undefined : await findCallBack(tx, callBackId)
  if (need === undefined || call === undefined) return err({ kind: 'not-found' as const })
  if (!(await mayRing(tx, need))) return err({ kind: 'forbidden' as const })
  if (call.state !== 'open') return err({ kind: 'ended' as const })
  return ok({ call, need })
}
