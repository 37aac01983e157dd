import type { Ctx } from '../../../platform'
import { messageIdOf } from './mail-thread'
import { replyAddress } from './reply-address'

/** How the letter of a delivery is named, and where answers to it go, where somebody reads them. */
export async function repliesTo(
  { db, config }: Ctx,
  deliveryId: string,
): Promise<{ readonly messageId: string; readonly replyTo?: string }> {
  const { mailbox } = config
  const messageId = messageIdOf(config, deliveryId)
  return mailbox === undefined
    ? { messageId }
    : { messageId, replyTo: await replyAddress(db, mailbox.address, deliveryId) }
}
