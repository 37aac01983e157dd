import { sql } from 'kysely'
import { type Ctx, grantsCover, recordLooks } from '../../platform'

/** Somebody who has not answered an ask. */
export type RingRow = Awaited<ReturnType<typeof listToRing>>[number]

/**
 * Asks without an answer in the operator's regions, soonest work first, at most 50: silent ones, and those more than half of whose time is
 * over. Each name shown is a recorded look. Served by asks_volunteer_idx and activities_region_idx.
 */
export async function listToRing(ctx: Ctx) {
  const now = ctx.clock.now()
  const grants = ctx.actor.kind === 'person' ? ctx.actor.grants : []
  const helping = grants.filter((grant) => grantsCover([grant], 'people:help'))
  const regions = helping.some((grant) => grant.regionId === null && grant.organizationId === null)
    ? undefined
    : helping.flatMap((grant) => (grant.organizationId === null ? (grant.regionId ?? []) : []))
  const organizations = helping.flatMap((grant) => grant.organizationId ?? [])
  const rows = await ctx.db
    .selectFrom('activities as a')
    .innerJoin('asks as q', 'q.activity_id', 'a.id')
    .innerJoin('posts as p', 'p.id', 'q.post_id')
    .innerJoin('people as m', 'm.id', 'q.volunteer_id')
    .innerJoin('organizations as o', 'o.id', 'q.organization_id')
    .select([
      'q.id',
      'q.code',
      'q.volunteer_id',
      'q.state',
      'p.starts_at',
      'a.zone',
      'a.title',
      'o.name as organization',
    ])
    .select(sql<string | null>`split_part(m.name, ' ', 1)`.as('name'))
    .where('a.state', '=', 'open')
    .where('a.starts_at', '>', now.subtract({ hours: 24 * 7 }))
    .$if(regions !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          ...((regions ?? []).length === 0 ? [] : [eb('a.region_id', 'in', regions ?? [])]),
          ...(organizations.length === 0 ? [] : [eb('a.organization_id', 'in', organizations)]),
        ]),
      ),
    )
    .where('p.ends_at', '>', now)
    .where('q.state', 'in', ['asked', 'silent'])
    .where((eb) =>
      eb.or([
        eb('q.state', '=', 'silent'),
        sql<boolean>`q.asked_at + (q.answer_by - q.asked_at) / 2 < ${now.toString()}::timestamptz`,
      ]),
    )
    .orderBy('p.starts_at')
    .orderBy('q.asked_at')
    .limit(50)
    .execute()
  await recordLooks(
    ctx.db,
    ctx,
    rows.map((row) => ({ subjectPersonId: row.volunteer_id, subjectKind: 'ask', subjectId: row.id, what: ['name'] })),
  )
  return rows
}
