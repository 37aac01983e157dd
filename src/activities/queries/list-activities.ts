import { sql } from 'kysely'
import type { Db } from '../../platform'

/** A line of the public list. */
export type ListedActivity = Awaited<ReturnType<typeof listActivities>>[number]

// Whether an activity serves one person, as public-grain.ts has it, and the day it is public by.
const servesPerson = sql<boolean>`(a.need_id IS NOT NULL OR a.home_address OR 'home-visit' = ANY (a.flags))`
const dayStart = sql<Temporal.Instant>`(date_trunc('day', a.starts_at AT TIME ZONE a.zone) AT TIME ZONE a.zone)`
const DAY = { hours: 24 }

/**
 * Published activities that end after `from`, soonest first, with their seats; what serves one person is found by its day, so that no bound
 * tells its hour. Served by activities_list_idx with a region, else by activities_listed_idx.
 */
export function listActivities(
  db: Db,
  asked: {
    from: Temporal.Instant
    to?: Temporal.Instant | undefined
    regionId?: string | undefined
    kind?: string | undefined
    organizationId?: string | undefined
    /** Id of the last activity before this page. */
    after?: string | undefined
    limit: number
  },
) {
  let query = db
    .selectFrom('activities as a')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .leftJoin('localities as l', 'l.id', 'a.locality_id')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('slots as s')
          .whereRef('s.activity_id', '=', 'a.id')
          .select([
            sql<number>`count(*) FILTER (WHERE s.volunteer_id IS NOT NULL)`.as('filled'),
            sql<number>`count(*) FILTER (WHERE s.volunteer_id IS NULL AND s.offered_until IS NOT NULL)`.as('held'),
            sql<number>`count(*) FILTER (WHERE s.volunteer_id IS NULL AND s.offered_until IS NULL)`.as('free'),
          ])
          .as('seats'),
      (join) => join.onTrue(),
    )
    .select([
      'a.id',
      'a.reference',
      'a.title',
      'a.kind',
      'a.work',
      'a.form',
      'a.state',
      'a.region_id',
      'a.starts_at',
      'a.ends_at',
      'a.estimated_minutes',
      'a.zone',
      'a.risk_tier',
      'a.home_address',
      'a.need_id',
      'a.flags',
      'a.organization_id',
      'o.name as organization',
      'l.name_kk as locality_kk',
      'l.name_ru as locality_ru',
      'l.name_en as locality_en',
      'r.name_kk as region_kk',
      'r.name_ru as region_ru',
      'r.name_en as region_en',
      'seats.filled',
      'seats.held',
      'seats.free',
    ])
    .where('a.state', 'in', ['open', 'closed', 'done'])
    .where('a.ends_at', '>', asked.from.subtract(DAY))
    .where(
      sql<boolean>`CASE WHEN ${servesPerson} THEN ${dayStart} + interval '1 day' ELSE a.ends_at END > ${asked.from.toString()}`,
    )
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .limit(asked.limit)
  // A start bound lets the index skip what ended long ago: nothing dated lasts more than a month.
  query = query.where('a.starts_at', '>', asked.from.subtract({ hours: 24 * 92 }))
  if (asked.to !== undefined) {
    query = query
      .where('a.starts_at', '<', asked.to.add(DAY))
      .where(sql<boolean>`CASE WHEN ${servesPerson} THEN ${dayStart} ELSE a.starts_at END < ${asked.to.toString()}`)
  }
  if (asked.regionId !== undefined) query = query.where('a.region_id', '=', asked.regionId)
  if (asked.kind !== undefined) query = query.where('a.kind', '=', asked.kind)
  if (asked.organizationId !== undefined) query = query.where('a.organization_id', '=', asked.organizationId)
  if (asked.after !== undefined) {
    const start = sql`(SELECT starts_at FROM activities WHERE id = ${asked.after}::uuid)`
    query = query.where(sql<boolean>`(a.starts_at, a.id) > (${start}, ${asked.after}::uuid)`)
  }
  return query.execute()
}
