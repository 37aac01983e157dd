import { sql } from 'kysely'
import { cellsWithin } from '../kit/geo-cells'
import { inTurns } from '../kit/in-turns'
import { GUARDIAN_PURPOSE } from '../people'
import type { Db } from '../platform'
import { getLawPack, lawMask, parseAgeBand } from '../standards'
import { expandHeld, listHeldBy } from '../training'
import type { CandidateProfile, CandidateQuery } from './candidate'
import { readInParts } from './read-in-parts'
import { remember } from './remember'

const minutes = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 60_000)

/**
 * Volunteers with all that is known of them but their time. People who are only interested, restricted, or not active are left out; with
 * `ids` paused ones come marked. Those who waited longest for an ask come first. A query, and three for every few hundred people.
 */
export async function listProfiles(db: Db, query: CandidateQuery, now: Temporal.Instant): Promise<CandidateProfile[]> {
  const ids = 'ids' in query ? query.ids : await selectIds(db, query)
  const profiles = await readInParts(ids, (part) => readProfiles(db, part, query, now))
  if ('ids' in query) return profiles
  const places = new Map(ids.map((id, place) => [id, place]))
  return profiles.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
}

async function readProfiles(
  db: Db,
  ids: readonly string[],
  { from, giving }: CandidateQuery,
  now: Temporal.Instant,
): Promise<CandidateProfile[]> {
  const rows = await selectVolunteers(db, ids, now)
  if (rows.length === 0) return []
  const [held, consents] = await Promise.all([
    giving?.length === 0
      ? new Map()
      : listHeldBy(
          db,
          rows.map((row) => row.id),
          from,
          giving,
        ),
    listConsented(db, rows, now),
  ])
  const days = new Map<string, Temporal.PlainDate>()
  const lists = new Map<string, readonly string[]>()
  const masks = new Map<string, number>()
  const profiles: CandidateProfile[] = []
  await inTurns(rows, (row) => {
    const consented = consents.has(row.id)
    // The zone stands for the day in it.
    const forbids = remember(
      masks,
      `${row.country_code} ${row.age_band} ${row.birth_date} ${consented} ${row.zone}`,
      () =>
        lawMask(getLawPack(row.country_code), {
          ageBand: parseAgeBand(row.age_band),
          birthDate: row.birth_date === null ? undefined : Temporal.PlainDate.from(row.birth_date),
          day: remember(days, row.zone, () => from.toZonedDateTimeISO(row.zone).toPlainDate()),
          consent: consented ? 'given' : 'none',
          representativePresent: false,
        }),
    )
    profiles.push({
      id: row.id,
      point: { latitude: row.latitude, longitude: row.longitude },
      transport: row.transport === 'walk' || row.transport === 'none' ? 'foot' : (row.transport as 'bicycle'),
      reachMeters: row.transport === 'none' ? Math.min(row.reach_meters, 500) : row.reach_meters,
      paused: row.state === 'paused',
      suspended: row.suspended,
      lawForbids: forbids,
      competences: expandHeld(held.get(row.id) ?? none).map((one) => ({
        competence: one.competence,
        level: one.level,
        from: one.validFrom === undefined ? Number.NEGATIVE_INFINITY : minutes(one.validFrom),
        to: one.validTo === undefined ? Number.POSITIVE_INFINITY : minutes(one.validTo),
      })),
      languages: remember(lists, row.languages, () => listOf(row.languages)),
      limits: {
        weekMinutesMax: row.week_minutes_max,
        restMinutesMin: row.rest_minutes_min,
        daysInARowMax: row.days_in_row_max,
      },
      cannot: none,
      notWith: none,
      preferredKinds: remember(lists, row.kinds, () => listOf(row.kinds)),
      ...(row.last_asked_minute === null ? {} : { lastAskedAt: row.last_asked_minute }),
      visitsTo: noVisits,
      travelAccepted: none,
      zone: row.zone,
      quietFrom: row.quiet_from.slice(0, 5),
      quietUntil: row.quiet_until.slice(0, 5),
      emergencyCalls: row.emergency_calls,
    })
  })
  return profiles
}

const none: readonly never[] = []
const listOf = (text: string): readonly string[] => (text === '' ? none : text.split(' '))
const noVisits: ReadonlyMap<string, number> = new Map()

function selectVolunteers(db: Db, ids: readonly string[], now: Temporal.Instant) {
  return (
    db
      .selectFrom('volunteers as v')
      .innerJoin('people as p', 'p.id', 'v.id')
      .innerJoin('regions as r', 'r.id', 'v.region_id')
      .select(['v.id', 'v.state', 'v.latitude', 'v.longitude', 'v.transport', 'v.reach_meters'])
      .select(['v.week_minutes_max', 'v.rest_minutes_min', 'v.days_in_row_max', 'v.emergency_calls'])
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
      .select(sql<number | null>`floor(extract(epoch from v.last_asked_at) / 60)::int`.as('last_asked_minute'))
      // As text: thousands of equal lists are taken apart once.
      .select([
        sql<string>`array_to_string(v.languages, ' ')`.as('languages'),
        sql<string>`array_to_string(v.kinds, ' ')`.as('kinds'),
      ])
      .where('p.state', '=', 'active')
      .where('p.restricted_at', 'is', null)
      .where('v.state', '<>', 'left')
      .where(sql<boolean>`v.id = any(${ids}::uuid[])`)
      .limit(ids.length)
      .execute()
  )
}

/** Who is looked at, those who waited longest for an ask first. */
async function selectIds(
  db: Db,
  query: Exclude<CandidateQuery, { readonly ids: readonly string[] }>,
): Promise<string[]> {
  let select = db
    .selectFrom('volunteers as v')
    .innerJoin('people as p', 'p.id', 'v.id')
    .select('v.id')
    .where('p.state', '=', 'active')
    .where('p.restricted_at', 'is', null)
    .where('v.state', '=', 'active')
    .where('v.interested_only', '=', false)
  if ('regionId' in query) select = select.where('v.region_id', '=', query.regionId)
  else {
    const { near, radiusMeters, exceptRegionId } = query
    if (exceptRegionId !== undefined) select = select.where('v.region_id', '<>', exceptRegionId)
    const cells = cellsWithin(near, radiusMeters)
    if (cells !== undefined) select = select.where(sql<boolean>`v.cell = any(${cells}::text[])`)
    else {
      const degrees = radiusMeters / 111_000
      const wide = degrees / Math.max(0.2, Math.cos((near.latitude * Math.PI) / 180))
      select = select
        .where('v.latitude', '>=', near.latitude - degrees)
        .where('v.latitude', '<=', near.latitude + degrees)
        .where('v.longitude', '>=', near.longitude - wide)
        .where('v.longitude', '<=', near.longitude + wide)
    }
  }
  const found = await select
    .orderBy('v.last_asked_at', (order) => order.asc().nullsFirst())
    .orderBy('v.id')
    .limit(Math.min(query.limit ?? 2000, 20_000))
    .execute()
  return found.map(({ id }) => id)
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
    .where(sql<boolean>`person_id = any(${young.map((row) => row.id)}::uuid[])`)
    .where('purpose', '=', GUARDIAN_PURPOSE)
    .where('withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .limit(20_000)
    .execute()
  return new Set(found.map((row) => row.person_id))
}
