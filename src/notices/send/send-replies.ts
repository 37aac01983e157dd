import { sql } from 'kysely'
import { gather } from '../../kit/gather'
import type { Ctx } from '../../platform'
import { isLang, translator } from '../../web'
import { threadOf } from '../channels/mail/mail-thread'
import { repliesTo } from '../channels/mail/replies-to'
import { findConversations } from '../talk/conversation'
import type { Expects, Undo } from '../talk/plan'
import { replyButtons } from '../talk/reply-buttons'
import { addressOf } from '../talk/unproven'
import { endHeld, type Held } from './claim'
import { keep } from './keep'
import { outdated } from './still-holds'

type Reply = {
  readonly id: string
  readonly sender: string
  readonly reply: string | null
  readonly lang: string | null
}

/** What replies say and to whom, by message. */
async function findReplies(ctx: Ctx, messageIds: readonly string[]): Promise<ReadonlyMap<string, Reply>> {
  if (messageIds.length === 0) return new Map()
  const { rows } = await sql<Reply>`SELECT /* one plan */ id, sender, reply, lang FROM inbound_messages
    WHERE id = any(${messageIds}::uuid[]) LIMIT ${messageIds.length}`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Sends replies to messages the way these came: whoever just wrote is not asleep, and no wish of theirs stands against it. */
export async function sendReplies(
  ctx: Ctx,
  held: readonly Held[],
  failed: (one: Held, cause: unknown) => Promise<void>,
): Promise<void> {
  const { db, clock, ports } = ctx
  const live: Held[] = []
  for (const one of held) {
    const why = await outdated(db, one, clock.now())
    if (why === undefined) live.push(one)
    else await endHeld(db, [one], { state: 'skipped', reason: why }, clock.now())
  }
  const waits = ({ channel }: Held) => channel === 'contact' || (channel !== 'voice' && ports[channel] === undefined)
  await keep(db, live.filter(waits), 'no-sender', clock.now())
  const ready = live.filter((one) => !waits(one) && Temporal.Instant.compare(clock.now(), one.leaseEnds) < 0)
  const replies = await findReplies(
    ctx,
    ready.flatMap(({ inboundId }) => inboundId ?? []),
  )
  const end = gather((ended: readonly { one: Held; state: 'sent' | 'skipped' }[]) => endAll(ctx, ended))
  await Promise.all(
    ready.map(async (one) => {
      try {
        const state = (await send(ctx, one, replies.get(one.inboundId ?? ''))) ? 'sent' : 'skipped'
        await end({ one, state })
      } catch (cause) {
        await failed(one, cause)
      }
    }),
  )
}

async function send(ctx: Ctx, held: Held, said: Reply | undefined): Promise<boolean> {
  const { db, ports } = ctx
  if (said === undefined || said.reply === null) return false
  const { reply: text, sender: to } = said
  const lang = said.lang !== null && isLang(said.lang) ? said.lang : 'kk'
  // Spoken in the call itself, where the key was pressed.
  if (held.channel === 'voice') return true
  if (held.channel === 'telegram') {
    const [talk] = await findConversations(db, [{ door: 'telegram', sender: to }])
    const buttons = replyButtons((talk?.expects ?? null) as Expects | null, (talk?.undo ?? null) as Undo | null, lang)
    const of = held.inboundId ?? ''
    await ports.telegram?.send({ chatId: to, text, buttons: buttons.map((button) => ({ ...button, of })) })
  } else if (held.channel === 'email') {
    const subject = translator(lang)('talk.subject')
    const [replies, thread] = [await repliesTo(ctx, held.id), await threadOf(db, held.inboundId)]
    await ports.email?.({ to: addressOf(to), subject, text, isReply: true, ...replies, ...thread })
  } else await ports.sms?.({ to, text, deliveryId: held.id })
  return true
}

async function endAll({ db, clock }: Ctx, ended: readonly { one: Held; state: 'sent' | 'skipped' }[]): Promise<null[]> {
  const now = clock.now()
  const those = (which: 'sent' | 'skipped') => ended.flatMap(({ one, state }) => (state === which ? [one] : []))
  const [sent, skipped] = [those('sent'), those('skipped')]
  if (sent.length > 0) await endHeld(db, sent, { state: 'sent' }, now)
  if (skipped.length > 0) await endHeld(db, skipped, { state: 'skipped', reason: 'no-contact' }, now)
  return ended.map(() => null)
}
