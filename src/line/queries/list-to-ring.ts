import { sql } from 'kysely'
import { shareReads } from '../../kit/share-reads'
import { helpedRegions } from '../../notices'
import { type Ctx, type Db, personOf } from '../../platform'
import { type Callee, type CalleeKind, type CallReason, URGENCY } from '../callee'
import { EACH_MAX, reasonsToRing } from './reasons-to-ring'

/** Somebody to ring, with every reason at once. Nameless: whoever takes the call learns whom it is with. */
export type ToRing = Callee & {
  readonly reasons: readonly CallReason[]
  /** One of URGENCY. */
  readonly urgency: number
  readonly since: Temporal.Instant
  readonly tries: number
  /** Number of the request or the gift, where it is about one. */
  readonly reference: string | null
  /** Somebody is talking with them, until then at most. */
  readonly heldUntil: Temporal.Instant | null
}

/** At most so many stand in the list; those behind come up as it is worked off. */
export const LIST_MAX = 200

/** Whom to ring in these regions (`null`: everywhere), the most urgent first, then who waits longest. Nobody is rung in their quiet hours
 * but for what cannot wait. */
export async function listToRingIn(
  db: Db,
  now: Temporal.Instant,
  regions: readonly string[] | null,
  max = LIST_MAX,
): Promise<ToRing[]> {
  const { rows } = await sql<{
    callee_kind: CalleeKind
    callee_id: string
    reasons: CallReason[]
    urgency: number
    since: Temporal.Instant
    tries: number
    reference: string | null
    held_until: Temporal.Instant | null
  }>`
    SELECT r.callee_kind, r.callee_id, array_agg(DISTINCT r.reason) AS reasons, min(r.urgency) AS urgency, min(r.since) AS since,
      max(r.tries) AS tries, max(coalesce(e.reference, g.reference)) AS reference, max(l.until) AS held_until
    FROM (${reasonsToRing({ now, regions })}) r
    LEFT JOIN people p ON r.callee_kind = 'person' AND p.id = r.callee_id
    LEFT JOIN needs e ON r.callee_kind = 'need' AND e.id = r.callee_id
    LEFT JOIN gifts g ON r.callee_kind = 'gift' AND g.id = r.callee_id
    LEFT JOIN line_leases l ON l.key = r.callee_kind || ':' || r.callee_id AND l.until > ${now}
    WHERE (r.callee_kind IN ('message', 'gift') OR r.callee_kind = 'need' AND e.destroyed_at IS NULL
        OR p.state = 'active' AND (p.restricted_at IS NULL OR r.reason IN ('message', 'wished')))
      AND (p.id IS NULL OR r.urgency <= ${URGENCY.now} OR r.reason IN ('message', 'wished') OR NOT CASE WHEN p.quiet_from <= p.quiet_until
        THEN (${now}::timestamptz AT TIME ZONE p.zone)::time >= p.quiet_from AND (${now}::timestamptz AT TIME ZONE p.zone)::time < p.quiet_until
        ELSE (${now}::timestamptz AT TIME ZONE p.zone)::time >= p.quiet_from OR (${now}::timestamptz AT TIME ZONE p.zone)::time < p.quiet_until END)
    GROUP BY r.callee_kind, r.callee_id
    ORDER BY urgency, since, r.callee_id LIMIT ${max}`.execute(db)
  return rows.map((row) => ({
    kind: row.callee_kind,
    id: row.callee_id,
    reasons: row.reasons,
    urgency: row.urgency,
    since: row.since,
    tries: row.tries,
    reference: row.reference,
    heldUntil: row.held_until,
  }))
}

/** Regions of an operator for a query: `null` is everywhere. */
export const regionsOf = (ctx: Ctx): readonly string[] | null => {
  const regions = helpedRegions(ctx)
  return regions === 'all' ? null : regions
}

const shared = new WeakMap<Db, Map<string, () => Promise<ToRing[]>>>()

/** The list of some regions, longer than it is shown; a hundred operators who ask at once share two readings of it. */
export function listShared(ctx: Ctx, regions: readonly string[] | null): Promise<ToRing[]> {
  const ofDb = shared.get(ctx.db) ?? new Map<string, () => Promise<ToRing[]>>()
  shared.set(ctx.db, ofDb)
  const key = JSON.stringify(regions === null ? null : [...regions].sort())
  const read = ofDb.get(key) ?? shareReads(() => listToRingIn(ctx.db, ctx.clock.now(), regions, EACH_MAX))
  ofDb.set(key, read)
  return read()
}

/** Whom this operator can ring: nobody rings themselves. */
export const listToRing = async (ctx: Ctx): Promise<ToRing[]> =>
  (await listShared(ctx, regionsOf(ctx))).filter(({ id }) => id !== personOf(ctx))

/** What waits for one callee: since when, and how pressing it is; undefined when nobody meant to ring them. */
export async function whyToRing(
  db: Db,
  callee: Callee & { readonly regionId: string },
  now: Temporal.Instant,
): Promise<{ readonly since: Temporal.Instant; readonly urgency: number } | undefined> {
  const { rows } = await sql<{ since: Temporal.Instant; urgency: number }>`
    SELECT min(r.since) AS since, min(r.urgency) AS urgency
    FROM (${reasonsToRing({ now, regions: [callee.regionId], only: callee })}) r HAVING count(*) > 0`.execute(db)
  return rows[0]
}
