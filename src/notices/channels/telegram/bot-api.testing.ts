import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TelegramSettings } from '../../../platform'

/** A call of a method as the server got it. */
export type BotCall = { readonly method: string; readonly payload: Record<string, unknown> }

/** A Bot API server on this machine, which can be blocked, be too busy, and bring updates to whoever asks. */
export async function openBotApi() {
  const token = '4401:test-token-of-our-own-bot'
  const calls: BotCall[] = []
  const blocked = new Set<string>()
  const behave = { retryAfter: 0 }
  const waiting: { update_id: number }[] = []
  const server = createServer((request, response) => {
    void text(request).then((raw) => {
      const [, bot, method = ''] = (request.url ?? '').split('/')
      const payload = (raw === '' ? {} : JSON.parse(raw)) as Record<string, unknown>
      const say = (body: unknown, status = 200) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      const refuse = (code: number, description: string, parameters = {}) =>
        say({ ok: false, error_code: code, description, parameters }, code)
      if (bot !== `bot${token}`) return refuse(401, 'Unauthorized')
      if (method !== 'getUpdates') calls.push({ method, payload })
      if (method === 'getMe') return say({ ok: true, result: { id: 4401, is_bot: true, username: 'asar_test_bot' } })
      if (method === 'getUpdates') {
        const from = Number(payload.offset ?? 0)
        return say({ ok: true, result: waiting.filter(({ update_id }) => update_id >= from) })
      }
      if (method === 'sendMessage' && behave.retryAfter > 0)
        return refuse(429, 'Too Many Requests', { retry_after: behave.retryAfter })
      if (method === 'sendMessage' && blocked.has(String(payload.chat_id)))
        return refuse(403, 'Forbidden: bot was blocked by the user')
      return say({ ok: true, result: method === 'sendMessage' ? { message_id: calls.length } : true })
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const settings: TelegramSettings = {
    token,
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret: 'what-telegram-alone-says-to-us',
  }
  return {
    settings,
    calls,
    blocked,
    behave,
    waiting,
    /** Messages sent so far, oldest first. */
    sent: () => calls.filter(({ method }) => method === 'sendMessage').map(({ payload }) => payload),
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
}
