import { sql } from 'kysely'
import type { Db } from '../platform'
import type { Lang } from '../web'
import { findFacts, renderNotice } from './render'
import type { NoticeValues } from './told'

/** A notice that did not get through to its receiver, or may only be told by telephone. */
export type Untold = {
  readonly id: string
  /** What it says, where it is about work, a request or a gift; anything about an account, a suspension or harm is for its receiver alone. */
  readonly text: string | null
  readonly since: Temporal.Instant
  readonly why: 'by-call' | 'unread' | 'asked-for' | 'no-sender' | 'no-address' | 'not-reached' | 'gateway'
}

const LIST_MAX = 10
const FAILED_HOURS = 24 * 7

/**
 * What one receiver has not been told, most pressing first, at most ten: kept for want of a sender or an address, given up in the last week,
 * or meant to be told by telephone. What was read on the page or has lost its point is left out.
 */
export async function listUntold(
  db: Db,
  to: { readonly kind: 'person' | 'need' | 'gift'; readonly id: string },
  now: Temporal.Instant,
  lang: Lang,
): Promise<Untold[]> {
  const { rows } = await sql<{
    id: string
    channel: string
    reason: string | null
    kind: string
    path: string
    values: NoticeValues
    due_at: Temporal.Instant
    person_id: string | null
    need_id: string | null
    gift_id: string | null
  }>`
    SELECT n.id, min(d.channel) AS channel, min(d.reason) AS reason, n.kind, n.path, n.values, n.due_at, n.person_id, n.need_id, n.gift_id
    FROM notices n JOIN notice_deliveries d ON d.notice_id = n.id
    WHERE n.${sql.ref(`${to.kind}_id`)} = ${to.id} AND n.seen_at IS NULL AND n.withdrawn_at IS NULL
      AND coalesce((n.values->>'until')::timestamptz > ${now}, true)
      AND (d.channel = 'operator' AND d.state = 'waiting' AND d.next_try_at <= ${now}
        OR d.channel = 'operator' AND d.state = 'failed' AND d.ended_at > ${now.subtract({ hours: FAILED_HOURS })} AND d.ended_at <= ${now}
          AND n.person_id IS NOT NULL
        OR d.channel <> 'operator' AND (d.state = 'waiting' AND d.reason IN ('no-sender', 'no-address')
          OR d.state = 'failed' AND d.ended_at > ${now.subtract({ hours: FAILED_HOURS })})
        AND NOT EXISTS (SELECT FROM notice_deliveries o WHERE o.notice_id = n.id AND o.state = 'sent' AND o.channel <> 'in-app'))
    GROUP BY n.id ORDER BY (n.pace = 'now') DESC, (n.pace = 'soon') DESC, n.due_at LIMIT ${LIST_MAX}`.execute(db)
  const facts = await findFacts(db, rows)
  return rows.map((row) => ({
    id: row.id,
    text:
      row.need_id !== null || row.gift_id !== null || row.values.activityId !== undefined
        ? renderNotice(row, facts, lang)
        : null,
    since: row.due_at,
    why:
      row.reason === 'unread' || row.reason === 'asked-for'
        ? row.reason
        : row.channel === 'operator' && row.person_id === null
          ? 'by-call'
          : whyOf(row.reason),
  }))
}

const whyOf = (reason: string | null): Untold['why'] =>
  reason === 'no-sender' || reason === 'no-address' || reason === 'not-reached' ? reason : 'gateway'
