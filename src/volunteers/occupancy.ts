import { sql } from 'kysely'
import type { Point } from '../kit/geo'
import { newId } from '../kit/ids'
import { err, ok, type Result } from '../kit/result'
import { estimateTravel } from '../places'
import { brokeConstraint, type Db, during, type Tx } from '../platform'
import { decideFree, type Held, type NotFree } from './decide-free'
import type { Transport } from './volunteer'

/** A volunteer's row as a command holds it, locked. `zone` is that of their home. */
export type LockedVolunteer = {
  readonly id: string
  readonly regionId: string
  readonly state: 'active' | 'paused' | 'left'
  readonly zone: string
  readonly point: Point
  readonly transport: Transport
  readonly travelOverride: boolean
  readonly weekMinutesMax: number
  readonly restMinutesMin: number
  readonly daysInRowMax: number
}

const LOCKED_MAX = 10_000

/**
 * Locks volunteers' rows FOR NO KEY UPDATE in ascending id, as every command that touches occupancy does before anything else. The order
 * is what keeps two commands over the same people from waiting for each other.
 * @param ids at most 10,000 different ones
 * @returns the rows found, by id; unknown ids are left out
 * @throws {RangeError} for more ids than can be locked in one command
 */
export async function lockVolunteers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, LockedVolunteer>> {
  const sorted = [...new Set(ids)].sort()
  if (sorted.length === 0) return new Map()
  if (sorted.length > LOCKED_MAX) throw new RangeError(`expected at most ${LOCKED_MAX} volunteers to lock`)
  const rows = await tx.db
    .selectFrom('volunteers as v')
    .innerJoin('people as p', 'p.id', 'v.id')
    .select(['v.id', 'v.region_id', 'v.state', 'p.zone', 'v.latitude', 'v.longitude', 'v.transport'])
    .select(['v.travel_override', 'v.week_minutes_max', 'v.rest_minutes_min', 'v.days_in_row_max'])
    .where('v.id', 'in', sorted)
    .orderBy('v.id')
    .limit(LOCKED_MAX)
    .forNoKeyUpdate('v')
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        regionId: row.region_id,
        state: row.state as LockedVolunteer['state'],
        zone: row.zone,
        point: { latitude: row.latitude, longitude: row.longitude },
        transport: row.transport as Transport,
        travelOverride: row.travel_override,
        weekMinutesMax: row.week_minutes_max,
        restMinutesMin: row.rest_minutes_min,
        daysInRowMax: row.days_in_row_max,
      },
    ]),
  )
}

/** A piece of time, with its place where it has one. `zone` of the place decides which days and weeks it counts in. */
export type Work = {
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly point?: Point | undefined
  readonly zone?: string | undefined
}

// Days in a row reach back and forth at most 31 days; the week and the day around add a little.
const AROUND_HOURS = 24 * 40

/** A piece of somebody's time that is taken. */
export type HeldTime = Held & { readonly id: string; readonly assignmentId: string | null }

const HELD_MAX = 2000

