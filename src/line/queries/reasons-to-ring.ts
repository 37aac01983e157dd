import { sql } from 'kysely'

/** Of each kind of reason the oldest so many are looked at; nobody rings more in a day. */
const EACH_MAX = 500

/**
 * Every reason to ring somebody, from all rooms that have one, as rows (callee_kind, callee_id, region_id, reason, urgency, since). Urgency
 * 0 is today's danger or work within six hours, 3 can wait. `regions` null: everywhere.
 */
export const reasonsToRing = (now: Temporal.Instant, regions: readonly string[] | null) => {
  const near = (column: string) =>
    regions === null ? sql`true` : sql`${sql.ref(column)} = ANY(${[...regions]}::text[])`
  const pace = sql`CASE n.pace WHEN 'now' THEN 0 WHEN 'soon' THEN 2 ELSE 3 END`
  return sql`
    (SELECT k.callee_kind, k.callee_id, k.region_id, 'wished' AS reason, 1 AS urgency, k.wished_at AS since
      FROM line_calls k WHERE k.wished_at IS NOT NULL AND ${near('k.region_id')} ORDER BY k.next_at NULLS FIRST LIMIT ${EACH_MAX})
    UNION ALL
    (SELECT 'need', n.need_id, d.region_id, 'told', ${pace}, n.due_at
      FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id
      WHERE d.channel = 'operator' AND d.state = 'waiting' AND d.next_try_at <= ${now} AND n.need_id IS NOT NULL AND n.withdrawn_at IS NULL
        AND ${near('d.region_id')} ORDER BY d.next_try_at LIMIT ${EACH_MAX})
    UNION ALL
    (SELECT CASE WHEN n.person_id IS NULL THEN 'need' ELSE 'person' END, coalesce(n.person_id, n.need_id), d.region_id, 'unreached', ${pace},
        n.due_at
      FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id
      WHERE ((d.state = 'waiting' AND d.reason IN ('no-sender', 'no-address')) OR (d.state = 'failed' AND d.ended_at > ${now.subtract({ hours: 24 * 7 })}))
        AND d.channel <> 'operator' AND n.seen_at IS NULL AND n.withdrawn_at IS NULL AND num_nonnulls(n.person_id, n.need_id) = 1
        AND n.pace <> 'later' AND ${near('d.region_id')}
        AND NOT EXISTS (SELECT FROM notice_deliveries o WHERE o.notice_id = n.id AND o.state = 'sent' AND o.channel <> 'in-app')
      ORDER BY n.due_at LIMIT ${EACH_MAX})
    UNION ALL
    (SELECT 'person', w.volunteer_id, v.region_id, 'conveyed', 2, w.at
      FROM answers w JOIN volunteers v ON v.id = w.volunteer_id JOIN people m ON m.id = w.volunteer_id
      WHERE w.author_id <> w.volunteer_id AND w.kind = 'yes' AND w.undone_at IS NULL AND w.door <> 'call'
        AND w.at > ${now.subtract({ hours: 24 * 7 })} AND ${near('v.region_id')}
        AND NOT EXISTS (SELECT FROM contact_channels c WHERE c.person_id = m.id
          AND (c.kind = 'email' AND 'email' = ANY(m.deliver_by) OR c.kind = 'phone' AND 'sms' = ANY(m.deliver_by)))
      ORDER BY w.at LIMIT ${EACH_MAX})
    UNION ALL
    (SELECT 'person', q.volunteer_id, q.region_id, 'ask',
        CASE WHEN p.starts_at < ${now.add({ hours: 6 })} THEN 0 WHEN p.starts_at < ${now.add({ hours: 24 })} THEN 1 ELSE 2 END, q.asked_at
      FROM activities a JOIN asks q ON q.activity_id = a.id JOIN posts p ON p.id = q.post_id
      WHERE a.state = 'open' AND a.starts_at > ${now.subtract({ hours: 24 * 7 })} AND p.ends_at > ${now} AND q.state IN ('asked', 'silent')
        AND (q.state = 'silent' OR q.asked_at + (q.answer_by - q.asked_at) / 2 < ${now}) AND ${near('q.region_id')}
      ORDER BY p.starts_at, q.asked_at LIMIT ${EACH_MAX})
    UNION ALL
    (SELECT 'need', c.need_id, c.region_id, 'receipt', 3, c.next_at
      FROM call_backs c WHERE c.state = 'open' AND c.next_at <= ${now} AND ${near('c.region_id')} ORDER BY c.next_at LIMIT ${EACH_MAX})`
}
