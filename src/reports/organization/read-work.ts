import { setTimeout } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform'

/** What the work of an organization in a year, or of a series, came to. */
export type Work = {
  /** Position of the last entry that anything here follows from. */
  readonly asOf: number
  /** Nothing was written that has no position yet: all of this follows from the entries up to `asOf`. */
  readonly settled: boolean
  readonly states: readonly { readonly state: string; readonly activities: number }[]
  readonly came: number
  /** Minutes by the number they stand in, and how many people's they are. */
  readonly hours: readonly { readonly id: HoursId; readonly minutes: number; readonly people: number }[]
  /** People some of whose volunteer time is not confirmed: what recorded and confirmed time taken from each other would tell of. */
  readonly unconfirmed: number
  readonly months: readonly { readonly month: string; readonly minutes: number; readonly people: number }[]
  readonly results: readonly { readonly unit: string; readonly quantity: number; readonly activities: number }[]
}

/** Numbers of time a report tells apart; what is paid or ordered is never added to the rest. */
export const hoursIds = ['hours-recorded', 'hours-confirmed', 'hours-paid-time', 'hours-compulsory'] as const
/** One of {@link hoursIds}. */
export type HoursId = (typeof hoursIds)[number]

/** Which activities a report is about. */
export type Scope =
  | {
      readonly kind: 'organization'
      readonly id: string
      readonly from: Temporal.Instant
      readonly until: Temporal.Instant
    }
  | { readonly kind: 'series'; readonly id: string; readonly organizationId: string }

const organizationOf = (scope: Scope): string => (scope.kind === 'series' ? scope.organizationId : scope.id)

const ACTIVITIES_MAX = 20_000

/** Condition of the activities of a scope: served by activities_organization_idx and activities_series_idx. */
export const within = (scope: Scope): RawBuilder<boolean> =>
  scope.kind === 'series'
    ? sql<boolean>`a.series_id = ${scope.id}`
    : sql<boolean>`a.organization_id = ${scope.id} AND a.starts_at >= ${scope.from} AND a.starts_at < ${scope.until}`

const SETTLING_MS = 40
const LOOKS_MAX = 10

/**
 * Everything a report of work is written from, as of a position of the journal: what was committed and has no position yet gets one within
 * moments, so it is waited for, and the state read again.
 */
export async function readWork(db: Db, scope: Scope): Promise<Work> {
  for (let looks = 1; ; looks++) {
    const work = await readOnce(db, scope)
    if (work.settled || looks === LOOKS_MAX) return work
    await setTimeout(SETTLING_MS)
  }
}

/** In one statement: of one moment, at the cost of the activities it is about. */
async function readOnce(db: Db, scope: Scope): Promise<Work> {
  const volunteered = sql`c.basis IN ('free', 'unknown')`
  // Bounded by: one row; the activities of one year or one series, at most ACTIVITIES_MAX.
  const { rows } = await sql<Work>`
    WITH mine AS MATERIALIZED (
      SELECT a.id, a.state FROM activities a WHERE ${within(scope)} AND a.state IN ('open', 'closed', 'done', 'cancelled') LIMIT ${ACTIVITIES_MAX}),
    time AS MATERIALIZED (
      SELECT c.volunteer_id, c.minutes, c.on_date, n.id FROM contributions c JOIN mine ON mine.id = c.activity_id,
        LATERAL (VALUES ('hours-recorded', ${volunteered}), ('hours-confirmed', ${volunteered} AND c.state = 'confirmed'),
          ('hours-paid-time', c.basis = 'paid-time'), ('hours-compulsory', c.basis = 'compulsory')) AS n (id, counts) WHERE n.counts)
    SELECT (SELECT coalesce(max(position), 0)::int FROM journal_positions) AS "asOf",
      NOT EXISTS (SELECT FROM journal_pending q JOIN journal j ON j.id = q.entry_id WHERE j.organization_id = ${organizationOf(scope)}) AS settled,
      (SELECT count(DISTINCT c.volunteer_id)::int FROM contributions c JOIN mine ON mine.id = c.activity_id
        WHERE ${volunteered} AND c.state <> 'confirmed') AS unconfirmed,
      (SELECT coalesce(json_agg(s), '[]') FROM (SELECT state, count(*)::int AS activities FROM mine GROUP BY 1) s) AS states,
      (SELECT count(DISTINCT t.volunteer_id)::int FROM attendances t JOIN mine ON mine.id = t.activity_id) AS came,
      (SELECT coalesce(json_agg(h), '[]') FROM (SELECT id, sum(minutes)::int AS minutes, count(DISTINCT volunteer_id)::int AS people FROM time GROUP BY 1) h) AS hours,
      (SELECT coalesce(json_agg(m ORDER BY m.month), '[]') FROM (SELECT to_char(on_date, 'YYYY-MM-01') AS month, sum(minutes)::int AS minutes,
        count(DISTINCT volunteer_id)::int AS people FROM time WHERE id = 'hours-confirmed' GROUP BY 1) m) AS months,
      (SELECT coalesce(json_agg(r), '[]') FROM (SELECT r.unit, sum(r.quantity)::int AS quantity, count(*)::int AS activities
        FROM results r JOIN mine ON mine.id = r.activity_id WHERE r.state = 'confirmed' GROUP BY 1 ORDER BY 3 DESC) r) AS results
    LIMIT 1`.execute(db)
  return rows[0] ?? { ...nothing }
}

