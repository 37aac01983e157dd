import { newPublicId } from '../../../kit/ids'
import { err, ok, type Result } from '../../../kit/result'
import { lockNeed, lookAtNeedContact, type NeedContact, type NeedRow } from '../../../needs'
import { type Ctx, inCommand, personOf, type Tx } from '../../../platform'
import { standsOutside } from '../delivers-here'
import { callBackTried } from '../entries'

/** What a call came to. An answer comes with the receipt itself, by `confirmLine`. */
export const callOutcomes = ['no-answer', 'busy', 'wrong-number', 'refused'] as const
/** One of {@link callOutcomes}. */
export type CallOutcome = (typeof callOutcomes)[number]

/** Why a step of a call-back is not taken. */
export type CallBackError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'destroyed' }

const TRIES_MAX = 3
const HOURS_BETWEEN = 20

const findCallBack = (tx: Tx, callBackId: string) =>
  tx.db.selectFrom('call_backs').selectAll().where('id', '=', callBackId).forUpdate().executeTakeFirst()

/** Whether the actor may take the answer of this call: it is open, and they stand outside the team that delivered. */
export async function mayCallBack(tx: Tx, need: NeedRow, callBackId: string): Promise<boolean> {
  const call = await findCallBack(tx, callBackId)
  return (
    call?.need_id === need.id &&
    call.state === 'open' &&
    (await standsOutside(tx.db, tx.ctx, 'needs:enter', need)) !== undefined
  )
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
  const outside = await standsOutside(tx.db, tx.ctx, 'needs:enter', need)
  const { actor } = tx.ctx
  await tx.db
    .insertInto('call_back_tries')
    .values({
      id: newPublicId(),
      call_back_id: call.id,
      outcome,
      organization_id: outside?.organizationId ?? null,
      by_person: personOf(tx.ctx),
      by_key: actor.kind === 'key' ? actor.keyId : null,
      at: tx.now,
    })
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
      body: { callBack: call.id, outcome, organization: outside?.organizationId ?? null, tries: call.tries + 1 },
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
  if ((await standsOutside(tx.db, tx.ctx, 'needs:enter', need)) === undefined)
    return err({ kind: 'forbidden' as const })
  if (call.state !== 'open') return err({ kind: 'ended' as const })
  return ok({ call, need })
}

/** Whom to ring, for an open call-back: name, number and language, nothing of where they live. The look is recorded with its reason. */
export const readCallBackContact = (
  ctx: Ctx,
  callBackId: string,
): Promise<Result<Pick<NeedContact, 'name' | 'contact' | 'lang'>, CallBackError>> =>
  inCommand<Pick<NeedContact, 'name' | 'contact' | 'lang'>, CallBackError>(
    { ...ctx, idempotency: undefined },
    'readCallBackContact',
    async (tx) => {
      const found = await openCall(tx, callBackId)
      if (!found.ok) return found
      const contact = await lookAtNeedContact(tx, found.value.need.id, 'call-back')
      if (contact === undefined || !contact.call_safe) return err({ kind: 'destroyed' })
      return ok({ name: contact.name, contact: contact.contact, lang: contact.lang })
    },
  )
