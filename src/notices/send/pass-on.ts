import { sql } from 'kysely'
import type { Ctx, Db } from '../../platform'
import type { Pace } from '../told'
import { findReceivers } from '../wishes'
import { toNextDoor } from './next-door'
import { mayBeRung } from './safe-contact'
import { INVITED } from './send-invitation'

/**
 * What failed on one door goes to the next: of a person, to the doors they have, at last to the operators' list of calls; of somebody helped
 * who may be rung, to an operator. Everything else counts as failed.
 * @param ids deliveries that are over for their way, sent or not
 */
export async function passOn(ctx: Ctx, ids: readonly string[], reason: string): Promise<void> {
  const { db } = ctx
  const now = ctx.clock.now()
  const rows = await db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .select([
      'd.id',
      'd.channel',
      'd.notice_id',
      'd.region_id',
      'n.person_id',
      'n.need_id',
      'n.kind',
      'n.pace',
      'n.duty',
    ])
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
    const undelivered = { noticeId: row.notice_id, regionId: row.region_id, pace: row.pace as Pace, duty: row.duty }
    await toNextDoor({ ports: ctx.ports, db, now }, undelivered, receiver, reason)
  }
}

const endAs = (db: Db, id: string, change: ReturnType<typeof sql>) =>
  sql`UPDATE notice_deliveries SET lease = NULL, ${change} WHERE id = ${id} AND state <> 'failed'`.execute(db)
