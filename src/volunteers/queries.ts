import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../platform'
import type { DateException } from './availability'
import type { DayRange, Transport } from './volunteer'

/** A volunteer as they see themselves. */
export type Volunteer = {
  readonly id: string
  readonly regionId: string
  readonly state: 'active' | 'paused' | 'left'
  readonly joinedAt: Temporal.Instant
  readonly firstWhen: string
  readonly emergencyCalls: boolean
  readonly interestedOnly: boolean
  readonly pausedUntil: Temporal.Instant | null
  readonly latitude: number
  readonly longitude: number
  readonly reachMeters: number
  readonly transport: Transport
  readonly equipment: readonly string[]
  readonly languages: readonly string[]
  readonly kinds: readonly string[]
  readonly weekMinutesMax: number
  readonly restMinutesMin: number
  readonly daysInRowMax: number
  readonly travelOverride: boolean
  readonly lastAskedAt: Temporal.Instant | null
  readonly idleToldAt: Temporal.Instant | null
  /** IANA zone of their home. */
  readonly zone: string
  /** Local wall time `HH:MM`. */
  readonly quietFrom: string
  readonly quietUntil: string
}

const volunteers = (db: Db) =>
  db
    .selectFrom('volunteers as v')
    .innerJoin('people as p', 'p.id', 'v.id')
    .selectAll('v')
    .select(['p.zone', 'p.quiet_from', 'p.quiet_until'])

type VolunteerRow = Awaited<ReturnType<ReturnType<typeof volunteers>['execute']>>[number]

const toVolunteer = (row: VolunteerRow): Volunteer => ({
  id: row.id,
  regionId: row.region_id,
  state: row.state as Volunteer['state'],
  joinedAt: row.joined_at,
  firstWhen: row.first_when,
  emergencyCalls: row.emergency_calls,
  interestedOnly: row.interested_only,
  pausedUntil: row.paused_until,
  latitude: row.latitude,
  longitude: row.longitude,
  reachMeters: row.reach_meters,
  transport: row.transport as Transport,
  equipment: row.equipment,
  languages: row.languages,
  kinds: row.kinds,
  weekMinutesMax: row.week_minutes_max,
  restMinutesMin: row.rest_minutes_min,
  daysInRowMax: row.days_in_row_max,
  travelOverride: row.travel_override,
  lastAskedAt: row.last_asked_at,
  idleToldAt: row.idle_told_at,
  zone: row.zone,
  quietFrom: row.quiet_from.slice(0, 5),
  quietUntil: row.quiet_until.slice(0, 5),
})

