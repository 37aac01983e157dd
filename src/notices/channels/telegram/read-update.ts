import { z } from 'zod'
import type { ChatButton } from '../../../platform'

/** What Telegram brought, as far as we speak with people alone. */
export type HeardUpdate = {
  readonly chatId: string
  readonly updateId: number
  readonly lang: string | undefined
} & (
  | { readonly kind: 'words'; readonly text: string; readonly saidAt: number }
  /** `of`: the message whose question the button answers, where it is bound to one. */
  | { readonly kind: 'press'; readonly says: string; readonly of: string | undefined; readonly pressId: string }
  /** The person opened the bot, with the code of a link to it or without. */
  | { readonly kind: 'start'; readonly code: string }
  /** A picture, a voice: nothing that we can read. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'blocked' }
)

const chat = z.object({ id: z.number(), type: z.string() })
const from = z.object({ language_code: z.string().optional() }).optional()
const update = z.object({
  update_id: z.number(),
  message: z.object({ chat, from, date: z.number(), text: z.string().optional() }).optional(),
  callback_query: z
    .object({ id: z.string(), from, data: z.string().optional(), message: z.object({ chat }).optional() })
    .optional(),
  my_chat_member: z.object({ chat, from, new_chat_member: z.object({ status: z.string() }) }).optional(),
})

const BOUND = '~'

/** What a button sends when it is pressed, at most 64 bytes. */
export const pressOf = ({ says, of }: ChatButton): string => (of === undefined ? says : `${says}${BOUND}${of}`)

/** Reads an update; undefined for what is not said by one person to the bot, such as a word in a group. */
export function readUpdate(raw: unknown): HeardUpdate | undefined {
  const parsed = update.safeParse(raw)
  if (!parsed.success) return undefined
  const { update_id: updateId, message, callback_query: press, my_chat_member: member } = parsed.data
  const who = message?.chat ?? press?.message?.chat ?? member?.chat
  if (who?.type !== 'private') return undefined
  const lang = (message?.from ?? press?.from ?? member?.from)?.language_code
  const common = { chatId: String(who.id), updateId, lang }
  if (press !== undefined) {
    const [says = '', of] = (press.data ?? '').split(BOUND)
    return { ...common, kind: 'press', says, of, pressId: press.id }
  }
  if (member !== undefined)
    return member.new_chat_member.status === 'kicked' ? { ...common, kind: 'blocked' } : undefined
  if (message?.text === undefined) return { ...common, kind: 'unreadable' }
  const start = /^\/start(?:@\w+)?(?:\s+([\w-]{1,64}))?\s*$/.exec(message.text)
  if (start !== null) return { ...common, kind: 'start', code: start[1] ?? '' }
  const text = message.text.replace(/^\/(\w+)(@\w+)?/, '$1')
  return { ...common, kind: 'words', text, saidAt: message.date }
}
