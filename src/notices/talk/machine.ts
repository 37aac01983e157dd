import type { Db } from '../../platform'
import type { TextDoor } from './keep-inbound'

const AUTO_REPLY =
  /автоответ|автоматическ\w* ответ|не могу сейчас говорить|auto.?reply|automatic reply|out of office|undeliverable|delivery (status|failure)|mailer-daemon|не доставлен|автоматты жауап|қазір сөйлесе алмаймын/i
const PER_TEN_MINUTES = 20
const SHORT_NUMBER = /^\+?\d{1,6}$|[a-z]/i

/** What a machine sent: our own words coming back, an automatic answer, a sender that cannot be a person, or far more than one types. */
export async function isMachine(
  db: Db,
  message: {
    readonly door: TextDoor
    readonly line: string
    readonly sender: string
    readonly text: string
    readonly seq: number
    readonly keptAt: Temporal.Instant
  },
): Promise<boolean> {
  const { door, sender, text } = message
  if (sender === message.line || AUTO_REPLY.test(text)) return true
  if (door === 'sms' && SHORT_NUMBER.test(sender)) return true
  const before = await db
    .selectFrom('inbound_messages')
    .select(['reply', 'kept_at'])
    .where('door', '=', door)
    .where('sender', '=', sender)
    .where('seq', '<', message.seq)
    .orderBy('seq', 'desc')
    .limit(PER_TEN_MINUTES)
    .execute()
  if (text.length > 20 && before.some(({ reply }) => reply !== null && reply.slice(0, 60) === text.trim().slice(0, 60)))
    return true
  const oldest = before[PER_TEN_MINUTES - 1]
  return oldest !== undefined && Temporal.Instant.compare(oldest.kept_at.add({ minutes: 10 }), message.keptAt) > 0
}
