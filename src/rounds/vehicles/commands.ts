import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { vehicleChanged } from '../entries'
import { speakerOf } from '../steps/speaker'
import { VEHICLES_MAX, type VehicleOffer } from './vehicle'

/** Why a vehicle stays as it was. */
export type VehicleError = { readonly kind: 'unknown' | 'no-volunteer' | 'too-many' | 'under-way' }

/** Offers a vehicle of one's own, or changes one. Nobody offers another's. Records vehicle.changed. */
export const offerVehicle = (
  ctx: Ctx,
  offer: VehicleOffer & { readonly vehicleId?: string | undefined },
): Promise<Result<{ readonly vehicleId: string }, VehicleError>> =>
  inCommand<{ vehicleId: string }, VehicleError>(ctx, 'offerVehicle', async (tx) => {
    const personId = await speakerOf(tx)
    const owner = personId === null ? undefined : await lockOwner(tx, personId)
    if (personId === null || owner === undefined) return err({ kind: 'no-volunteer' })
    const own = await listOwnIds(tx, personId)
    if (offer.vehicleId !== undefined && !own.includes(offer.vehicleId)) return err({ kind: 'unknown' })
    if (offer.vehicleId === undefined && own.length >= VEHICLES_MAX) return err({ kind: 'too-many' })
    const values = {
      name: offer.name,
      grams_max: offer.gramsMax,
      millilitres_max: offer.millilitresMax,
      cold_box: offer.coldBox,
      lifts: offer.lifts,
      locality_id: offer.localityId,
      weekdays: offer.weekdays.map(String),
      from_minute: offer.fromMinute,
      until_minute: offer.untilMinute,
    }
    const vehicleId = offer.vehicleId ?? newPublicId()
    if (offer.vehicleId === undefined)
      await tx.db
        .insertInto('vehicles')
        .values({
          ...values,
          id: vehicleId,
          region_id: owner.region_id,
          person_id: personId,
          state: 'offered',
          offered_at: tx.now,
        })
        .execute()
    else await tx.db.updateTable('vehicles').set(values).where('id', '=', vehicleId).execute()
    const change = offer.vehicleId === undefined ? 'offered' : 'changed'
    tx.append(vehicleChanged.entry({ subjectId: vehicleId, regionId: owner.region_id, body: { change }, public: {} }))
    return ok({ vehicleId })
  })

/** Takes a vehicle back. One that is on the road is finished with first. Records vehicle.changed. */
export const withdrawVehicle = (ctx: Ctx, vehicleId: string): Promise<Result<null, VehicleError>> =>
  inCommand<null, VehicleError>(ctx, 'withdrawVehicle', async (tx) => {
    const personId = await speakerOf(tx)
    const owner = personId === null ? undefined : await lockOwner(tx, personId)
    if (personId === null || owner === undefined) return err({ kind: 'no-volunteer' })
    if (!(await listOwnIds(tx, personId)).includes(vehicleId)) return err({ kind: 'unknown' })
    const running = await tx.db
      .selectFrom('rounds')
      .select('id')
      .where('vehicle_id', '=', vehicleId)
      .where('state', '=', 'underway')
      .limit(1)
      .executeTakeFirst()
    if (running !== undefined) return err({ kind: 'under-way' })
    await tx.db.updateTable('vehicles').set({ state: 'withdrawn' }).where('id', '=', vehicleId).execute()
    tx.append(
      vehicleChanged.entry({
        subjectId: vehicleId,
        regionId: owner.region_id,
        body: { change: 'withdrawn' },
        public: {},
      }),
    )
    return ok(null)
  })

const lockOwner = (tx: Tx, personId: string) =>
  tx.db
    .selectFrom('volunteers')
    .select(['id', 'region_id'])
    .where('id', '=', personId)
    .where('state', '<>', 'left')
    .forNoKeyUpdate()
    .executeTakeFirst()

async function listOwnIds(tx: Tx, personId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('vehicles')
    .select('id')
    .where('person_id', '=', personId)
    .where('state', '=', 'offered')
    .limit(VEHICLES_MAX)
    .execute()
  return rows.map((row) => row.id)
}
