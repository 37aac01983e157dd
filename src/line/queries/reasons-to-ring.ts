import { type RawBuilder, sql } from 'kysely'
import { type Callee, type CalleeKind, type CallReason, calleeKinds, URGENCY } from '../callee'

/** Of each reason the most pressing so many are looked at; nobody rings more in a day. */
export const EACH_MAX = 500
/** A notice that was given up longer ago says nothing any more. */
const FAILED_HOURS = 24 * 7
/** Whoever was helped has two days to say by themselves whether it was what they needed. */
const CONFIRM_HOURS = 48

/** Which reasons: in which regions (`null`: everywhere), at what moment, of whom alone. */
export type Span = {
  readonly now: Temporal.Instant
  readonly regions: readonly string[] | null
  readonly only?: Callee | undefined
}

type Part = {
  readonly reason: CallReason
  readonly callee: RawBuilder<unknown>
  readonly id: RawBuilder<unknown>
  readonly region: string
  readonly urgency: RawBuilder<unknown>
  readonly since: RawBuilder<unknown>
  readonly from: RawBuilder<unknown>
  readonly where: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
  /** How one callee of a kind is told by an index; a kind that is not named never stands there. */
  readonly of: Partial<Record<CalleeKind, (id: string) => RawBuilder<unknown>>>
}

const person = sql`'person'`
const need = sql`'need'`
const { danger, now: atOnce, today, soon, later } = URGENCY
const pace = sql`CASE n.pace WHEN 'now' THEN ${sql.lit(atOnce)} WHEN 'soon' THEN ${sql.lit(soon)} ELSE ${sql.lit(later)} END`

/** No message leads to `m`: none of their addresses is one they hear by. */
const unreachable = sql`NOT EXISTS (SELECT FROM contact_channels c LEFT JOIN notice_settings s ON s.person_id = c.person_id
  WHERE c.person_id = m.id
  AND CASE c.kind WHEN 'email' THEN coalesce(s.email, true) WHEN 'phone' THEN coalesce(s.sms, true) ELSE coalesce(s.telegram, true) END)`

const nearIn = (column: string, regions: readonly string[] | null) =>
  regions === null ? sql`true` : sql`${sql.ref(column)} = ANY(${[...regions]}::text[])`

function messagesOf(only: Callee | undefined): RawBuilder<unknown> {
  if (only === undefined) return sql`true`
  if (only.kind === 'need') return sql`i.need_id = ${only.id}`
  if (only.kind === 'person') return sql`i.person_id = ${only.id} AND i.need_id IS NULL`
  return sql`(i.door, i.sender) = (SELECT f.door, f.sender FROM inbound_messages f WHERE f.id = ${only.id}) AND num_nonnulls(i.need_id, i.person_id) = 0`
}

