import { sql } from 'kysely'
import { type Ctx, type Db, personOf } from '../platform'

/** A line of the officers' queue: nothing said, nobody named but the officer. */
export type QueueLine = Awaited<ReturnType<typeof listQueue>>[number]

const QUEUE_MAX = 200

/**
 * Reports that this officer may open, by their regions and past what concerns themselves: open ones by urgency and age, or those
 * closed last. At most 200.
 */
export async function listQueue(db: Db, ctx: Ctx, which: 'open' | 'closed') {
  if (ctx.actor.kind !== 'person') return []
  const handling = ctx.actor.grants.filter((grant) => ['safety-officer', 'administrator'].includes(grant.role))
  const everywhere = handling.some((grant) => grant.regionId === null && grant.organizationId === null)
  const regions = handling.flatMap((grant) => (grant.regionId === null ? [] : [grant.regionId]))
  const me = personOf(ctx) ?? ''
  let query = db
    .selectFrom('safety_reports as r')
    .innerJoin('regions as g', 'g.id', 'r.region_id')
    .leftJoin('people as p', 'p.id', 'r.officer_id')
    .select([
      'r.id',
      'r.reference',
      'r.kind',
      'r.concerns',
      'r.urgent',
      'r.state',
      'r.outcome',
      'r.reported_at',
      'r.closed_at',
      'r.officer_id',
      'p.name as officer',
      'g.name_kk',
      'g.name_ru',
      'g.name_en',
    ])
    .where(sql<boolean>`NOT ${me}::uuid = ANY (r.excluded_ids)`)
    .where(sql<boolean>`r.about_person_id IS DISTINCT FROM ${me}::uuid`)
    .where(sql<boolean>`(r.about_organization_id IS NULL OR (
      NOT EXISTS (SELECT FROM organization_members m WHERE m.organization_id = r.about_organization_id AND m.person_id = ${me}::uuid AND m.state = 'member')
      AND NOT EXISTS (SELECT FROM role_grants o WHERE o.organization_id = r.about_organization_id AND o.person_id = ${me}::uuid AND o.ended_at IS NULL)))`)
    .limit(QUEUE_MAX)
  if (!everywhere) query = query.where('r.region_id', 'in', regions.length === 0 ? [''] : regions)
  return which === 'open'
    ? query
        .where('r.state', '<>', 'closed')
        .orderBy(sql`r.officer_id = ${me}::uuid`, (o) => o.desc().nullsLast())
        .orderBy('r.urgent', 'desc')
        .orderBy('r.reported_at')
        .execute()
    : query.where('r.state', '=', 'closed').orderBy('r.closed_at', 'desc').execute()
}
