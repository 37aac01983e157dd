import { sql } from 'kysely'
import type { Ctx, Db } from '../../platform'
import { doorsOf, noticeDoors } from '../doors'
import type { Receiver } from '../wishes'
import { type Held, putBack } from './claim'

const KEEP_HOURS_MIN = 3

/** Why a notice is kept: this installation cannot send that way yet, or the person has no confirmed address. */
export const keepReasons = ['no-sender', 'no-address'] as const

/** Keeps deliveries until there is a way out; looked at again after three hours, then ever more seldom, as they grow old. */
export async function keep(
  db: Db,
  held: readonly Held[],
  reason: (typeof keepReasons)[number],
  now: Temporal.Instant,
): Promise<void> {
  const minutes = (one: Held) => Math.round(Math.max(KEEP_HOURS_MIN, now.since(one.dueAt).total('hours')) * 60)
  for (const [wait, some] of Map.groupBy(held, minutes))
    await putBack(db, some, { at: now.add({ minutes: wait }), reason, uncounted: true })
}

/** For somebody whose address is gone, or who had none: the one they have by now, unless it has this notice already; else it is kept. */
export async function findAnotherWay(ctx: Ctx, held: readonly Held[], receiver: Receiver): Promise<void> {
  const now = ctx.clock.now()
  for (const one of held) {
    const doors = doorsOf(one.pace, receiver.wishes)
    const channel = doors.find((door) => ctx.ports[door] !== undefined) ?? doors[0]
    const isFree = channel !== undefined && !(await isTaken(ctx.db, one.noticeId, channel))
    if (isFree) await putBack(ctx.db, [one], { at: now, reason: null, channel, uncounted: true })
    else await keep(ctx.db, [one], 'no-address', now)
  }
}

const isTaken = async (db: Db, noticeId: string, channel: string): Promise<boolean> =>
  (await db
    .selectFrom('notice_deliveries')
    .select('id')
    .where('notice_id', '=', noticeId)
    .where('channel', '=', channel)
    .executeTakeFirst()) !== undefined

const RELEASED_MAX = 2000

/** Wakes what was kept for want of a sender, once this installation has one, or of an address, once the person has one. */
export async function releaseKept({ db, ports, clock }: Ctx): Promise<void> {
  const channels = noticeDoors.filter((door) => ports[door] !== undefined)
  if (channels.length === 0) return
  await sql`
    UPDATE notice_deliveries SET next_try_at = ${clock.now()}, reason = NULL WHERE id IN (
      SELECT d.id FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id
      WHERE d.state = 'waiting' AND d.reason IN ('no-sender', 'no-address') AND (
        (d.reason = 'no-sender' AND d.channel = ANY(${[...channels, 'contact']}::text[])) OR
        (d.reason = 'no-address' AND EXISTS (
          SELECT FROM contact_channels c WHERE c.person_id = n.person_id AND c.verified_at IS NOT NULL AND c.kind = ANY(${channels.map((one) => (one === 'sms' || one === 'voice' ? 'phone' : one))}::text[])
          UNION ALL SELECT FROM push_subscriptions p WHERE p.person_id = n.person_id)))
      LIMIT ${RELEASED_MAX} FOR UPDATE OF d SKIP LOCKED)`.execute(db)
}
