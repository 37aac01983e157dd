import { sql } from 'kysely'
import type { Db } from '../../platform'

/** How long a need has waited. */
export const ages = ['day', 'three-days', 'week', 'older'] as const
/** One of {@link ages}. */
export type Age = (typeof ages)[number]

/** What a region is short of now: needs by urgency and age, open lines by what they ask for, who works where. */
export type RegionState = {
  readonly unmet: readonly { readonly urgency: string; readonly age: Age; readonly needs: number }[]
  readonly short: readonly {
    readonly item: string | null
    readonly competence: string | null
    readonly unit: string
    readonly open: number
    readonly needs: number
  }[]
  readonly working: readonly {
    readonly organizationId: string
    readonly organization: string
    /** Null where work goes to one person or into a home: of that the region alone is told. */
    readonly localityId: string | null
    readonly kk: string | null
    readonly ru: string | null
    readonly en: string | null
    readonly activities: number
    readonly seats: number
    readonly taken: number
  }[]
  /** Longest waiting of the most urgent, for those who answer for the region. */
  readonly oldest: readonly {
    readonly id: string
    readonly reference: string
    readonly urgency: string
    readonly raisedAt: string
  }[]
}

/** Days before and after now whose activities say who works where. */
export const WORK_DAYS = 30
const SHORT_MAX = 400
const WORKING_MAX = 50
const OLDEST_MAX = 20

/**
 * The state of a region in one statement, so that its tables are of one moment. Its cost follows what is open in the region and the
 * activities of sixty days, not what ever was: served by needs_waiting_idx, need_lines_open_idx and activities_list_idx.
 */
export async function readRegionState(db: Db, regionId: string, now: Temporal.Instant): Promise<RegionState> {
  const before = (hours: number) => now.subtract({ hours })
  const [from, until] = [before(WORK_DAYS * 24), now.add({ hours: WORK_DAYS * 24 })]
  // Bounded by: one row; each list inside has a limit.
  const { rows } = await sql<RegionState>`
    SELECT
      (SELECT coalesce(json_agg(u), '[]') FROM (
        SELECT urgency, CASE WHEN raised_at > ${before(24)} THEN 'day' WHEN raised_at > ${before(72)} THEN 'three-days'
          WHEN raised_at > ${before(168)} THEN 'week' ELSE 'older' END AS age, count(*)::int AS needs
        FROM needs WHERE region_id = ${regionId} AND state IN ('raised', 'verified') AND NOT drill GROUP BY 1, 2 LIMIT 100) u) AS unmet,
      (SELECT coalesce(json_agg(s), '[]') FROM (
        SELECT l.item_id AS item, l.competence_id AS competence, l.unit, sum(l.open)::int AS open, count(DISTINCT l.need_id)::int AS needs
        FROM need_lines l JOIN needs n ON n.id = l.need_id
        WHERE l.region_id = ${regionId} AND l.open > 0 AND l.kind <> 'words' AND n.state = 'verified' AND NOT n.drill
        GROUP BY 1, 2, 3 ORDER BY needs DESC, open DESC LIMIT ${SHORT_MAX}) s) AS short,
      (SELECT coalesce(json_agg(w), '[]') FROM (
        SELECT o.id AS "organizationId", o.name AS organization, p.id AS "localityId", p.name_kk AS kk, p.name_ru AS ru, p.name_en AS en,
          count(*)::int AS activities, coalesce(sum(t.seats), 0)::int AS seats, coalesce(sum(t.taken), 0)::int AS taken
        FROM activities a JOIN organizations o ON o.id = a.organization_id
        LEFT JOIN localities p ON p.id = a.locality_id AND a.need_id IS NULL AND NOT a.home_address AND NOT 'home-visit' = ANY (a.flags)
        LEFT JOIN LATERAL (SELECT count(*) AS seats, count(volunteer_id) AS taken FROM slots WHERE activity_id = a.id) t ON true
        WHERE a.region_id = ${regionId} AND a.state IN ('open', 'closed', 'done') AND a.starts_at >= ${from} AND a.starts_at < ${until}
        GROUP BY o.id, p.id ORDER BY activities DESC, o.name LIMIT ${WORKING_MAX}) w) AS working,
      (SELECT coalesce(json_agg(e), '[]') FROM (
        SELECT id, reference, urgency, raised_at AS "raisedAt" FROM needs
        WHERE region_id = ${regionId} AND closed_at IS NULL AND state IN ('raised', 'verified') AND NOT drill
        ORDER BY rank, raised_at, id LIMIT ${OLDEST_MAX}) e) AS oldest`.execute(db)
  return rows[0] ?? { unmet: [], short: [], working: [], oldest: [] }
}
