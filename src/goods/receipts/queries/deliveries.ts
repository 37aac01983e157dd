import { sql } from 'kysely'
import type { Db } from '../../../platform'

/** Something given to a line of a need, who gave it, and what was said of it. A donor is never part of it. */
export type Delivery = {
  readonly id: string
  readonly line_id: string
  readonly item_id: string | null
  /** What was really given: the line's own item, or one instead of it. */
  readonly given_item_id: string | null
  readonly unit: string
  readonly quantity: number
  readonly at: Temporal.Instant
  readonly organization_id: string | null
  readonly site_id: string | null
  readonly receipt_id: string | null
  readonly result: 'yes' | 'partly' | 'no' | null
  readonly right_quantity: number | null
  readonly said_by: string | null
  readonly said_at: Temporal.Instant | null
}

/** Movements that count again what was said, or are themselves a word of the person helped: no deliveries. */
export const COUNTED_AGAIN = 'counted-again'
const noDelivery = ['receipt', COUNTED_AGAIN]

// Given from a pledge: whoever keeps the site it lay at, promised it, or fetched it. Given otherwise: the one organization that claimed the line.
const columns = sql`
  m.id, m.line_id, l.item_id, coalesce(p.item_id, l.item_id) AS given_item_id, l.unit, m.quantity, m.at,
  coalesce(s.organization_id, p.organization_id, k.organization_id, c.organization_id) AS organization_id, p.site_id,
  r.id AS receipt_id, r.result, r.right_quantity, r.said_by, r.said_at`
const sources = sql`
  line_movements m
  JOIN need_lines l ON l.id = m.line_id AND l.kind = 'item'
  LEFT JOIN pledges p ON p.id = m.cause_id
  LEFT JOIN sites s ON s.id = p.site_id
  LEFT JOIN LATERAL (SELECT organization_id FROM stock_lots WHERE pledge_id = p.id ORDER BY received_at DESC, id LIMIT 1) k ON true
  LEFT JOIN receipts r ON r.delivery_id = m.id AND r.replaced_at IS NULL
  LEFT JOIN LATERAL (
    SELECT min(organization_id::text)::uuid AS organization_id FROM line_claims
    WHERE line_id = m.line_id AND state IN ('held', 'done') HAVING count(DISTINCT organization_id) = 1) c ON true`
const isDelivery = sql`m.to_part = 'delivered' AND m.cause <> ALL(${noDelivery}::text[])`

/** What was given to the lines of a need, latest first; at most 200. */
export async function listDeliveries(db: Db, needId: string): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    SELECT ${columns} FROM ${sources} WHERE l.need_id = ${needId} AND ${isDelivery} ORDER BY m.at DESC, m.id LIMIT 200`.execute(
    db,
  )
  return rows
}

/** The same of one line. */
export async function listDeliveriesOfLine(db: Db, lineId: string): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    SELECT ${columns} FROM ${sources} WHERE m.line_id = ${lineId} AND ${isDelivery} ORDER BY m.at DESC, m.id LIMIT 200`.execute(
    db,
  )
  return rows
}

/** A delivery nobody has answered for, as a draw of call-backs sees it. */
export type Unanswered = {
  readonly id: string
  readonly line_id: string
  readonly need_id: string
  readonly organization_id: string | null
}

/**
 * Deliveries of a region between two moments without an answer, which nobody was called about yet, by id; at most 5,000. Left out:
 * exercises, and whoever may not be rung. Reads contacts, so it runs inside a command.
 */
export async function listUnanswered(
  db: Db,
  regionId: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<Unanswered[]> {
  const { rows } = await sql<Unanswered>`
    SELECT m.id, m.line_id, l.need_id, coalesce(s.organization_id, p.organization_id, k.organization_id, c.organization_id) AS organization_id
    FROM ${sources}
    JOIN needs n ON n.id = l.need_id AND n.destroyed_at IS NULL AND n.receipt IS NULL AND NOT n.drill
    JOIN need_contacts a ON a.need_id = n.id AND a.contact_kind = 'phone' AND a.call_safe
    WHERE l.region_id = ${regionId} AND ${isDelivery} AND m.at >= ${from.toString()} AND m.at < ${until.toString()}
      AND r.id IS NULL AND NOT EXISTS (SELECT FROM call_backs b WHERE b.delivery_id = m.id)
    ORDER BY m.id LIMIT 5000`.execute(db)
  return rows
}

/** Organizations that delivered to a need: they speak for nobody there. */
export async function listDeliverers(db: Db, needId: string): Promise<string[]> {
  const organizations = (await listDeliveries(db, needId)).flatMap(({ organization_id }) => organization_id ?? [])
  return [...new Set(organizations)].sort()
}
