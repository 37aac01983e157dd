import { type Ctx, personOf } from '../../platform'

/** A pattern that waits for a person's look. */
export type OpenPattern = Awaited<ReturnType<typeof listPatterns>>[number]

/** Open patterns of the regions this officer answers for, oldest first, at most 100; never about themselves. Served by companion_flags_region_idx. */
export async function listPatterns(ctx: Ctx) {
  if (ctx.actor.kind !== 'person') return []
  const handling = ctx.actor.grants.filter((grant) => ['safety-officer', 'administrator'].includes(grant.role))
  const everywhere = handling.some((grant) => grant.regionId === null && grant.organizationId === null)
  const regions = handling.flatMap((grant) => (grant.regionId === null ? [] : [grant.regionId]))
  let query = ctx.db
    .selectFrom('companion_flags as f')
    .innerJoin('people as p', 'p.id', 'f.companion_id')
    .innerJoin('regions as g', 'g.id', 'f.region_id')
    .select([
      'f.id',
      'f.companion_id',
      'f.rule',
      'f.count',
      'f.seen_at',
      'p.name',
      'g.name_kk',
      'g.name_ru',
      'g.name_en',
    ])
    .where('f.state', '=', 'open')
    .where('f.companion_id', '<>', personOf(ctx) ?? '')
    .orderBy('f.seen_at')
    .limit(100)
  if (!everywhere) query = query.where('f.region_id', 'in', regions.length === 0 ? [''] : regions)
  return query.execute()
}
