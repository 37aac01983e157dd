import type { Db } from '../../platform'
import type { Attention } from './plan'
import { addressOf } from './unproven'

/** A message that a person has to see. */
export type WaitingMessage = {
  readonly id: string
  readonly sender: string
  readonly text: string
  readonly reply: string | null
  readonly why: Attention
  readonly at: Temporal.Instant
  readonly isHandled: boolean
}

/** Whose messages: of a person, about a need, or of the unknown sender of a message. */
export type MessagesOf = { readonly kind: 'person' | 'need' | 'message'; readonly id: string }

const LIST_MAX = 20
const HANDLED_HOURS = 24

/**
 * Messages of one sender that no rule understood, oldest first, at most twenty; those seen to stay in sight for a day. Who reads them has to
 * record the look.
 */
export async function listMessagesOf(db: Db, of: MessagesOf, now: Temporal.Instant): Promise<WaitingMessage[]> {
  let query = db
    .selectFrom('inbound_messages as m')
    .select(['m.id', 'm.sender', 'm.text', 'm.reply', 'm.attention', 'm.said_at', 'm.handled_at'])
    .where('m.attention', 'is not', null)
    .where((eb) =>
      eb.or([eb('m.handled_at', 'is', null), eb('m.handled_at', '>', now.subtract({ hours: HANDLED_HOURS }))]),
    )
    .orderBy('m.seq')
    .limit(LIST_MAX)
  if (of.kind === 'need') query = query.where('m.need_id', '=', of.id)
  else if (of.kind === 'person') query = query.where('m.person_id', '=', of.id).where('m.need_id', 'is', null)
  else
    query = query
      .innerJoin('inbound_messages as f', (join) =>
        join.onRef('f.door', '=', 'm.door').onRef('f.sender', '=', 'm.sender').on('f.id', '=', of.id),
      )
      .where('m.person_id', 'is', null)
      .where('m.need_id', 'is', null)
  return (await query.execute()).map((row) => ({
    id: row.id,
    sender: addressOf(row.sender),
    text: row.text,
    reply: row.reply,
    why: row.attention as Attention,
    at: row.said_at,
    isHandled: row.handled_at !== null,
  }))
}