function partsOf({ now, regions, only }: Span): readonly Part[] {
  const confirmBy = now.subtract({ hours: CONFIRM_HOURS })
  const failedAfter = now.subtract({ hours: FAILED_HOURS })
  const kept = sql`d.state = 'waiting' AND d.reason IN ('no-sender', 'no-address')`
  const failed = sql`d.state = 'failed' AND d.ended_at > ${failedAfter} AND d.ended_at <= ${now}`
  const [inSixHours, tomorrow] = [now.add({ hours: 6 }), now.add({ hours: 24 })]
  return [
    {
      reason: 'danger',
      callee: need,
      id: sql`e.id`,
      region: 'e.region_id',
      urgency: sql.lit(danger),
      since: sql`e.danger_alarm_at`,
      from: sql`needs e`,
      where: sql`e.rank = 0 AND e.closed_at IS NULL AND e.danger_seen_by IS NULL AND NOT e.drill`,
      order: sql`e.raised_at`,
      of: { need: (id) => sql`e.id = ${id}` },
    },
    {
      reason: 'check',
      callee: need,
      id: sql`e.id`,
      region: 'e.region_id',
      urgency: sql`least(e.rank, ${sql.lit(later)})`,
      since: sql`e.raised_at`,
      from: sql`needs e`,
      where: sql`e.state = 'raised' AND NOT e.drill AND e.rank > 0`,
      order: sql`e.rank, e.raised_at`,
      of: { need: (id) => sql`e.id = ${id}` },
    },
    {
      reason: 'receipt',
      callee: need,
      id: sql`e.id`,
      region: 'e.region_id',
      urgency: sql.lit(later),
      since: sql`e.helped_at`,
      from: sql`needs e`,
      where: sql`e.state = 'helped' AND e.receipt IS NULL AND e.closed_at IS NULL AND NOT e.drill
      AND e.helped_at < ${confirmBy}`,
      order: sql`e.helped_at`,
      of: { need: (id) => sql`e.id = ${id}` },
    },
    {
      reason: 'receipt',
      callee: need,
      id: sql`c.need_id`,
      region: 'c.region_id',
      urgency: sql.lit(later),
      since: sql`c.next_at`,
      from: sql`call_backs c`,
      where: sql`c.state = 'open' AND c.next_at <= ${now}`,
      order: sql`c.next_at`,
      of: { need: (id) => sql`c.need_id = ${id}` },
    },
    {
      reason: 'message',
      callee: sql`CASE WHEN m.need_id IS NOT NULL THEN 'need' WHEN m.person_id IS NOT NULL THEN 'person' ELSE 'message' END`,
      id: sql`coalesce(m.need_id, m.person_id, m.first_id)`,
      region: 'm.region_id',
      urgency: sql`CASE m.attention WHEN 'danger' THEN ${sql.lit(danger)} WHEN 'request' THEN ${sql.lit(atOnce)}
      WHEN 'machine' THEN ${sql.lit(later)} ELSE ${sql.lit(today)} END`,
      since: sql`m.said_at`,
      // An unknown sender stands there once, by the oldest message that waits.
      from: sql`(SELECT i.*, first_value(i.id) OVER (PARTITION BY i.door, i.sender, num_nonnulls(i.need_id, i.person_id) ORDER BY i.seq) AS first_id
        FROM inbound_messages i WHERE i.attention IS NOT NULL AND i.handled_at IS NULL AND ${nearIn('i.region_id', regions)} AND ${messagesOf(only)}) m`,
      where: sql`true`,
      order: sql`m.attention = 'danger' DESC, m.seq`,
      of: { person: () => sql`true`, need: () => sql`true`, message: () => sql`true` },
    },
    {
      reason: 'wished',
      callee: sql`w.callee_kind`,
      id: sql`w.callee_id`,
      region: 'w.region_id',
      urgency: sql.lit(today),
      since: sql`w.wished_at`,
      from: sql`line_calls w`,
      where: sql`w.wished_at IS NOT NULL`,
      order: sql`w.wished_at`,
      of: Object.fromEntries(
        calleeKinds.map((kind) => [kind, (id: string) => sql`w.callee_kind = ${kind} AND w.callee_id = ${id}`]),
      ),
    },
    {
      reason: 'told',
      callee: need,
      id: sql`n.need_id`,
      region: 'd.region_id',
      urgency: pace,
      since: sql`n.due_at`,
      from: sql`notice_deliveries d JOIN notices n ON n.id = d.notice_id`,
      where: sql`d.channel = 'operator' AND d.state = 'waiting' AND d.next_try_at <= ${now} AND n.need_id IS NOT NULL AND n.withdrawn_at IS NULL`,
      order: sql`d.next_try_at`,
      of: { need: (id) => sql`n.need_id = ${id}` },
    },
    ...(['waiting', 'failed'] as const).map(
      (state): Part => ({
        reason: 'unreached',
        callee: sql`CASE WHEN n.person_id IS NOT NULL THEN 'person' WHEN n.need_id IS NOT NULL THEN 'need' ELSE 'gift' END`,
        id: sql`coalesce(n.person_id, n.need_id, n.gift_id)`,
        region: 'd.region_id',
        urgency: pace,
        since: sql`n.due_at`,
        from: sql`notice_deliveries d JOIN notices n ON n.id = d.notice_id`,
        where: sql`${state === 'waiting' ? kept : failed} AND (d.channel <> 'operator' OR n.person_id IS NOT NULL) AND n.seen_at IS NULL AND n.withdrawn_at IS NULL AND n.pace <> 'later'
        AND (num_nonnulls(n.person_id, n.need_id) = 1 OR n.gift_id IS NOT NULL AND d.channel = 'sms')
        AND coalesce((n.values->>'until')::timestamptz > ${now}, true)
        AND (d.channel = 'operator' OR NOT EXISTS (SELECT FROM notice_deliveries o WHERE o.notice_id = n.id AND o.state = 'sent' AND o.channel <> 'in-app'))`,
        order: state === 'waiting' ? sql`d.next_try_at` : sql`d.ended_at DESC`,
        of: {
          person: (id) => sql`n.person_id = ${id}`,
          need: (id) => sql`n.need_id = ${id} AND n.person_id IS NULL`,
          gift: (id) => sql`n.gift_id = ${id}`,
        },
      }),
    ),
    {
      // A yes was passed on for them, and no message leads to them: they hear of it by telephone.
      reason: 'conveyed',
      callee: person,
      id: sql`w.volunteer_id`,
      region: 'v.region_id',
      urgency: sql.lit(soon),
      since: sql`w.at`,
      from: sql`answers w JOIN volunteers v ON v.id = w.volunteer_id JOIN people m ON m.id = w.volunteer_id`,
      where: sql`w.author_id <> w.volunteer_id AND w.kind = 'yes' AND w.undone_at IS NULL AND w.door <> 'call' AND w.at > ${failedAfter}
        AND ${unreachable}`,
      order: sql`w.at`,
      of: { person: (id) => sql`w.volunteer_id = ${id}` },
    },
    {
      // A volunteer would be their companion, and no message leads to them: they are asked by telephone.
      reason: 'companion',
      callee: person,
      id: sql`h.person_id`,
      region: 'h.region_id',
      urgency: sql.lit(soon),
      since: sql`o.answered_at`,
      from: sql`companion_wishes h JOIN companion_asks o ON o.wish_id = h.id AND o.state = 'yes' JOIN people m ON m.id = h.person_id`,
      where: sql`h.state = 'offered' AND h.ended_at IS NULL AND ${unreachable}`,
      order: sql`o.answered_at`,
      of: { person: (id) => sql`h.person_id = ${id}` },
    },
    {
      reason: 'ask',
      callee: person,
      id: sql`q.volunteer_id`,
      region: 'q.region_id',
      urgency: sql`CASE WHEN p.starts_at < ${inSixHours} THEN ${sql.lit(atOnce)} WHEN p.starts_at < ${tomorrow}
      THEN ${sql.lit(today)} ELSE ${sql.lit(soon)} END`,
      since: sql`q.asked_at`,
      from: sql`activities a JOIN asks q ON q.activity_id = a.id JOIN posts p ON p.id = q.post_id`,
      where: sql`a.state = 'open' AND a.starts_at > ${failedAfter} AND p.ends_at > ${now}
      AND q.state IN ('asked', 'silent') AND (q.state = 'silent' OR q.asked_at + (q.answer_by - q.asked_at) / 2 < ${now})`,
      order: sql`p.starts_at, q.asked_at`,
      of: { person: (id) => sql`q.volunteer_id = ${id}` },
    },
  ]
}

