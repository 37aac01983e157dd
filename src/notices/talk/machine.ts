import { sql } from 'kysely'
import type { Db } from '../../platform'
import type { TextDoor } from './keep-inbound'

const AUTO_REPLY =
  /автоответ|автоматическ\w* ответ|не могу сейчас говорить|auto.?reply|automatic reply|out of office|undeliverable|delivery (status|failure)|mailer-daemon|не доставлен|автоматты жауап|қазір сөйлесе алмаймын/i
const PER_TEN_MINUTES = 20
const SHORT_NUMBER = /^\+?\d{1,6}$|[a-z]/i

/** A message as far as it tells whether a machine wrote it. */
export type Suspect = {
  readonly door: TextDoor
  readonly line: string
  readonly sender: string
  readonly text: string
  readonly seq: number
  readonly keptAt: Temporal.Instant
}

/** A message of the same sender before this one, and what was said back. */
export type Before = { readonly reply: string | null; readonly kept_at: Temporal.Instant }

/** The last messages of each sender before the given one, newest first. Served by inbound_messages_sender_idx. */
export async function saidBefore(db: Db, messages: readonly Suspect[]): Promise<Before[][]> {
  const { rows } = await sql<Before & { at: number }>`
    SELECT /* one plan */ s.at, b.reply, b.kept_at
    FROM unnest(${messages.map((_, at) => at)}::int[], ${messages.map(({ door }) => door)}::text[],
      ${messages.map(({ sender }) => sender)}::text[], ${messages.map(({ seq }) => seq)}::bigint[]) AS s (at, door, sender, seq)
    CROSS JOIN LATERAL (
      SELECT m.reply, m.kept_at, m.seq FROM inbound_messages m
      WHERE m.door = s.door AND m.sender = s.sender AND m.seq < s.seq ORDER BY m.seq DESC LIMIT ${PER_TEN_MINUTES}) AS b
    ORDER BY s.at, b.seq DESC`.execute(db)
  const before = messages.map((): Before[] => [])
  for (const { at, ...row } of rows) before[at]?.push(row)
  return before
}

/** What a machine sent: our own words coming back, an automatic answer, a sender that cannot be a person, or far more than one types. */
export function isMachine({ door, line, sender, text, keptAt }: Suspect, before: readonly Before[]): boolean {
  if (sender === line || AUTO_REPLY.test(text)) return true
  if (door === 'sms' && SHORT_NUMBER.test(sender)) return true
  const said = text.trim().slice(0, 60)
  if (text.length > 20 && before.some(({ reply }) => reply !== null && reply.slice(0, 60) === said)) return true
  const oldest = before[PER_TEN_MINUTES - 1]
  return oldest !== undefined && Temporal.Instant.compare(oldest.kept_at.add({ minutes: 10 }), keptAt) > 0
}
