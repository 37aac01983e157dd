import type { Db } from '../../platform'
import { VEHICLES_MAX, type Vehicle } from './vehicle'

/** The vehicles a person offers, oldest first. Served by vehicles_person_idx. */
export async function listOwnVehicles(db: Db, personId: string): Promise<Vehicle[]> {
  const rows = await db
    .selectFrom('vehicles')
    .select(['id', 'name', 'grams_max', 'millilitres_max', 'cold_box', 'lifts', 'locality_id'])
    .select(['weekdays', 'from_minute', 'until_minute'])
    .where('person_id', '=', personId)
    .where('state', '=', 'offered')
    .orderBy('offered_at')
    .orderBy('id')
    .limit(VEHICLES_MAX)
    .execute()
  return rows.map(toVehicle)
}

type Row = {
  id: string
  name: string
  grams_max: number
  millilitres_max: number
  cold_box: boolean
  lifts: boolean
  locality_id: string | null
  weekdays: string[]
  from_minute: number
  until_minute: number
}

/** A vehicle from its row. */
export const toVehicle = (row: Row): Vehicle => ({
  id: row.id,
  name: row.name,
  gramsMax: Number(row.grams_max),
  millilitresMax: Number(row.millilitres_max),
  coldBox: row.cold_box,
  lifts: row.lifts,
  localityId: row.locality_id,
  weekdays: row.weekdays.map(Number),
  fromMinute: row.from_minute,
  untilMinute: row.until_minute,
})
