import { setTimeout as pause } from 'node:timers/promises'
import type { Api } from 'grammy'
import { type Clock, type Log, SendError, type TelegramPort, type TelegramSettings } from '../../../platform'
import { languages, translator } from '../../../web'
import { pressOf } from './read-update'

/** The bot of this house: what goes out by it, and how it hears. */
export type Telegram = {
  readonly port: TelegramPort
  /**
   * Hears what Telegram brings; each update is let go of when it is kept. `address` is ours, for a bot that is called; `isOurTurn` says whether
   * this process asks, for one that is not.
   */
  listen(hear: (update: unknown) => Promise<void>, address: string, isOurTurn: () => Promise<boolean>): void
  close(): Promise<void>
}

const TIMEOUT_SECONDS = 10
const POLL_SECONDS = 25
const PAUSE_MS = 3000
const CAPTION_MAX = 4096
const updates = ['message', 'callback_query', 'my_chat_member'] as const
const commands = ['need', 'status', 'shifts', 'help', 'stop'] as const

type Signal = NonNullable<Parameters<Api['getMe']>[0]>
// The library's types know the signal of an older package; it takes that of the platform.
const signalOf = (signal: AbortSignal): Signal => signal as unknown as Signal

/** Opens the bot. Nothing is loaded or asked before the first message or the first ear. */
export function openTelegram(settings: TelegramSettings, { clock, log }: { clock: Clock; log: Log }): Telegram {
  let api: Promise<Api> | undefined
  let name: string | undefined
  let restUntil: Temporal.Instant | undefined
  let isOpen = true
  const stopped = new AbortController()

  const open = (): Promise<Api> =>
    (api ??= import('grammy').then(
      ({ Api }) =>
        new Api(settings.token, { apiRoot: settings.apiRoot, timeoutSeconds: POLL_SECONDS + TIMEOUT_SECONDS }),
    ))
  const call = async <T>(run: (api: Api, signal: Signal) => Promise<T>): Promise<T> => {
    try {
      return await run(await open(), signalOf(AbortSignal.timeout(TIMEOUT_SECONDS * 1000)))
    } catch (cause) {
      const error = sendErrorOf(cause)
      if (error.afterSeconds !== undefined) restUntil = clock.now().add({ seconds: error.afterSeconds })
      throw error
    }
  }

  const port: TelegramPort = {
    send: async ({ chatId, text, buttons = [] }) => {
      // Telegram's limit is one for the whole bot: who asks again during a pause makes it longer.
      const rest = restUntil === undefined ? 0 : restUntil.since(clock.now()).total('seconds')
      if (rest > 0) throw new SendError('429', false, Math.ceil(rest))
      await call((bot, signal) =>
        bot.sendMessage(
          chatId,
          text.slice(0, CAPTION_MAX),
          {
            // Else Telegram's own servers open the link, which is for this person alone.
            link_preview_options: { is_disabled: true },
            ...(buttons.length === 0
              ? {}
              : {
                  reply_markup: {
                    inline_keyboard: buttons.map((button) => [{ text: button.label, callback_data: pressOf(button) }]),
                  },
                }),
          },
          signal,
        ),
      )
    },
    answer: async (pressId, text) =>
      void (await call((bot, signal) => bot.answerCallbackQuery(pressId, text === undefined ? {} : { text }, signal))),
    name: async () => {
      name ??= await call((bot, signal) => bot.getMe(signal)).then(
        (me) => me.username,
        () => undefined,
      )
      return name
    },
  }

  async function untilDone(run: () => Promise<unknown>): Promise<void> {
    while (isOpen) {
      const failure = await run().then(
        () => undefined,
        (cause: unknown) => (cause instanceof SendError ? cause : new SendError('broken')),
      )
      if (failure === undefined) return
      log('telegram.failed', { code: failure.code })
      await rest((failure.afterSeconds ?? 0) * 1000)
    }
  }
  const rest = (ms: number) => pause(Math.max(ms, PAUSE_MS), undefined, { signal: stopped.signal }).catch(() => {})

  const introduce = () =>
    call(async (bot, signal) => {
      for (const lang of languages) {
        const t = translator(lang)
        const list = commands.map((command) => ({ command, description: t(`telegram.command.${command}`) }))
        await bot.setMyCommands(list, lang === 'en' ? {} : { language_code: lang }, signal)
      }
    })

  async function poll(hear: (update: unknown) => Promise<void>, isOurTurn: () => Promise<boolean>): Promise<void> {
    const bot = await open()
    let offset = 0
    while (isOpen) {
      try {
        if (!(await isOurTurn())) {
          await rest(0)
          continue
        }
        const found = await bot.getUpdates(
          { offset, timeout: POLL_SECONDS, allowed_updates: [...updates] },
          signalOf(stopped.signal),
        )
        for (const update of found) {
          await hear(update)
          offset = update.update_id + 1
        }
      } catch (cause) {
        if (!isOpen) return
        const { code, afterSeconds = 0 } = sendErrorOf(cause)
        log('telegram.poll-failed', { code })
        await rest(afterSeconds * 1000)
      }
    }
  }

  let ear = Promise.resolve()
  return {
    port,
    listen: (hear, address, isOurTurn) => {
      ear = (async () => {
        if (settings.secret === undefined) {
          await untilDone(() => call((bot, signal) => bot.deleteWebhook({}, signal)))
        } else {
          const words = { secret_token: settings.secret, allowed_updates: [...updates] }
          await untilDone(() => call((bot, signal) => bot.setWebhook(address, words, signal)))
        }
        await untilDone(introduce)
        if (settings.secret === undefined) await poll(hear, isOurTurn)
      })()
    },
    close: async () => {
      isOpen = false
      stopped.abort()
      await ear
    },
  }
}

// 400 and 403 are about this chat: it is gone, or its owner blocked us. What else Telegram says may pass.
function sendErrorOf(cause: unknown): SendError {
  if (cause instanceof SendError) return cause
  const { error_code: code, parameters } = cause as { error_code?: number; parameters?: { retry_after?: number } }
  if (code === undefined) return new SendError('unreachable')
  return new SendError(String(code), code === 400 || code === 403, parameters?.retry_after)
}
