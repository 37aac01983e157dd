import { sql } from 'kysely'
import type { Ctx } from '../../../platform'
import { passOn } from '../../send/pass-on'
import type { DeliveryReport } from './sms-channel'

/**
 * Notes what a provider says became of a part. A message arrived when all its parts did; it is lost with the first that is, and what it
 * carried goes on to the next door.
 * @returns `known: false` for an id that nothing waits under
 */
export async function noteReport(
  ctx: Ctx,
  provider: string,
  { providerId, state }: DeliveryReport,
): Promise<{ readonly known: boolean }> {
  const { db } = ctx
  const message = await db
    .selectFrom('sms_messages as m')
    .innerJoin('sms_parts as p', 'p.message_id', 'm.id')
    .select(['m.id', 'm.state', 'm.delivery_id'])
    .where('p.provider', '=', provider)
    .where('p.provider_id', '=', providerId)
    .executeTakeFirst()
  if (message === undefined) return { known: false }
  if (message.state !== 'taken' || state === 'underway') return { known: true }
  // Before the end is noted: a process that dies in between does it again, and no message is left with nobody.
  if (state === 'lost') {
    if (message.delivery_id !== null) await passOn(ctx, [message.delivery_id], 'not-delivered')
  } else {
    await db
      .updateTable('sms_parts')
      .set({ arrived: true })
      .where('provider', '=', provider)
      .where('provider_id', '=', providerId)
      .execute()
  }
  await sql`
    UPDATE sms_messages SET state = ${state}, ended_at = ${ctx.clock.now()} WHERE id = ${message.id} AND state = 'taken'
      AND (${state} = 'lost' OR NOT EXISTS (SELECT FROM sms_parts WHERE message_id = ${message.id} AND NOT arrived))`.execute(
    db,
  )
  return { known: true }
}