/** What a person holds around a time, soonest first, at most 2,000. Served by occupancy_once. */
export async function listHeld(
  db: Db,
  volunteerId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<HeldTime[]> {
  const [held] = await listHeldOf(db, [{ volunteerId, from, to }])
  return held ?? []
}

/** {@link listHeld} for several people, in their order. */
export async function listHeldOf(
  db: Db,
  asked: readonly { readonly volunteerId: string; readonly from: Temporal.Instant; readonly to: Temporal.Instant }[],
): Promise<HeldTime[][]> {
  const { rows } = await sql<HeldRow>`
    SELECT /* one plan */ q.at, o.* FROM unnest(${asked.map((_, at) => at)}::int[], ${asked.map((one) => one.volunteerId)}::uuid[],
      ${asked.map(({ from }) => from.toString())}::timestamptz[], ${asked.map(({ to }) => to.toString())}::timestamptz[]) AS q (at, id, since, until)
    CROSS JOIN LATERAL (
      SELECT id, kind, assignment_id, latitude, longitude, lower(during) AS start, upper(during) AS "end" FROM occupancy
      WHERE volunteer_id = q.id AND during && tstzrange(q.since, q.until) ORDER BY lower(during) LIMIT ${HELD_MAX}) AS o
    ORDER BY q.at, o.start`.execute(db)
  const held = asked.map((): HeldTime[] => [])
  for (const row of rows)
    held[row.at]?.push({
      id: row.id,
      assignmentId: row.assignment_id,
      start: row.start,
      end: row.end,
      work: row.kind === 'assignment',
      point:
        row.latitude === null || row.longitude === null
          ? undefined
          : { latitude: row.latitude, longitude: row.longitude },
    })
  return held
}

type HeldRow = {
  readonly at: number
  readonly id: string
  readonly kind: string
  readonly assignment_id: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly start: Temporal.Instant
  readonly end: Temporal.Instant
}

/** The time around work that decides whether somebody is free for it. */
export const aroundWork = ({ startsAt, endsAt }: Work) => ({
  from: startsAt.subtract({ hours: AROUND_HOURS }),
  to: endsAt.add({ hours: AROUND_HOURS }),
})

/**
 * Whether a volunteer can take on work, read under their lock: nothing overlaps, the way from and to what they hold before and after can
 * be made, and their own limits of rest, hours a week and days in a row hold.
 * @param options.travelAccepted the person themselves says they will make the way; nobody else may say so
 * @param options.without assignments to leave out of sight, because this work takes their place (move, swap)
 */
export async function isFreeFor(
  tx: Tx,
  volunteer: LockedVolunteer,
  work: Work,
  options: { readonly travelAccepted?: boolean; readonly without?: readonly string[] } = {},
): Promise<Result<null, NotFree>> {
  const { from, to } = aroundWork(work)
  const held = await listHeld(tx.db, volunteer.id, from, to)
  return isFreeBeside(
    held.filter((one) => one.assignmentId === null || !(options.without ?? []).includes(one.assignmentId)),
    volunteer,
    work,
    options.travelAccepted === true,
  )
}

/** {@link isFreeFor}, with what the person holds {@link aroundWork} at hand. */
export const isFreeBeside = (
  held: readonly HeldTime[],
  volunteer: LockedVolunteer,
  work: Work,
  travelAccepted: boolean,
): Result<null, NotFree> =>
  decideFree({
    start: work.startsAt,
    end: work.endsAt,
    point: work.point,
    zone: work.zone ?? volunteer.zone,
    limits: volunteer,
    held,
    travelMinutes: (from, to) => estimateTravel(from, to, volunteer.transport),
    travelAccepted: volunteer.travelOverride || travelAccepted,
  })

/** Time that an assignment takes of a person. */
export type Occupied = Work & { readonly volunteerId: string; readonly assignmentId: string }

/**
 * Gives a person's time to an assignment. The database refuses what overlaps, whoever else writes at the same moment.
 * Call under {@link lockVolunteers}, after the assignment's row is written and after {@link isFreeFor}.
 */
export const occupy = (tx: Tx, given: Occupied): Promise<Result<null, { readonly kind: 'overlap' }>> =>
  occupyAll(tx, [given])

/** {@link occupy} for several people; `overlap` where the time of one of them is taken. */
export async function occupyAll(tx: Tx, all: readonly Occupied[]): Promise<Result<null, { readonly kind: 'overlap' }>> {
  if (all.length === 0) return ok(null)
  const rows = await tx.db
    .insertInto('occupancy')
    .values(
      all.map((given) => ({
        id: newId(tx.now.epochMilliseconds),
        volunteer_id: given.volunteerId,
        during: during(given.startsAt, given.endsAt),
        kind: 'assignment',
        assignment_id: given.assignmentId,
        latitude: given.point?.latitude ?? null,
        longitude: given.point?.longitude ?? null,
      })),
    )
    .onConflict((conflict) => conflict.constraint('occupancy_once').doNothing())
    .returning('id')
    .execute()
  return rows.length < all.length ? err({ kind: 'overlap' }) : ok(null)
}

/** Gives the time of an ended assignment back to its person. Quiet where it held none. */
export async function release(tx: Tx, assignmentId: string): Promise<void> {
  await tx.db.deleteFrom('occupancy').where('assignment_id', '=', assignmentId).execute()
}

/**
 * Work is over for a person who took part: what of its time has passed stays theirs, since rest, hours, days in a row and load are counted
 * from it; the rest is free again.
 */
export async function endWork(tx: Tx, assignmentId: string): Promise<void> {
  await tx.db
    .updateTable('occupancy')
    .set({ during: sql`tstzrange(lower(during), least(upper(during), ${tx.now}))` })
    .where('assignment_id', '=', assignmentId)
    .where(sql<boolean>`lower(during) < ${tx.now}`)
    .execute()
  await tx.db
    .deleteFrom('occupancy')
    .where('assignment_id', '=', assignmentId)
    .where(sql<boolean>`lower(during) >= ${tx.now}`)
    .execute()
}

/** Somebody asked these people for something: their fortnight without an ask begins anew. Call under {@link lockVolunteers}. */
export async function noteAsked(tx: Tx, volunteerIds: readonly string[]): Promise<void> {
  if (volunteerIds.length === 0) return
  await tx.db
    .updateTable('volunteers')
    .set({ last_asked_at: tx.now })
    .where('id', 'in', [...volunteerIds].sort())
    .execute()
}

/** Whether a failure is the database refusing one person two places at once. */
export const isDoubleBooking = (cause: unknown): boolean => brokeConstraint(cause, 'occupancy_once')
