import { ok } from '../../kit/result'
import { type Ctx, inCommand, recordLook } from '../../platform'
import { agreedAbroad } from '../talk/chat-consent'

/** How a person helped can be told, as they said themselves. */
export type SafeWay =
  | { readonly way: 'email' | 'sms' | 'telegram'; readonly to: string; readonly lang: 'kk' | 'ru' | 'en' }
  | { readonly way: 'operator' }
  | { readonly way: 'none'; readonly why: string }

/**
 * Reads the contact of a need for sending one notice; the look is recorded. Text goes only where text is safe; where only a call is, an
 * operator rings; where neither is, they look for themselves by their link.
 */
export async function safeWayTo(ctx: Ctx, needId: string): Promise<SafeWay> {
  const read = await inCommand<SafeWay, never>({ ...ctx, idempotency: undefined }, 'safeWayTo', async (tx) => {
    const row = await tx.db
      .selectFrom('need_contacts as c')
      .innerJoin('needs as n', 'n.id', 'c.need_id')
      .select(['c.contact_kind', 'c.contact', 'c.call_safe', 'c.text_safe', 'c.lang', 'n.person_id'])
      .where('c.need_id', '=', needId)
      .executeTakeFirst()
    if (row === undefined || row.contact === null || row.contact_kind === 'none')
      return ok({ way: 'none', why: 'no-contact' })
    await recordLook(tx.db, tx.ctx, {
      subjectPersonId: row.person_id,
      subjectKind: 'need',
      subjectId: needId,
      what: ['contact'],
    })
    const lang = row.lang === 'ru' || row.lang === 'en' ? row.lang : 'kk'
    if (row.text_safe && row.contact_kind === 'email' && ctx.ports.email !== undefined)
      return ok({ way: 'email', to: row.contact, lang })
    if (row.text_safe && row.contact_kind === 'phone' && ctx.ports.sms !== undefined)
      return ok({ way: 'sms', to: row.contact, lang })
    if (row.contact_kind === 'telegram') {
      const agreeing = { personId: row.person_id, chat: row.contact }
      const agreed = await agreedAbroad({ db: tx.db, clock: ctx.clock }, agreeing)
      if (!agreed) return ok({ way: 'none', why: 'no-consent' })
      if (ctx.ports.telegram !== undefined) return ok({ way: 'telegram', to: row.contact, lang })
    }
    if (row.call_safe && row.contact_kind === 'phone') return ok({ way: 'operator' })
    return ok({ way: 'none', why: row.text_safe ? 'no-sender' : 'not-safe' })
  })
  return read.ok ? read.value : { way: 'none', why: 'no-contact' }
}

/** Whether the person helped said that a call is safe, and left a telephone. Their number itself is not read. */
export async function mayBeRung(ctx: Ctx, needId: string): Promise<boolean> {
  const read = await inCommand<boolean, never>({ ...ctx, idempotency: undefined }, 'mayBeRung', async (tx) => {
    const row = await tx.db
      .selectFrom('need_contacts')
      .select(['call_safe', 'contact_kind'])
      .where('need_id', '=', needId)
      .where('contact', 'is not', null)
      .executeTakeFirst()
    return ok(row?.call_safe === true && row.contact_kind === 'phone')
  })
  return read.ok && read.value
}
