import { type HttpProvider, SendError } from '../../../platform'
import type { SmsChannel } from './sms-channel'
import { valueAt } from './value-at'

const TIMEOUT_MS = 10_000
const ANSWER_BYTES_MAX = 64 * 1024

/** Text messages through any HTTP gateway, described by templates. Any 2xx answer means taken. */
export const httpGateway = (provider: HttpProvider): SmsChannel => ({
  send: async ({ to, text, split }) => {
    const values = { to, text, from: provider.from, encoding: split.encoding }
    const response = await fetch(fill(provider.url, values, encodeURIComponent), {
      method: provider.method,
      headers: provider.headers,
      ...(provider.body === undefined ? {} : { body: fill(provider.body, values, encoderOf(provider)) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw new SendError(codeOf(cause))
    })
    // A number that does not exist is refused with one of these; anything else may pass.
    if (!response.ok) throw new SendError(String(response.status), [400, 422].includes(response.status))
    if (provider.messageId === undefined) return (await response.body?.cancel().then(() => [])) ?? []
    const answer = (await response.text().catch(() => '')).slice(0, ANSWER_BYTES_MAX)
    const id = valueAt(parse(answer), provider.messageId)
    return id === undefined ? [] : [id]
  },
  close: async () => {},
})

const fill = (template: string, values: Record<string, string>, encode: (value: string) => string): string =>
  template.replace(/\{(to|text|from|encoding)\}/g, (_, name: string) => encode(values[name] ?? ''))

// Values are encoded for the place they stand in, so that no text can write more than itself.
function encoderOf({ headers }: HttpProvider): (value: string) => string {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (/json/i.test(type)) return (value) => JSON.stringify(value)
  if (/xml/i.test(type)) return (value) => value.replace(/[<>&'"]/g, (char) => `&#${char.charCodeAt(0)};`)
  return encodeURIComponent
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// The cause of a failed fetch can quote the address, whose query may hold a number: its code alone is kept.
function codeOf(cause: unknown): string {
  const { name, cause: inner } = cause as { name?: string; cause?: { code?: string } }
  return inner?.code ?? (name === 'TimeoutError' ? 'timeout' : 'unreachable')
}
