import type { Ctx } from '../../../platform'
import { replyAddress } from './reply-address'

/** Where answers to the letter of a delivery go; undefined where nobody would read them. */
export async function repliesTo(ctx: Ctx, deliveryId: string): Promise<{ readonly replyTo: string } | undefined> {
  const { mailbox } = ctx.config
  return mailbox === undefined ? undefined : { replyTo: await replyAddress(ctx.db, mailbox.address, deliveryId) }
}
