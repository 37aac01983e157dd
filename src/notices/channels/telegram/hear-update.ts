import { linkChat } from '../../../people'
import { asSystem, type Ctx, SendError } from '../../../platform'
import { isLang, type Lang, translator } from '../../../web'
import { changeSettings } from '../../settings'
import { endChatConsent, takeOverConsent } from '../../talk/chat-consent'
import { keepInbound } from '../../talk/keep-inbound'
import { type Writer, whoWrites } from '../../talk/who-writes'
import { type HeardUpdate, readUpdate } from './read-update'

/**
 * Hears one update: words and pressed buttons are kept for the conversation like those of any other door; opening the bot with a code
 * links the chat, blocking it turns this door off. The same update again does nothing new.
 */
export async function hearUpdate(asked: Ctx, raw: unknown): Promise<void> {
  const heard = readUpdate(raw)
  if (heard === undefined) return
  const ctx = { ...asSystem(asked, 'telegram'), door: 'telegram' as const, mayRecord: asked.mayRecord }
  switch (heard.kind) {
    case 'words':
      return keep(ctx, heard, heard.text, Temporal.Instant.fromEpochMilliseconds(heard.saidAt * 1000))
    case 'press':
      return press(ctx, heard)
    case 'start':
      return start(ctx, heard)
    case 'unreadable':
      return say(ctx, heard, 'telegram.textOnly')
    case 'blocked':
      await endChatConsent(ctx, heard.chatId, 'withdrawn')
      return turn(ctx, heard, false)
  }
}

/** A press is what the button says, as long as nothing was said since its question: one pressed twice, or late, would answer the next. */
async function press(ctx: Ctx, heard: Extract<HeardUpdate, { kind: 'press' }>): Promise<void> {
  const { says, of, pressId } = heard
  if (of !== undefined && (await lastHeard(ctx, heard)) !== of) {
    const text = translator(await langOf(ctx, heard))('telegram.over')
    return quietly(ctx, ctx.ports.telegram?.answer(pressId, text))
  }
  await keep(ctx, heard, says, ctx.clock.now(), of === undefined ? undefined : `press ${of}`)
  return quietly(ctx, ctx.ports.telegram?.answer(pressId))
}

/** The last message of a chat. Served by inbound_messages_sender_idx. */
const lastHeard = async ({ db }: Ctx, { chatId }: HeardUpdate): Promise<string | undefined> =>
  (
    await db
      .selectFrom('inbound_messages')
      .select('id')
      .where('door', '=', 'telegram')
      .where('sender', '=', chatId)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.id

/** The bot a message came to: the number its token begins with. */
const botOf = (ctx: Ctx): string => ctx.config.telegram?.token.split(':')[0] ?? ''

const keep = async (
  ctx: Ctx,
  { chatId, updateId }: HeardUpdate,
  text: string,
  at: Temporal.Instant,
  providerId = String(updateId),
) =>
  void (await keepInbound(ctx, {
    door: 'telegram',
    line: botOf(ctx),
    from: chatId,
    text,
    providerId,
    at,
  }))

async function start(ctx: Ctx, heard: Extract<HeardUpdate, { kind: 'start' }>): Promise<void> {
  const linked = heard.code === '' ? undefined : await linkChat(ctx, { secret: heard.code, chatId: heard.chatId })
  // Telegram brings an update again when our answer was lost: the code is used up by then, and the chat linked.
  const [writer, other] = await writersOf(ctx, heard)
  const isKnown = writer !== undefined
  if (isKnown && other === undefined) await takeOverConsent(ctx, heard.chatId, writer.personId)
  if (isKnown) await turn(ctx, heard, true)
  const key = isKnown ? 'linked' : linked?.ok === false ? 'codeEnded' : 'welcome'
  return say(ctx, heard, `telegram.${key}`)
}

async function writersOf({ db }: Ctx, { chatId }: HeardUpdate): Promise<Writer[]> {
  const [writers] = await whoWrites(db, [{ door: 'telegram', sender: chatId }])
  return writers ?? []
}

async function turn(ctx: Ctx, heard: HeardUpdate, telegram: boolean): Promise<void> {
  for (const { personId } of await writersOf(ctx, heard)) await changeSettings(ctx, personId, { telegram }, true)
}

async function say(ctx: Ctx, heard: HeardUpdate, key: string): Promise<void> {
  const text = translator(await langOf(ctx, heard))(key, { url: ctx.config.url })
  return quietly(ctx, ctx.ports.telegram?.send({ chatId: heard.chatId, text }))
}

async function langOf(ctx: Ctx, heard: HeardUpdate): Promise<Lang> {
  const [writer] = await writersOf(ctx, heard)
  return writer?.lang ?? (heard.lang !== undefined && isLang(heard.lang) ? heard.lang : ctx.config.locale)
}

// A word of the bot that could not be said is no reason to hear the update once more.
async function quietly(ctx: Ctx, sent: Promise<void> | undefined): Promise<void> {
  await sent?.catch((cause: unknown) =>
    ctx.log('telegram.not-said', { code: cause instanceof SendError ? cause.code : 'broken' }),
  )
}
