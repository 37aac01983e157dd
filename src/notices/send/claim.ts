import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../platform'
import type { NoticeDoor } from '../doors'
import type { NoticeValues, Pace } from '../told'

/** Until then nobody else takes a delivery that a process holds; one that died loses it then. */
const LEASE_SECONDS = 90

/** A delivery held by this process. */
export type Held = {
  readonly id: string
  readonly lease: string
  readonly leaseEnds: Temporal.Instant
  readonly noticeId: string
  readonly channel: NoticeDoor | 'contact'
  readonly digest: boolean
  readonly tries: number
  readonly personId: string | null
  readonly needId: string | null
  /** Of the activity whose emergency contact is told. */
  readonly activityId: string | null
  /** Of the gift whose donor is told. */
  readonly giftId: string | null
  /** Of the message that is replied to. */
  readonly inboundId: string | null
  readonly kind: string
  readonly subjectId: string
  readonly path: string
  readonly pace: Pace
  readonly duty: boolean
  readonly values: NoticeValues
  readonly withdrawn: boolean
  /** Read on the page by the person. */
  readonly seen: boolean
  readonly dueAt: Temporal.Instant
}

/**
 * Takes deliveries that are due, each by one process alone (FOR UPDATE SKIP LOCKED and a lease). With one of a digest come all others
 * of the same person and channel that are due.
 */
export async function claimDue(db: Db, now: Temporal.Instant, limit: number): Promise<Held[]> {
  const lease = randomUUID()
  const leaseEnds = now.add({ seconds: LEASE_SECONDS })
  const { rows } = await sql<{ id: string }>`
    WITH due AS (
      SELECT d.id, d.notice_id, d.channel, d.digest FROM notice_deliveries d
      WHERE d.state IN ('waiting', 'sending') AND d.channel IN ('email', 'sms', 'contact', 'telegram', 'push', 'voice') AND d.next_try_at <= ${now}
      ORDER BY d.next_try_at LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    companions AS (
      SELECT o.id FROM notice_deliveries o JOIN notices n ON n.id = o.notice_id
      -- What is due is looked through only where there is a digest to fill.
      WHERE EXISTS (SELECT FROM due WHERE due.digest) AND o.digest AND o.state IN ('waiting', 'sending') AND o.channel IN ('email', 'sms', 'contact', 'telegram', 'push', 'voice') AND o.next_try_at <= ${now}
        AND (n.person_id, o.channel) IN (
          SELECT m.person_id, due.channel FROM due JOIN notices m ON m.id = due.notice_id WHERE due.digest)
        AND o.id NOT IN (SELECT id FROM due)
      LIMIT ${limit * 5} FOR UPDATE OF o SKIP LOCKED)
    UPDATE notice_deliveries SET state = 'sending', lease = ${lease}::uuid, tries = tries + 1, next_try_at = ${leaseEnds}
    WHERE id IN (SELECT id FROM due UNION ALL SELECT id FROM companions) RETURNING id`.execute(db)
  if (rows.length === 0) return []
  const held = await db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .select(['d.id', 'd.notice_id', 'd.channel', 'd.digest', 'd.tries', 'd.next_try_at'])
    .select([
      'n.person_id',
      'n.need_id',
      'n.activity_id',
      'n.gift_id',
      'n.inbound_id',
      'n.kind',
      'n.subject_id',
      'n.path',
      'n.pace',
      'n.duty',
      'n.values',
      'n.withdrawn_at',
      'n.seen_at',
      'n.due_at',
    ])
    .where(
      'd.id',
      'in',
      rows.map((row) => row.id),
    )
    .where('d.lease', '=', lease)
    .orderBy('n.due_at')
    .limit(rows.length)
    .execute()
  return held.map((row) => ({
    id: row.id,
    lease,
    leaseEnds: row.next_try_at,
    noticeId: row.notice_id,
    channel: row.channel as Held['channel'],
    digest: row.digest,
    tries: row.tries,
    personId: row.person_id,
    needId: row.need_id,
    activityId: row.activity_id,
    giftId: row.gift_id,
    inboundId: row.inbound_id,
    kind: row.kind,
    subjectId: row.subject_id,
    path: row.path,
    pace: row.pace as Pace,
    duty: row.duty,
    values: row.values as NoticeValues,
    withdrawn: row.withdrawn_at !== null,
    seen: row.seen_at !== null,
    dueAt: row.due_at,
  }))
}

type End = {
  readonly state: 'sent' | 'skipped' | 'failed'
  readonly channel?: string
  readonly reason?: string
  /** When it goes on to the next door, unless it is looked at. */
  readonly nextDoorAt?: Temporal.Instant | null
}

/** Ends deliveries this process still holds. */
export const endHeld = (db: Db, held: readonly Held[], end: End, now: Temporal.Instant) =>
  db
    .updateTable('notice_deliveries')
    .set({
      state: end.state,
      lease: null,
      ended_at: now,
      reason: end.reason ?? null,
      next_door_at: end.nextDoorAt ?? null,
      ...(end.channel === undefined ? {} : { channel: end.channel }),
    })
    .where(
      'id',
      'in',
      held.map((one) => one.id),
    )
    .where('lease', '=', held[0]?.lease ?? null)
    .execute()

/** Gives deliveries back for another moment, in another way where `channel` says so. */
export const putBack = (
  db: Db,
  held: readonly Held[],
  again: { at: Temporal.Instant; reason: string | null; channel?: string; uncounted?: boolean },
) =>
  db
    .updateTable('notice_deliveries')
    .set((eb) => ({
      state: 'waiting',
      lease: null,
      next_try_at: again.at,
      reason: again.reason,
      ...(again.channel === undefined ? {} : { channel: again.channel }),
      ...(again.uncounted === true ? { tries: eb('tries', '-', 1) } : {}),
    }))
    .where(
      'id',
      'in',
      held.map((one) => one.id),
    )
    .where('lease', '=', held[0]?.lease ?? null)
    .execute()
