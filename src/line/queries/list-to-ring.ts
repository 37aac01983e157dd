import { sql } from 'kysely'
import { listWithPart } from '../../goods'
import { shareReads } from '../../kit/share-reads'
import { organizationsOf } from '../../needs'
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

/** Whom this operator can ring: nobody rings themselves, nor asks about what they brought. */
export async function listToRing(ctx: Ctx): Promise<ToRing[]> {
  const all = await listShared(ctx, regionsOf(ctx))
  return withoutOwnPart(
    ctx,
    all.filter(({ id }) => id !== personOf(ctx)),
  )
}

/** The rows without the question whether the help was right, where this operator has a part in the help. */
export async function withoutOwnPart(ctx: Ctx, rows: readonly ToRing[]): Promise<ToRing[]> {
  const asked = rows.filter(({ kind, reasons }) => kind === 'need' && reasons.includes('receipt'))
  if (asked.length === 0 || !(await hasOwnList(ctx))) return [...rows]
  const own = await listWithPart(
    ctx,
    asked.map(({ id }) => id),
  )
  if (own.size === 0) return [...rows]
  return rows.flatMap((row) => {
    if (!own.has(row.id)) return row
    const reasons = row.reasons.filter((reason) => reason !== 'receipt')
    return reasons.length === 0 ? [] : { ...row, reasons }
  })
}

/**
 * Whether this operator may have a part in some help: they act for an organization, or had a seat in an activity. Served by
 * assignments_volunteer_idx.
 */
export async function hasOwnList(ctx: Ctx): Promise<boolean> {
  if (organizationsOf(ctx).length > 0) return true
  const person = personOf(ctx)
  const seat = ctx.db.selectFrom('assignments').select('id').where('volunteer_id', '=', person).limit(1)
  return person !== null && (await seat.executeTakeFirst()) !== undefined
}

/** Whether somebody would be rung about nothing but help this operator has a part in. */
export const isOwnPart = async (
  ctx: Ctx,
  callee: Callee,
  why: { readonly reasons: readonly CallReason[] } | undefined,
): Promise<boolean> =>
  callee.kind === 'need' &&
  why?.reasons.every((reason) => reason === 'receipt') === true &&
  (await listWithPart(ctx, [callee.id])).size > 0

/** What waits for one callee: since when, how pressing it is, and why. */
export type WhyToRing = {
  readonly since: Temporal.Instant
  readonly urgency: number
  readonly reasons: readonly CallReason[]
}

/** What waits for one callee; undefined when nobody meant to ring them. */
export async function whyToRing(
  db: Db,
  callee: Callee & { readonly regionId: string },
  now: Temporal.Instant,
): Promise<WhyToRing | undefined> {
  const { rows } = await sql<WhyToRing>`
    SELECT min(r.since) AS since, min(r.urgency) AS urgency, array_agg(DISTINCT r.reason) AS reasons
    FROM (${reasonsToRing({ now, regions: [callee.regionId], only: callee })}) r HAVING count(*) > 0`.execute(db)
  return rows[0]
}
