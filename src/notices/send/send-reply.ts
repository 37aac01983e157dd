import type { Ctx } from '../../platform'
import { isLang, translator } from '../../web'
import { repliesTo } from '../channels/mail/replies-to'
import type { Expects, Undo } from '../talk/plan'
import { replyButtons } from '../talk/reply-buttons'
import { addressOf } from '../talk/unproven'
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
  const { channel } = held
  if (channel === 'contact' || ports[channel] === undefined) return keep(db, [held], 'no-sender', now)
  const lang = row.lang !== null && isLang(row.lang) ? row.lang : 'kk'
  if (channel === 'telegram') {
    const talk = await db
      .selectFrom('conversations')
      .select(['expects', 'undo'])
      .where('door', '=', 'telegram')
      .where('sender', '=', row.sender)
      .executeTakeFirst()
    const buttons = replyButtons((talk?.expects ?? null) as Expects | null, (talk?.undo ?? null) as Undo | null, lang)
    await ports.telegram?.send({ chatId: row.sender, text: row.reply, buttons })
  } else if (channel === 'email') {
    const t = translator(lang)
    const replies = await repliesTo(ctx, held.id)
    const to = addressOf(row.sender)
    await ports.email?.({ to, subject: t('talk.subject'), text: row.reply, isReply: true, ...replies })
  } else await ports.sms?.({ to: row.sender, text: row.reply, deliveryId: held.id })
  await endHeld(db, [held], { state: 'sent' }, ctx.clock.now())
}
