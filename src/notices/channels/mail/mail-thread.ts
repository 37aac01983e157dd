import type { Config, Db } from '../../../platform'
import type { ReadMail } from './read-mail'

const SUBJECT_MAX = 180
const REPLIED = /^\s*(re|aw|sv|на|отв|жауап)\s*(\[\d+\])?\s*:/i

/** What a letter says of the mail it answers, so that both stand in one thread (RFC 5322, 3.6.4). */
export type Thread = { readonly subject: string; readonly inReplyTo: string; readonly references: readonly string[] }

/** The name of a letter: the same however often it is handed over, so that a copy is seen to be one. */
export function messageIdOf({ mailFrom }: Pick<Config, 'mailFrom'>, deliveryId: string): string {
  const address = /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom
  return `<${deliveryId}@${address.slice(address.lastIndexOf('@') + 1)}>`
}

/** Keeps what an answer to a mail will need, before the mail itself is kept. Doing so twice is quiet. */
export async function keepThread(db: Db, line: string, mail: ReadMail, now: Temporal.Instant): Promise<void> {
  if (mail.messageId === undefined) return
  const { subject, messageId, references } = mail
  await db
    .insertInto('mail_threads')
    .values({
      line,
      provider_id: mail.id,
      subject: subject.slice(0, SUBJECT_MAX),
      message_id: messageId,
      reference_ids: [...references],
      kept_at: now,
    })
    .onConflict((clash) => clash.doNothing())
    .execute()
}

/** The thread that a reply to a message goes on with; undefined for a mail that has no name. */
export async function threadOf(db: Db, inboundId: string | null): Promise<Thread | undefined> {
  if (inboundId === null) return undefined
  const row = await db
    .selectFrom('inbound_messages as m')
    .innerJoin('mail_threads as t', (join) =>
      join.onRef('t.line', '=', 'm.line').onRef('t.provider_id', '=', 'm.provider_id'),
    )
    .select(['t.subject', 't.message_id', 't.reference_ids'])
    .where('m.id', '=', inboundId)
    .where('m.door', '=', 'mail')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const references = [...row.reference_ids, row.message_id]
  return {
    subject: REPLIED.test(row.subject) ? row.subject : `Re: ${row.subject}`,
    inReplyTo: row.message_id,
    references,
  }
}
