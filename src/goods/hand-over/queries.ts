import { sql } from 'kysely'
import type { Db } from '../../platform'
import type { AskState } from './ask'

/** An ask as both its sides see it. */
export type ShownAsk = {
  readonly id: string
  readonly asker_id: string
  readonly asker: string
  readonly holder_id: string
  readonly holder: string
  readonly item_id: string | null
  readonly unit: string | null
  readonly claim_id: string | null
  readonly need_id: string | null
  readonly reference: string | null
  readonly quantity: number
  readonly given: number
  readonly arrived: number
  readonly site_id: string | null
  readonly site: string | null
  readonly words: string
  readonly state: AskState
  readonly reason: string | null
  readonly until: Temporal.Instant
  readonly asked_at: Temporal.Instant
  readonly zone: string
}

/** Asks of and to these organizations, those that wait first, then the latest; at most 100. */
export async function listAsks(db: Db, organizations: readonly string[] | 'all', askId?: string): Promise<ShownAsk[]> {
  const own = organizations === 'all' ? null : [...organizations]
  const { rows } = await sql<ShownAsk>`
    SELECT a.id, a.asker_id, k.name AS asker, a.holder_id, h.name AS holder, coalesce(a.item_id, l.item_id) AS item_id, l.unit,
      a.claim_id, c.need_id, n.reference, a.quantity, a.given, a.arrived, a.site_id, s.name AS site, a.words, a.state, a.reason,
      a.until, a.asked_at, r.zone
    FROM goods_asks a
    JOIN organizations k ON k.id = a.asker_id
    JOIN organizations h ON h.id = a.holder_id
    JOIN regions r ON r.id = a.region_id
    LEFT JOIN sites s ON s.id = a.site_id
    LEFT JOIN line_claims c ON c.id = a.claim_id
    LEFT JOIN need_lines l ON l.id = c.line_id
    LEFT JOIN needs n ON n.id = c.need_id
    WHERE (${own}::uuid[] IS NULL OR a.asker_id = ANY(${own}::uuid[]) OR a.holder_id = ANY(${own}::uuid[]))
      AND (${askId ?? null}::uuid IS NULL OR a.id = ${askId ?? null}::uuid)
    ORDER BY a.ended_at IS NOT NULL, a.asked_at DESC, a.id LIMIT 100`.execute(db)
  return rows
}

/** Verified organizations that keep goods in a region, by name; at most 200. */
export const listHolders = (db: Db, regionId: string) =>
  db
    .selectFrom('organizations as o')
    .select(['o.id', 'o.name'])
    .where('o.state', '=', 'active')
    .where('o.verified_at', 'is not', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('sites as s')
          .select('s.id')
          .whereRef('s.organization_id', '=', 'o.id')
          .where('s.region_id', '=', regionId)
          .where('s.state', '<>', 'closed'),
      ),
    )
    .orderBy('o.name')
    .limit(200)
    .execute()

/** Sites of organizations that are not closed, by name; at most 200. */
export const listOwnSites = (db: Db, organizations: readonly string[]) =>
  organizations.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('sites')
        .select(['id', 'name', 'organization_id', 'region_id'])
        .where('organization_id', 'in', [...organizations])
        .where('state', '<>', 'closed')
        .orderBy('name')
        .limit(200)
        .execute()

/** A held claim another organization may be asked for. */
export const findHeldClaim = (db: Db, claimId: string) =>
  db
    .selectFrom('line_claims as c')
    .innerJoin('organizations as o', 'o.id', 'c.organization_id')
    .innerJoin('need_lines as l', 'l.id', 'c.line_id')
    .innerJoin('needs as n', 'n.id', 'c.need_id')
    .select([
      'c.id',
      'c.quantity',
      'c.organization_id',
      'o.name',
      'l.item_id',
      'l.competence_id',
      'l.unit',
      'n.reference',
      'n.id as need_id',
      'n.region_id',
    ])
    .where('c.id', '=', claimId)
    .where('c.state', '=', 'held')
    .executeTakeFirst()