/**
 * Every reason to ring somebody, from all rooms that have one, as rows (callee_kind, callee_id, region_id, reason, urgency, since). What was
 * dealt with, or is to be tried again later, is left out before the oldest are taken, so that nobody behind them is forgotten.
 */
export const reasonsToRing = (span: Span) => {
  const { only } = span
  const parts = partsOf(span)
  return sql.join(
    (only === undefined ? parts : parts.filter(({ of }) => of[only.kind] !== undefined)).map((part) =>
      selectOf(part, span),
    ),
    sql` UNION ALL `,
  )
}

function selectOf({ reason, callee, id, region, urgency, since, from, where, order, of }: Part, span: Span) {
  const { now, regions, only } = span
  const theirs = (only === undefined ? undefined : of[only.kind]?.(only.id)) ?? sql`true`
  return sql`(SELECT ${callee} AS callee_kind, ${id} AS callee_id, ${sql.ref(region)} AS region_id, ${sql.lit(reason)} AS reason,
      ${urgency} AS urgency, ${since} AS since, coalesce(k.tries, 0) AS tries
    FROM ${from} LEFT JOIN line_calls k ON k.callee_kind = ${callee} AND k.callee_id = ${id}
    WHERE ${where} AND ${nearIn(region, regions)} AND ${theirs} AND (k.next_at IS NULL OR k.next_at <= ${now})
      AND (k.settled_at IS NULL OR ${since} > k.settled_at ${reason === 'wished' ? sql`OR true` : sql``})
    ORDER BY ${order} LIMIT ${sql.lit(EACH_MAX)})`
}
