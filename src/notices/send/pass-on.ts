import { sql } from 'kysely'
import { newId } from '../../kit/ids'
import type { Ctx, Db } from '../../platform'
import { findReceivers } from '../wishes'
import { mayBeRung } from './safe-contact'
import { INVITED } from './send-invitation'

/**
 * What failed on one door goes to the next: to the person's other address, unless this notice went there already; to an operator, for
 * somebody helped who may be rung. Everything else counts as failed, where operators see it among those who were not reached.
 * @param ids deliveries that are over for their way, sent or not
 */
export async function passOn(ctx: Ctx, ids: readonly string[], reason: string): Promise<void> {
  const { db } = ctx
  const now = ctx.clock.now()
  const rows = await db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .select(['d.id', 'd.channel', 'd.notice_id', 'd.region_id', 'n.person_id', 'n.need_id', 'n.kind'])
    .where('d.id', 'in', ids)
    .where('d.state', '!=', 'failed')
    .limit(ids.length)
    .execute()
  const receivers = await findReceivers(
    db,
    rows.flatMap((row) => row.person_id ?? []),
  )
  for (const row of rows) {
    if (row.need_id !== null && (await mayBeRung(ctx, row.need_id))) {
      await endAs(
        db,
        row.id,
        sql`state = 'waiting', channel = 'operator', next_try_at = ${now}, ended_at = NULL, reason = NULL, tries = 0`,
      )
      continue
    }
    await endAs(db, row.id, sql`state = 'failed', ended_at = ${now}, reason = ${reason}`)
    const receiver = receivers.get(row.person_id ?? '')
    if (receiver === undefined || receiver.pageOnly || row.kind === INVITED) continue
    const { telegram, email, phone, wishes } = receiver
    const addresses = { telegram, email, sms: phone }
    const next = (['telegram', 'email', 'sms'] as const).find(
      (one) => one !== row.channel && addresses[one] !== null && wishes[one] && ctx.ports[one] !== undefined,
    )
    if (next === undefined) continue
    await db
      .insertInto('notice_deliveries')
      .values({
        id: newId(),
        notice_id: row.notice_id,
        region_id: row.region_id,
        channel: next,
        state: 'waiting',
        next_try_at: now,
      })
      .onConflict((clash) => clash.columns(['notice_id', 'channel']).doNothing())
      .execute()
  }
}

const endAs = (db: Db, id: string, change: ReturnType<typeof sql>) =>
  sql`UPDATE notice_deliveries SET lease = NULL, ${change} WHERE id = ${id} AND state <> 'failed'`.execute(db)