const nothing: Work = {
  asOf: 0,
  settled: true,
  states: [],
  came: 0,
  hours: [],
  unconfirmed: 0,
  months: [],
  results: [],
}

/** An entry behind a figure, with its public part. */
export type ProofEntry = {
  readonly position: number
  readonly kind: string
  readonly at: Temporal.Instant
  readonly publicBody: Readonly<Record<string, unknown>>
}

/** Entries of the journal behind a figure of a scope up to a position, newest first, at most `limit`; undefined for a number without proof. */
export async function listProof(
  db: Db,
  scope: Scope,
  id: string,
  { upTo, limit }: { upTo: number; limit: number },
): Promise<readonly ProofEntry[] | undefined> {
  const subject = subjects[id]
  if (subject === undefined) return undefined
  const bases = [...(subject.bases ?? [])]
  const { rows } = await sql<ProofEntry>`
    SELECT p.position::int AS position, j.kind, j.at, j.public_body AS "publicBody" FROM (
      SELECT ${sql.raw(subject.table === 'activities' ? 'a.id' : 's.id')} AS subject_id FROM activities a
      ${sql.raw(subject.table === 'activities' ? '' : `JOIN ${subject.table} s ON s.activity_id = a.id`)}
      WHERE ${within(scope)} LIMIT 200000) AS mine
    JOIN journal j ON j.subject_kind = ${subject.kind} AND j.subject_id = mine.subject_id AND j.kind = ANY(${[...subject.entries]})
      AND (${subject.bases === undefined} OR j.public_body->>'basis' = ANY(${bases}) OR j.public_body->>'basisBefore' = ANY(${bases}))
    JOIN journal_positions p ON p.entry_id = j.id AND p.position <= ${upTo}
    ORDER BY p.position DESC LIMIT ${limit}`.execute(db)
  return rows
}

const hours = {
  table: 'contributions',
  kind: 'contribution',
  entries: [
    'hours.recorded',
    'hours.confirmed',
    'hours.unconfirmed',
    'hours.disputed',
    'hours.basis-stated',
    'dispute.decided',
  ],
} as const

const subjects: Readonly<
  Record<
    string,
    | {
        readonly table: 'activities' | 'contributions' | 'attendances'
        readonly kind: string
        readonly entries: readonly string[]
        /** Only entries that say one of these grounds, now or before. */
        readonly bases?: readonly string[]
      }
    | undefined
  >
> = {
  'activities-done': { table: 'activities', kind: 'activity', entries: ['activity.done'] },
  'activities-cancelled': { table: 'activities', kind: 'activity', entries: ['activity.cancelled'] },
  'results-confirmed': { table: 'activities', kind: 'activity', entries: ['result.confirmed'] },
  'volunteers-came': { table: 'attendances', kind: 'attendance', entries: ['attendance.checked-in'] },
  'hours-recorded': { ...hours, bases: ['free', 'unknown'] },
  'hours-confirmed': { ...hours, bases: ['free', 'unknown'] },
  'hours-paid-time': { ...hours, bases: ['paid-time'] },
  'hours-compulsory': { ...hours, bases: ['compulsory'] },
}
