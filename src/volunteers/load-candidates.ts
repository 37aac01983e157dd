import { sql } from 'kysely'
import type { Point } from '../kit/geo'
import { cellsWithin } from '../kit/geo-cells'
import { GUARDIAN_PURPOSE } from '../people'
import { type Db, during } from '../platform'
import { getLawPack, lawMask, parseAgeBand } from '../standards'
import { expandHeld, listHeldBy } from '../training'
import { availabilityExpander, packIntervals } from './availability'
import { toDateExceptions } from './queries'
import { type DayRange, toRules } from './volunteer'

/**
 * A volunteer in the form of the allocation problem: no name, no contact, no words. Times are epoch minutes, half-open; what a competence
 * includes is spelled out. Fields mean what they mean there.
 */
export type CandidatePerson = {
  readonly id: string
  readonly point: Point
  readonly transport: 'foot' | 'bicycle' | 'public' | 'car'
  readonly reachMeters: number
  readonly paused: boolean
  readonly suspended: boolean
  readonly lawForbids: number
  readonly competences: readonly {
    readonly competence: string
    readonly level: 1 | 2 | 3
    readonly from: number
    readonly to: number
  }[]
  readonly languages: readonly string[]
  readonly availability: Int32Array
  readonly occupied: readonly {
    readonly start: number
    readonly end: number
    readonly point?: Point
    readonly work: boolean
  }[]
  readonly limits: {
    readonly weekMinutesMax: number
    readonly restMinutesMin: number
    readonly daysInARowMax: number
  }
  readonly cannot: readonly string[]
  readonly notWith: readonly string[]
  readonly preferredKinds: readonly string[]
  readonly recentMinutes: number
  readonly lastAskedAt?: number
  readonly visitsTo: ReadonlyMap<string, number>
  readonly travelAccepted: readonly string[]
  /** Beyond the problem: their home zone and quiet hours (`HH:MM`), for pacing the asking. */
  readonly zone: string
  readonly quietFrom: string
  readonly quietUntil: string
  readonly emergencyCalls: boolean
}

/** Whom to load: everyone of a region, or everyone whose home lies around a point, or these people. At most `limit` (2,000 by default, 20,000 at most). */
export type CandidateQuery = {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly limit?: number
} & (
  | { readonly regionId: string }
  | { readonly near: Point; readonly radiusMeters: number }
  | { readonly ids: readonly string[] }
)

const MINUTE_MS = 60_000
const minutes = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / MINUTE_MS)
const RECENT_HOURS = 24 * 28
// Rest, weeks and days in a row look this far around.
const AROUND_HOURS = 24 * 32

/**
 * Volunteers as the allocation engine wants them, with their time between `from` and `to`. People who are only interested, restricted,
 * or not active are left out; with `ids` paused ones come marked. Those who waited longest for an ask come first. Six queries however many
 * people there are.
 */
