import { sql } from 'kysely'
import { type Ctx, recordLooks } from '../platform'
import type { Lang } from '../web'
import { helpedRegions } from './helped-regions'
import { findFacts, renderNotice } from './render'
import type { NoticeValues } from './told'

/** Somebody whom a notice did not reach: a person, or who is helped by a need (then `reference` stands for the name). */
export type Unreached = {
  readonly id: string
  readonly personId: string | null
  readonly needId: string | null
  readonly name: string
  /** What it says, where it is about work or a request; anything about an account, a suspension or harm is for its receiver alone. */
  readonly text: string | null
  readonly since: Temporal.Instant
  readonly why: 'no-sender' | 'no-address' | 'not-reached' | 'gateway'
  readonly isUrgent: boolean
}

const LIST_MAX = 100
const FAILED_DAYS = 7

/**
 * Notices that reached nobody in the operator's regions, most pressing first, at most 100: kept for want of a sender or an address, or
 * given up in the last week. What was read on the page or has lost its point is left out; each name shown is a recorded look. Served by
 * notice_deliveries_kept_idx and notice_deliveries_failed_idx.
 */
export async function listUnreached(ctx: Ctx, lang: Lang): Promise<Unreached[]> {
  const now = ctx.clock.now()
  const regions = helpedRegions(ctx)
  const near = regions === 'all' ? sql`true` : sql`d.region_id = ANY(${[...regions]}::text[])`
  const { rows } = await sql<{
    id: string
    reason: string | null
    kind: string
    path: string
    values: NoticeValues
    pace: string
    due_at: Temporal.Instant
    person_id: string | null
    need_id: string | null
    name: string | null
    reference: string | null
  }>`
    WITH found AS (
      (SELECT d.notice_id, d.reason FROM notice_deliveries d
        WHERE ${near} AND d.state = 'waiting' AND d.reason IN ('no-sender', 'no-address') ORDER BY d.next_try_at LIMIT 1000)
      UNION ALL
      (SELECT d.notice_id, d.reason FROM notice_deliveries d
        WHERE ${near} AND d.state = 'failed' AND d.ended_at > ${now.subtract({ hours: 24 * FAILED_DAYS })} ORDER BY d.ended_at DESC LIMIT 1000))
    SELECT n.id, min(f.reason) AS reason, n.kind, n.path, n.values, n.pace, n.due_at, n.person_id, n.need_id, p.name, e.reference
    FROM found f JOIN notices n ON n.id = f.notice_id
      LEFT JOIN people p ON p.id = n.person_id LEFT JOIN needs e ON e.id = n.need_id
    WHERE n.seen_at IS NULL AND n.withdrawn_at IS NULL AND (n.person_id IS NULL OR p.state = 'active')
      AND coalesce((n.values->>'until')::timestamptz > ${now}, true)
      AND NOT EXISTS (SELECT FROM notice_deliveries o WHERE o.notice_id = n.id AND o.state = 'sent' AND o.channel <> 'in-app')
    GROUP BY n.id, p.name, e.reference
    ORDER BY (n.pace = 'now') DESC, (n.pace = 'soon') DESC, n.due_at LIMIT ${LIST_MAX}`.execute(ctx.db)
  await recordLooks(
    ctx.db,
    ctx,
    rows.flatMap((row) =>
      row.person_id === null
        ? []
        : [{ subjectPersonId: row.person_id, subjectKind: 'notice', subjectId: row.id, what: ['name'] }],
    ),
  )
  const facts = await findFacts(ctx.db, rows)
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    needId: row.need_id,
    name: row.name ?? row.reference ?? '',
    text: row.need_id !== null || row.values.activityId !== undefined ? renderNotice(row, facts, lang) : null,
    since: row.due_at,
    why: whyOf(row.reason),
    isUrgent: row.pace === 'now',
  }))
}

const whyOf = (reason: string | null): Unreached['why'] =>
  reason === 'no-sender' || reason === 'no-address' || reason === 'not-reached' ? reason : 'gateway'
