import type { Ctx } from '../../platform'
import { isLang, translator } from '../../web'
import { endHeld, type Held } from './claim'
import { keep } from './keep'

/** Sends the reply to a message the way the message came: whoever just wrote is not asleep, and no wish of theirs stands against it. */
export async function sendReply(ctx: Ctx, held: Held, inboundId: string): Promise<void> {
  const { db, ports } = ctx
  const now = ctx.clock.now()
  const row = await db
    .selectFrom('inbound_messages')
    .select(['sender', 'reply', 'lang'])
    .where('id', '=', inboundId)
    .executeTakeFirst()
  if (row === undefined || row.reply === null)
    return void (await endHeld(db, [held], { state: 'skipped', reason: 'no-contact' }, now))
  if (ports[held.channel === 'email' ? 'email' : 'sms'] === undefined) return keep(db, [held], 'no-sender', now)
  if (held.channel === 'email') {
    const t = translator(row.lang !== null && isLang(row.lang) ? row.lang : 'kk')
    await ports.email?.({ to: row.sender, subject: t('talk.subject'), text: row.reply })
  } else await ports.sms?.({ to: row.sender, text: row.reply, deliveryId: held.id })
  await endHeld(db, [held], { state: 'sent' }, ctx.clock.now())
}