export async function loadCandidates(db: Db, query: CandidateQuery, now: Temporal.Instant): Promise<CandidatePerson[]> {
  const rows = await selectVolunteers(db, query, now)
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const { from, to } = query
  const [rules, exceptions, occupied, held, consents] = await Promise.all([
    db
      .selectFrom('availability_rules')
      .select(['volunteer_id', 'weekday', 'start_minute', 'end_minute'])
      .where('volunteer_id', 'in', ids)
      .limit(200_000)
      .execute(),
    db
      .selectFrom('availability_exceptions')
      .select(['volunteer_id', 'on_date', 'free', 'start_minute', 'end_minute'])
      .where('volunteer_id', 'in', ids)
      .where('on_date', '>=', from.subtract({ hours: 48 }).toString().slice(0, 10))
      .where('on_date', '<=', to.add({ hours: 48 }).toString().slice(0, 10))
      .limit(200_000)
      .execute(),
    db
      .selectFrom('occupancy')
      .select(['volunteer_id', 'kind', 'latitude', 'longitude'])
      .select([sql<Temporal.Instant>`lower(during)`.as('start'), sql<Temporal.Instant>`upper(during)`.as('end')])
      .where('volunteer_id', 'in', ids)
      .where(
        'during',
        '&&',
        during(
          earlier(from.subtract({ hours: AROUND_HOURS }), now.subtract({ hours: RECENT_HOURS })),
          to.add({ hours: AROUND_HOURS }),
        ),
      )
      .orderBy(sql`lower(during)`)
      .limit(200_000)
      .execute(),
    listHeldBy(db, ids, from),
    listConsented(db, rows, now),
  ])
  const rulesOf = groupBy(rules, (row) => row.volunteer_id)
  const exceptionsOf = groupBy(exceptions, (row) => row.volunteer_id)
  const occupiedOf = groupBy(occupied, (row) => row.volunteer_id)
  const expanders = new Map<string, ReturnType<typeof availabilityExpander>>()
  const masks = new Map<string, number>()
  const rhythms = new Map<string, Int32Array>()
  return rows.map((row): CandidatePerson => {
    const expand = remember(expanders, row.zone, () => availabilityExpander(row.zone))
    const rules = rulesOf.get(row.id) ?? []
    const exceptions = exceptionsOf.get(row.id) ?? []
    const availability = () =>
      packIntervals(
        expand(
          {
            rules: toRules(
              rules.map(
                (rule): DayRange => ({
                  weekday: rule.weekday,
                  startMinute: rule.start_minute,
                  endMinute: rule.end_minute,
                }),
              ),
            ),
            exceptions: toDateExceptions(
              exceptions.map((one) => ({
                date: Temporal.PlainDate.from(one.on_date),
                free: one.free,
                startMinute: one.start_minute,
                endMinute: one.end_minute,
              })),
            ),
          },
          { start: from, end: to },
        ),
      )
    // Most people keep one of a few weekly rhythms, and expanding one costs more than everything else here.
    const rhythm = rules.map((rule) => `${rule.weekday} ${rule.start_minute} ${rule.end_minute}`).sort()
    const free =
      exceptions.length > 0 ? availability() : remember(rhythms, `${row.zone} ${rhythm.join()}`, availability)
    const given = occupiedOf.get(row.id) ?? []
    const consented = consents.has(row.id)
    const day = from.toZonedDateTimeISO(row.zone).toPlainDate()
    const forbids = remember(masks, `${row.country_code} ${row.age_band} ${row.birth_date} ${consented} ${day}`, () =>
      lawMask(getLawPack(row.country_code), {
        ageBand: parseAgeBand(row.age_band),
        birthDate: row.birth_date === null ? undefined : Temporal.PlainDate.from(row.birth_date),
        day,
        consent: consented ? 'given' : 'none',
        representativePresent: false,
      }),
    )
    return {
      id: row.id,
      point: { latitude: row.latitude, longitude: row.longitude },
      transport: row.transport === 'walk' || row.transport === 'none' ? 'foot' : (row.transport as 'bicycle'),
      reachMeters: row.transport === 'none' ? Math.min(row.reach_meters, 500) : row.reach_meters,
      paused: row.state === 'paused',
      suspended: row.suspended,
      lawForbids: forbids,
      competences: expandHeld(held.get(row.id) ?? []).map((one) => ({
        competence: one.competence,
        level: one.level,
        from: one.validFrom === undefined ? Number.NEGATIVE_INFINITY : minutes(one.validFrom),
        to: one.validTo === undefined ? Number.POSITIVE_INFINITY : minutes(one.validTo),
      })),
      languages: row.languages,
      availability: free,
      occupied: given.map((one) => ({
        start: minutes(one.start),
        end: Math.ceil(one.end.epochMilliseconds / MINUTE_MS),
        work: one.kind === 'assignment',
        ...(one.latitude === null || one.longitude === null
          ? {}
          : { point: { latitude: one.latitude, longitude: one.longitude } }),
      })),
      limits: {
        weekMinutesMax: row.week_minutes_max,
        restMinutesMin: row.rest_minutes_min,
        daysInARowMax: row.days_in_row_max,
      },
      cannot: [],
      notWith: [],
      preferredKinds: row.kinds,
      recentMinutes: workedMinutes(given, now),
      ...(row.last_asked_at === null ? {} : { lastAskedAt: minutes(row.last_asked_at) }),
      visitsTo: new Map(),
      travelAccepted: [],
      zone: row.zone,
      quietFrom: row.quiet_from.slice(0, 5),
      quietUntil: row.quiet_until.slice(0, 5),
      emergencyCalls: row.emergency_calls,
    }
  })
}

