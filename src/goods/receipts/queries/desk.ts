import { sql } from 'kysely'
import { organizationsOf, triageRegions } from '../../../needs'
import { type Ctx, personOf } from '../../../platform'
import type { TroubleReason } from '../receipt'

/** A reason to follow up, as somebody outside the team that delivered sees it. */
export type OpenTrouble = {
  readonly id: string
  readonly need_id: string
  readonly reference: string
  readonly reason: TroubleReason
  readonly quantity: number
  readonly again: number
  readonly unit: string
  readonly item_id: string | null
  readonly came_item_id: string | null
  readonly organization: string | null
  readonly site: string | null
  readonly zone: string
  readonly said_at: Temporal.Instant
}

/** Needs in whose help the actor has a part: nothing that was said there is for them. A fragment over `n.id`. */
const hasPart = (ctx: Ctx) => {
  const own = organizationsOf(ctx)
  const person = personOf(ctx)
  return sql<boolean>`(
    EXISTS (SELECT FROM receipts o WHERE o.need_id = n.id AND o.organization_id = ANY(${own}::uuid[]))
    OR EXISTS (SELECT FROM line_claims o WHERE o.need_id = n.id AND o.state IN ('held', 'done') AND o.organization_id = ANY(${own}::uuid[]))
    OR EXISTS (SELECT FROM pledges o LEFT JOIN sites os ON os.id = o.site_id WHERE o.need_id = n.id
      AND (o.organization_id = ANY(${own}::uuid[]) OR os.organization_id = ANY(${own}::uuid[])))
    OR EXISTS (SELECT FROM need_visits o WHERE o.need_id = n.id
      AND (o.organization_id = ANY(${own}::uuid[]) OR ${person}::uuid = ANY(o.person_ids))))`
}

const inRegions = (regions: readonly string[] | 'all') =>
  regions === 'all' ? sql<boolean>`true` : sql<boolean>`n.region_id = ANY(${[...regions]}::text[])`

/** Which of these needs the actor has a part in; served by the indexes of each table on its need. */
export async function listWithPart(ctx: Ctx, needIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (needIds.length === 0) return new Set()
  // Bounded by: the needs that are asked about.
  const { rows } = await sql<{ id: string }>`
    SELECT n.id FROM unnest(${[...needIds]}::uuid[]) AS n(id) WHERE ${hasPart(ctx)}`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}

/** Reasons nobody has followed up yet, oldest first; at most 100, after `cursor` (an id). */
export async function listTroubles(ctx: Ctx, cursor?: string): Promise<OpenTrouble[]> {
  const regions = await triageRegions(ctx.db, ctx)
  const { rows } = await sql<OpenTrouble>`
    SELECT t.id, t.need_id, n.reference, t.reason, t.quantity, t.again, l.unit, r.item_id, t.came_item_id, o.name AS organization,
      s.name AS site, n.zone, t.said_at
    FROM receipt_troubles t
    JOIN needs n ON n.id = t.need_id
    JOIN need_lines l ON l.id = t.line_id
    JOIN receipts r ON r.id = t.receipt_id
    LEFT JOIN organizations o ON o.id = r.organization_id
    LEFT JOIN sites s ON s.id = r.site_id
    WHERE t.state = 'open' AND ${inRegions(regions)} AND NOT ${hasPart(ctx)}
      AND (${cursor ?? null}::uuid IS NULL OR (t.said_at, t.id) > (SELECT c.said_at, c.id FROM receipt_troubles c WHERE c.id = ${cursor ?? null}::uuid))
    ORDER BY t.said_at, t.id LIMIT 100`.execute(ctx.db)
  return rows
}

/** A no whose person agreed that those who delivered learn of it. */
export type ToldTrouble = Pick<
  OpenTrouble,
  'id' | 'reference' | 'need_id' | 'reason' | 'quantity' | 'unit' | 'item_id' | 'said_at' | 'zone'
>

/** What the actor's own organizations may learn of single deliveries, latest first; at most 50. */
export async function listTold(ctx: Ctx): Promise<ToldTrouble[]> {
  const own = organizationsOf(ctx)
  if (own.length === 0) return []
  const { rows } = await sql<ToldTrouble>`
    SELECT t.id, t.need_id, n.reference, t.reason, t.quantity, l.unit, r.item_id, t.said_at, n.zone
    FROM receipts r
    JOIN receipt_troubles t ON t.receipt_id = r.id
    JOIN needs n ON n.id = r.need_id
    JOIN need_lines l ON l.id = r.line_id
    WHERE r.organization_id = ANY(${own}::uuid[]) AND r.may_tell AND r.replaced_at IS NULL
    ORDER BY t.said_at DESC, t.id LIMIT 50`.execute(ctx.db)
  return rows
}

/** A draw as anyone may see it: its seed once it is told, and then which numbers were drawn and what came of them. */
export type ShownDraw = {
  readonly id: string
  readonly region_id: string
  readonly day: string
  readonly rate_percent: number
  readonly drawn_from: number
  readonly drawn: number
  readonly seed_hash: string
  readonly seed: string | null
  readonly numbers: readonly number[] | null
}

/** The latest draws, at most 60. */
export async function listDraws(db: Ctx['db']): Promise<ShownDraw[]> {
  const { rows } = await sql<ShownDraw>`
    SELECT d.id, d.region_id, d.day::text AS day, d.rate_percent, d.drawn_from, d.drawn, d.seed_hash,
      CASE WHEN d.told_at IS NULL THEN NULL ELSE d.seed END AS seed,
      CASE WHEN d.told_at IS NULL THEN NULL ELSE (SELECT array_agg(k.number ORDER BY k.number) FROM call_backs k WHERE k.draw_id = d.id) END AS numbers
    FROM call_back_draws d ORDER BY d.drawn_at DESC, d.id LIMIT 60`.execute(db)
  return rows
}