/** A volunteer by their person's id; undefined for someone who never joined. Personal data: whoever shows it to another records the look. */
export async function findVolunteer(db: Db, id: string): Promise<Volunteer | undefined> {
  const row = await volunteers(db).where('v.id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : toVolunteer(row)
}

/** An exception as kept, with the id that takes it back. */
export type KeptException = {
  readonly id: string
  readonly date: Temporal.PlainDate
  readonly free: boolean
  readonly startMinute: number
  readonly endMinute: number
}

/** A busy time of the person's own. */
export type KeptBusy = { readonly id: string; readonly start: Temporal.Instant; readonly end: Temporal.Instant }

/** What a person said of their time: usual week, exceptions from a day on, own busy times that are not over. */
export type SaidTime = { week: DayRange[]; exceptions: KeptException[]; busy: KeptBusy[] }

type TimeRow = {
  week: { weekday: number; startMinute: number; endMinute: number }[] | null
  exceptions: { id: string; date: string; free: boolean; startMinute: number; endMinute: number }[] | null
  busy: SpanRow[] | null
}
type SpanRow = { id: string; start: string; end: string }

const spanColumns = sql`json_agg(json_build_object('id', id,
  'start', to_char(lower(during) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'end', to_char(upper(during) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY lower(during))`

const timeColumns = (volunteerId: string, today: RawBuilder<unknown>, now: Temporal.Instant) => sql`
  (SELECT json_agg(json_build_object('weekday', weekday, 'startMinute', start_minute, 'endMinute', end_minute) ORDER BY weekday, start_minute)
    FROM availability_rules WHERE volunteer_id = ${volunteerId}) AS week,
  (SELECT json_agg(json_build_object('id', id, 'date', on_date, 'free', free, 'startMinute', start_minute, 'endMinute', end_minute) ORDER BY on_date, start_minute)
    FROM (SELECT * FROM availability_exceptions WHERE volunteer_id = ${volunteerId} AND on_date >= ${today} ORDER BY on_date LIMIT 200) e) AS exceptions,
  (SELECT ${spanColumns}
    FROM (SELECT * FROM occupancy WHERE volunteer_id = ${volunteerId} AND kind = 'busy' AND during && tstzrange(${now.toString()}, NULL) LIMIT 200) b) AS busy`

const toSpans = (rows: SpanRow[] | null): KeptBusy[] =>
  (rows ?? []).map(({ id, start, end }) => ({
    id,
    start: Temporal.Instant.from(start),
    end: Temporal.Instant.from(end),
  }))

const toTime = (row: TimeRow | undefined): SaidTime => ({
  week: row?.week ?? [],
  exceptions: (row?.exceptions ?? []).map((one) => ({ ...one, date: Temporal.PlainDate.from(one.date) })),
  busy: toSpans(row?.busy ?? null),
})

/** {@link SaidTime} of a person, in one query. */
export async function readTime(
  db: Db,
  volunteerId: string,
  today: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<SaidTime> {
  const { rows } = await sql<TimeRow>`SELECT ${timeColumns(volunteerId, sql`${today.toString()}::date`, now)}`.execute(
    db,
  )
  return toTime(rows[0])
}

/** What a person's own home shows of them, their time and their shifts of seven days, and what organizations and proofs ask of them. */
export type HomeView = {
  readonly volunteer: Volunteer | undefined
  readonly time: SaidTime
  readonly shifts: readonly KeptBusy[]
  readonly invited: readonly { readonly organizationId: string; readonly name: string }[]
  readonly renewals: readonly { readonly competence: string; readonly validUntil: Temporal.Instant }[]
}

/** {@link HomeView} of a person in one query: it is the page people open most, often on a poor line and all at once. */
export async function readHome(db: Db, personId: string, now: Temporal.Instant): Promise<HomeView> {
  const at = sql`${now.toString()}::timestamptz`
  const today = sql`(${at} AT TIME ZONE p.zone)::date`
  const { rows } = await sql<
    TimeRow & {
      shifts: SpanRow[] | null
      invited: { organizationId: string; name: string }[] | null
      renewals: { competence: string; validUntil: string }[] | null
    } & VolunteerRow & { joined: boolean }
  >`
    SELECT v.*, v.id IS NOT NULL AS joined, p.zone, p.quiet_from, p.quiet_until, ${timeColumns(personId, today, now)},
      (SELECT ${spanColumns} FROM (SELECT * FROM occupancy WHERE volunteer_id = ${personId} AND kind = 'assignment'
        AND during && tstzrange(${today}::timestamp AT TIME ZONE p.zone, (${today} + 7)::timestamp AT TIME ZONE p.zone) LIMIT 50) s) AS shifts,
      (SELECT json_agg(json_build_object('organizationId', o.id, 'name', o.name) ORDER BY o.name)
        FROM organization_members m JOIN organizations o ON o.id = m.organization_id
        WHERE m.person_id = ${personId} AND m.state = 'invited') AS invited,
      (SELECT json_agg(json_build_object('competence', competence_id, 'validUntil', to_char(valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY valid_until)
        FROM credentials WHERE volunteer_id = ${personId} AND state = 'confirmed' AND renewal_offered_at IS NOT NULL AND valid_until > ${at}) AS renewals
    FROM people p LEFT JOIN volunteers v ON v.id = p.id WHERE p.id = ${personId}`.execute(db)
  const row = rows[0]
  return {
    volunteer: row?.joined === true ? toVolunteer(row) : undefined,
    time: toTime(row),
    shifts: toSpans(row?.shifts ?? null),
    invited: row?.invited ?? [],
    renewals: (row?.renewals ?? []).map(({ competence, validUntil }) => ({
      competence,
      validUntil: Temporal.Instant.from(validUntil),
    })),
  }
}

const wall = (minute: number): Temporal.PlainTime =>
  Temporal.PlainTime.from({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 })

/** Exceptions in the form in which availability is expanded. */
export const toDateExceptions = (kept: readonly Omit<KeptException, 'id'>[]): DateException[] =>
  kept.map(({ date, free, startMinute, endMinute }) => ({
    date,
    kind: free ? ('free' as const) : ('busy' as const),
    hours: { from: wall(startMinute), to: wall(endMinute) },
  }))

const INVITED_MIN = 5

/** How many people came by an organization's invitation; null below 5, so that nobody can be picked out. Served by volunteers_inviter_idx. */
export async function countInvited(db: Db, organizationId: string): Promise<number | null> {
  const { count } = await db
    .selectFrom('volunteers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('inviter_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return count < INVITED_MIN ? null : count
}
