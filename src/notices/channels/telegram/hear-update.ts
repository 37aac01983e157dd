import { linkChat } from '../../../people'
import { asSystem, type Ctx, SendError } from '../../../platform'
import { isLang, type Lang, translator } from '../../../web'
import { changeSettings } from '../../settings'
import { takeOverConsent } from '../../talk/chat-consent'
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
      await keep(ctx, heard, heard.says, ctx.clock.now())
      return quietly(ctx, ctx.ports.telegram?.answer(heard.pressId))
    case 'start':
      return start(ctx, heard)
    case 'unreadable':
      return say(ctx, heard, 'telegram.textOnly')
    case 'blocked':
      return turn(ctx, heard, false)
  }
}

/** The bot a message came to: the number its token begins with. */
const botOf = (ctx: Ctx): string => ctx.config.telegram?.token.split(':')[0] ?? ''

const keep = async (ctx: Ctx, { chatId, updateId }: HeardUpdate, text: string, at: Temporal.Instant) =>
  void (await keepInbound(ctx, {
    door: 'telegram',
    line: botOf(ctx),
    from: chatId,
    text,
    providerId: String(updateId),
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
  const [writer] = await writersOf(ctx, heard)
  const lang: Lang = writer?.lang ?? (heard.lang !== undefined && isLang(heard.lang) ? heard.lang : ctx.config.locale)
  const text = translator(lang)(key, { url: ctx.config.url })
  return quietly(ctx, ctx.ports.telegram?.send({ chatId: heard.chatId, text }))
}

// A word of the bot that could not be said is no reason to hear the update once more.
async function quietly(ctx: Ctx, sent: Promise<void> | undefined): Promise<void> {
  await sent?.catch((cause: unknown) =>
    ctx.log('telegram.not-said', { code: cause instanceof SendError ? cause.code : 'broken' }),
  )
}
