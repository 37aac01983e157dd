import { sql } from 'kysely'
import { during, type Tx } from '../../platform'
import { holds } from '../../training'
import type { RoundSpan } from '../plan/build-problem'
import { toVehicle } from './list-own-vehicles'
import type { ReadyVehicle } from './vehicle'

const VEHICLES_MAX = 200

/** The competence a driver's post asks for, and what stands for a background check. */
export const DRIVING = 'car-driver'
export const VETTED = 'background-check'

/**
 * Vehicles of a region whose owners could drive in this span: active, not suspended, with a confirmed licence, in no other round then. Hours
 * are cut to the longest free stretch of the owner's day.
 */
export async function listReadyVehicles(tx: Tx, regionId: string, span: RoundSpan): Promise<ReadyVehicle[]> {
  const rows = await tx.db
    .selectFrom('vehicles as v')
    .innerJoin('volunteers as w', 'w.id', 'v.person_id')
    .innerJoin('people as p', 'p.id', 'w.id')
    .leftJoin('localities as l', 'l.id', 'v.locality_id')
    .select(['v.id', 'v.name', 'v.grams_max', 'v.millilitres_max', 'v.cold_box', 'v.lifts', 'v.locality_id'])
    .select(['v.weekdays', 'v.from_minute', 'v.until_minute', 'p.id as driver_id', 'p.name as driver', 'p.zone'])
    .select(['w.languages', 'w.latitude', 'w.longitude', 'l.latitude as local_latitude'])
    .select('l.longitude as local_longitude')
    .select(
      sql<string[]>`ARRAY(SELECT c.competence_id FROM credentials c
      WHERE c.volunteer_id = w.id AND c.state = 'confirmed' AND c.valid_from <= ${span.from.toString()}
        AND (c.valid_until IS NULL OR c.valid_until >= ${span.until.toString()}))`.as('proven'),
    )
    .where('v.region_id', '=', regionId)
    .where('v.state', '=', 'offered')
    .where('w.state', '=', 'active')
    .where(sql<boolean>`NOT EXISTS (SELECT FROM suspensions s WHERE s.person_id = w.id AND s.lifted_at IS NULL
      AND (s.until IS NULL OR s.until > ${tx.now.toString()}))`)
    .where(sql<boolean>`NOT EXISTS (SELECT FROM rounds r WHERE r.vehicle_id = v.id AND r.state IN ('sent', 'underway')
      AND r.starts_at < ${span.until.toString()} AND r.ends_at > ${span.from.toString()})`)
    .orderBy('v.id')
    .limit(VEHICLES_MAX)
    .execute()
  const ready = rows.filter((row) =>
    holds(
      row.proven.map((competence) => ({ competence, level: 1 })),
      DRIVING,
      1,
    ),
  )
  const busy = await listBusy(
    tx,
    ready.map((row) => row.driver_id),
    span,
  )
  return ready.map((row) => {
    const vehicle: ReadyVehicle = {
      ...toVehicle(row),
      driverId: row.driver_id,
      driverName: row.driver ?? '',
      languages: row.languages,
      isVetted: row.proven.includes(VETTED),
      start: {
        latitude: row.local_latitude ?? row.latitude,
        longitude: row.local_longitude ?? row.longitude,
      },
      zone: row.zone,
    }
    return withoutBusy(vehicle, busy.get(row.driver_id) ?? [], span)
  })
}

type Stretch = { readonly from: Temporal.Instant; readonly until: Temporal.Instant }

async function listBusy(tx: Tx, ids: readonly string[], span: RoundSpan): Promise<ReadonlyMap<string, Stretch[]>> {
  const busy = new Map<string, Stretch[]>()
  if (ids.length === 0) return busy
  const rows = await tx.db
    .selectFrom('occupancy')
    .select('volunteer_id')
    .select([sql<Temporal.Instant>`lower(during)`.as('from'), sql<Temporal.Instant>`upper(during)`.as('until')])
    .where('volunteer_id', 'in', [...ids])
    .where(sql<boolean>`during && ${during(span.from, span.until)}`)
    .orderBy(sql`lower(during)`)
    .limit(5000)
    .execute()
  for (const { volunteer_id, from, until } of rows)
    busy.set(volunteer_id, [...(busy.get(volunteer_id) ?? []), { from, until }])
  return busy
}

/** The same vehicle, in the longest stretch of its hours that nothing takes. */
function withoutBusy(vehicle: ReadyVehicle, busy: readonly Stretch[], span: RoundSpan): ReadyVehicle {
  if (busy.length === 0) return vehicle
  const dawn = span.from.toZonedDateTimeISO(vehicle.zone).startOfDay().toInstant()
  const minute = (at: Temporal.Instant) =>
    Math.min(
      vehicle.untilMinute,
      Math.max(vehicle.fromMinute, (at.epochMilliseconds - dawn.epochMilliseconds) / 60_000),
    )
  let [best, begins] = [{ from: vehicle.fromMinute, until: vehicle.fromMinute }, vehicle.fromMinute]
  for (const { from, until } of [
    ...busy.map((one) => ({ from: minute(one.from), until: minute(one.until) })),
    {
      from: vehicle.untilMinute,
      until: vehicle.untilMinute,
    },
  ]) {
    if (from - begins > best.until - best.from) best = { from: begins, until: from }
    begins = Math.max(begins, until)
  }
  return { ...vehicle, fromMinute: Math.ceil(best.from), untilMinute: Math.floor(best.until) }
}
