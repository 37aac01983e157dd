import { ok } from '../../../kit/result'
import { type Ctx, type Db, inCommand } from '../../../platform'
import { passOn } from '../../send/pass-on'
import { keepInbound } from '../../talk/keep-inbound'
import { unproven } from '../../talk/unproven'
import { keepThread } from './mail-thread'
import type { ReadMail } from './read-mail'
import { readReplyAddress } from './reply-address'

/** What became of a mail. */
export type Taken = 'kept' | 'bounce' | 'machine' | 'empty'

/**
 * Takes a mail that came to our mailbox. One that a machine wrote is answered by nobody; a letter of ours that did not arrive goes to the
 * next door. What a person wrote is handed to the conversation as the word of whoever the letter it answers was sent to, and of nobody
 * else: the sender it claims proves nothing, the token in the address it came to does. Taking it twice is quiet.
 * @param arrivedAt when our mail server took it
 */
export async function takeMail(ctx: Ctx, mail: ReadMail, arrivedAt: Temporal.Instant): Promise<Taken> {
  const mailbox = ctx.config.mailbox?.address ?? ''
  const deliveryId = await namedDelivery(ctx.db, mailbox, mail.to)
  if (mail.kind === 'bounce') {
    if (deliveryId !== undefined) await passOn(ctx, [deliveryId], 'not-delivered')
    return 'bounce'
  }
  if (mail.kind === 'machine' || isOurs(ctx, mail.from)) return 'machine'
  if (mail.from === '' || mail.text === '') return 'empty'
  const answered = deliveryId === undefined ? undefined : await findAnswered(ctx, deliveryId, mail.from)
  await keepThread(ctx.db, mailbox, mail, ctx.clock.now())
  await keepInbound(ctx, {
    door: 'mail',
    line: mailbox,
    from: answered?.sender ?? unproven(mail.from),
    text: withCode(mail.text, answered?.code),
    providerId: mail.id,
    at: saidAt(mail.date, arrivedAt),
  })
  return 'kept'
}

async function namedDelivery(db: Db, mailbox: string, to: readonly string[]): Promise<string | undefined> {
  for (const address of to) {
    const deliveryId = await readReplyAddress(db, mailbox, address)
    if (deliveryId !== undefined) return deliveryId
  }
  return undefined
}

function isOurs(ctx: Ctx, from: string): boolean {
  const own = /<([^>]+)>/.exec(ctx.config.mailFrom)?.[1] ?? ctx.config.mailFrom
  const mailbox = ctx.config.mailbox?.address ?? ''
  const at = mailbox.lastIndexOf('@')
  return (
    from === own.toLowerCase() ||
    from === mailbox ||
    (from.startsWith(`${mailbox.slice(0, at)}+`) && from.endsWith(mailbox.slice(at)))
  )
}

type Answered = { readonly sender: string; readonly code: string | undefined }

/** Whose word an answer to this delivery is, where it came from an address that is theirs; and the code of the ask it answers. */
async function findAnswered(ctx: Ctx, deliveryId: string, from: string): Promise<Answered | undefined> {
  const { db } = ctx
  const notice = await db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .leftJoin('inbound_messages as i', 'i.id', 'n.inbound_id')
    .select(['n.person_id', 'n.need_id', 'n.kind', 'n.values', 'd.digest', 'i.sender'])
    .where('d.id', '=', deliveryId)
    .executeTakeFirst()
  if (notice === undefined) return undefined
  // Whoever answers our reply goes on with the same conversation, as surely or unsurely known as before.
  if (notice.sender !== null)
    return notice.sender === from || notice.sender === unproven(from)
      ? { sender: notice.sender, code: undefined }
      : undefined
  if (notice.need_id !== null)
    return (await isContactOf(ctx, notice.need_id, from)) ? { sender: from, code: undefined } : undefined
  if (notice.person_id === null || !(await isAddressOf(db, notice.person_id, from))) return undefined
  const { askId } = notice.values as { askId?: string }
  const ask =
    notice.kind !== 'asked' || notice.digest || askId === undefined
      ? undefined
      : await db.selectFrom('asks').select('code').where('id', '=', askId).executeTakeFirst()
  return { sender: from, code: ask?.code }
}

const isAddressOf = async (db: Db, personId: string, address: string): Promise<boolean> =>
  (await db
    .selectFrom('contact_channels')
    .select('id')
    .where('person_id', '=', personId)
    .where('kind', '=', 'email')
    .where('value', '=', address)
    .where('verified_at', 'is not', null)
    .executeTakeFirst()) !== undefined

// The address itself is not read, so nobody looked at it.
async function isContactOf(ctx: Ctx, needId: string, address: string): Promise<boolean> {
  const read = await inCommand<boolean, never>({ ...ctx, idempotency: undefined }, 'isContactOf', async (tx) =>
    ok(
      (await tx.db
        .selectFrom('need_contacts')
        .select('need_id')
        .where('need_id', '=', needId)
        .where('contact_kind', '=', 'email')
        .where((eb) => eb(eb.fn('lower', ['contact']), '=', address))
        .executeTakeFirst()) !== undefined,
    ),
  )
  return read.ok && read.value
}

// The letter answered says which ask is meant; a lone digit answers what was asked last, as in every other text door.
const withCode = (text: string, code: string | undefined): string =>
  code === undefined || /^\d$/.test(text) ? text : `${code} ${text}`

const BELIEVED_HOURS = 72

// "In two hours" counts from the writing; a clock that is wrong by days, or ahead, says nothing.
const saidAt = (date: Temporal.Instant | undefined, arrivedAt: Temporal.Instant): Temporal.Instant =>
  date !== undefined &&
  Temporal.Instant.compare(date, arrivedAt) < 0 &&
  Temporal.Instant.compare(date, arrivedAt.subtract({ hours: BELIEVED_HOURS })) > 0
    ? date
    : arrivedAt