async function selectVolunteers(db: Db, query: CandidateQuery, now: Temporal.Instant) {
  let select = db
    .selectFrom('volunteers as v')
    .innerJoin('people as p', 'p.id', 'v.id')
    .innerJoin('regions as r', 'r.id', 'v.region_id')
    .select(['v.id', 'v.state', 'v.latitude', 'v.longitude', 'v.transport', 'v.reach_meters', 'v.languages', 'v.kinds'])
    .select(['v.week_minutes_max', 'v.rest_minutes_min', 'v.days_in_row_max', 'v.last_asked_at', 'v.emergency_calls'])
    .select(['p.zone', 'p.age_band', 'p.birth_date', 'p.quiet_from', 'p.quiet_until', 'r.country_code'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('suspensions as s')
            .select('s.id')
            .whereRef('s.person_id', '=', 'v.id')
            .where('s.lifted_at', 'is', null)
            .where((s) => s.or([s('s.until', 'is', null), s('s.until', '>', now)])),
        )
        .$castTo<boolean>()
        .as('suspended'),
    )
    .where('p.state', '=', 'active')
    .where('p.restricted_at', 'is', null)
    .limit(Math.min(query.limit ?? 2000, 20_000))
  if ('ids' in query) {
    if (query.ids.length === 0) return []
    return select.where('v.id', 'in', query.ids).where('v.state', '<>', 'left').execute()
  }
  select = select
    .where('v.state', '=', 'active')
    .where('v.interested_only', '=', false)
    .orderBy('v.last_asked_at', (order) => order.asc().nullsFirst())
    .orderBy('v.id')
  if ('regionId' in query) return select.where('v.region_id', '=', query.regionId).execute()
  const cells = cellsWithin(query.near, query.radiusMeters)
  if (cells !== undefined) return select.where('v.cell', 'in', cells).execute()
  const degrees = query.radiusMeters / 111_000
  const wide = degrees / Math.max(0.2, Math.cos((query.near.latitude * Math.PI) / 180))
  return select
    .where('v.latitude', '>=', query.near.latitude - degrees)
    .where('v.latitude', '<=', query.near.latitude + degrees)
    .where('v.longitude', '>=', query.near.longitude - wide)
    .where('v.longitude', '<=', query.near.longitude + wide)
    .execute()
}

async function listConsented(
  db: Db,
  rows: readonly { readonly id: string; readonly age_band: string; readonly birth_date: string | null }[],
  now: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  const young = rows.filter((row) => !['18-64', '65-plus'].includes(row.age_band) || row.birth_date !== null)
  if (young.length === 0) return new Set()
  const found = await db
    .selectFrom('consents')
    .select('person_id')
    .where(
      'person_id',
      'in',
      young.map((row) => row.id),
    )
    .where('purpose', '=', GUARDIAN_PURPOSE)
    .where('withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .limit(20_000)
    .execute()
  return new Set(found.map((row) => row.person_id))
}

function workedMinutes(
  given: readonly { readonly kind: string; readonly start: Temporal.Instant; readonly end: Temporal.Instant }[],
  now: Temporal.Instant,
): number {
  const since = now.subtract({ hours: RECENT_HOURS })
  let worked = 0
  for (const one of given) {
    if (one.kind !== 'assignment') continue
    const start = Math.max(one.start.epochMilliseconds, since.epochMilliseconds)
    const end = Math.min(one.end.epochMilliseconds, now.epochMilliseconds)
    worked += Math.max(0, Math.round((end - start) / MINUTE_MS))
  }
  return worked
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group === undefined) groups.set(keyOf(row), [row])
    else group.push(row)
  }
  return groups
}
