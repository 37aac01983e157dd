import { sql } from 'kysely'
import { newId } from '../../kit/ids'
import type { Ctx, Db } from '../../platform'
import { doorsOf } from '../doors'
import type { NoticeValues, Pace } from '../told'
import { findReceivers, type Receiver } from '../wishes'
import { outdated } from './still-holds'

/** A notice to a person that one door did not bring. */
export type Undelivered = {
  readonly noticeId: string
  readonly regionId: string
  readonly pace: Pace
  /** Told to whoever is on duty, who has a list of their own to look at: nobody rings them for not having read it. */
  readonly duty: boolean
}

/**
 * Sends a notice on to the next of the person's doors that it did not go to yet, and after the last of them to the operators' list of calls.
 * What is urgent is rung about even when it went out and nobody looked, to whoever wants to be rung everything that cannot wait; else only
 * what could not go out.
 */
export async function toNextDoor(
  { ports, db, now }: Pick<Ctx, 'ports'> & { readonly db: Db; readonly now: Temporal.Instant },
  { noticeId, regionId, pace, duty }: Undelivered,
  receiver: Receiver,
  reason: string,
): Promise<void> {
  const taken = await db
    .selectFrom('notice_deliveries')
    .select('channel')
    .where('notice_id', '=', noticeId)
    .limit(20)
    .execute()
  const next = doorsOf(pace, receiver.wishes).find(
    (door) => ports[door] !== undefined && !taken.some(({ channel }) => channel === door),
  )
  const row = { id: newId(), notice_id: noticeId, region_id: regionId, next_try_at: now }
  const ringsUnread = !duty && (pace === 'now' || receiver.wishes.operator)
  if (next === undefined && (pace === 'later' || (reason === UNREAD && !ringsUnread))) return
  await db
    .insertInto('notice_deliveries')
    .values(
      next === undefined
        ? { ...row, channel: 'operator', state: 'failed', ended_at: now, reason }
        : { ...row, channel: next, state: 'waiting' },
    )
    .onConflict((clash) => clash.columns(['notice_id', 'channel']).doNothing())
    .execute()
}

const UNREAD = 'unread'
const BATCH = 200

/** Moves on what was left unread at a door for too long. What was looked at, answered, or has lost its point stays. */
export async function moveUnread(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  for (;;) {
    const moved = await ctx.db.transaction().execute(async (db) => {
      const { rows } = await sql<{ id: string }>`
        UPDATE notice_deliveries SET next_door_at = NULL WHERE id IN (
          SELECT id FROM notice_deliveries WHERE next_door_at <= ${now} ORDER BY next_door_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
        RETURNING id`.execute(db)
      if (rows.length > 0)
        await moveOn(
          { ...ctx, db },
          rows.map((row) => row.id),
          now,
        )
      return rows.length
    })
    if (moved < BATCH) return
  }
}

async function moveOn(ctx: Ctx, ids: readonly string[], now: Temporal.Instant): Promise<void> {
  const { db, ports } = ctx
  const rows = await db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .select([
      'd.notice_id',
      'd.region_id',
      'n.person_id',
      'n.kind',
      'n.subject_id',
      'n.pace',
      'n.duty',
      'n.values',
      'n.due_at',
    ])
    .select(['n.withdrawn_at', 'n.seen_at'])
    .where('d.id', 'in', ids)
    .where('d.state', '=', 'sent')
    .where('n.seen_at', 'is', null)
    .limit(ids.length)
    .execute()
  const receivers = await findReceivers(
    db,
    rows.flatMap((row) => row.person_id ?? []),
  )
  for (const row of rows) {
    const receiver = receivers.get(row.person_id ?? '')
    if (receiver === undefined || receiver.pageOnly) continue
    const notice = {
      kind: row.kind,
      subjectId: row.subject_id,
      personId: row.person_id,
      values: row.values as NoticeValues,
      dueAt: row.due_at,
      withdrawn: row.withdrawn_at !== null,
      seen: row.seen_at !== null,
    }
    if ((await outdated(db, notice, now)) !== undefined) continue
    const undelivered = { noticeId: row.notice_id, regionId: row.region_id, pace: row.pace as Pace, duty: row.duty }
    await toNextDoor({ ports, db, now }, undelivered, receiver, UNREAD)
  }
}
