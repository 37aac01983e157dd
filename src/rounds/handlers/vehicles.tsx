import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { findLocality, searchPlaces } from '../../places'
import { NotHere, page, personOf, type Req, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import { VehiclesPage } from '../pages/vehicles-page'
import { parseClock } from '../parse-times'
import { offerVehicle, withdrawVehicle } from '../vehicles/commands'
import { listOwnVehicles } from '../vehicles/list-own-vehicles'
import { type VehicleOffer, type VehicleSize, vehicleLimits, vehicleSizes } from '../vehicles/vehicle'

const HERE = '/me/vehicles'
const everyDay = ['1', '2', '3', '4', '5', '6', '7']

async function show(r: Req, errors: FieldErrors): Promise<Response> {
  const personId = personOf(r.ctx) ?? ''
  const sought = r.form.place_q?.trim() ?? ''
  const picked = isId(r.form.place) ? await findLocality(r.ctx.db, r.form.place) : undefined
  const isTyped = r.form.name !== undefined
  return page(
    r,
    <VehiclesPage
      v={r.v}
      vehicles={await listOwnVehicles(r.ctx.db, personId)}
      typed={r.form}
      weekdays={isTyped ? r.all('weekdays') : everyDay}
      extras={r.all('extras')}
      candidates={sought !== '' ? await searchPlaces(r.ctx.db, sought) : picked === undefined ? undefined : [picked]}
      errors={errors}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

/** GET /me/vehicles */
export const showVehicles = (r: Req): Promise<Response> => show(r, {})

const parseSize = (text: string | undefined): VehicleSize | undefined =>
  text !== undefined && Object.hasOwn(vehicleSizes, text) ? (text as VehicleSize) : undefined

function parseAmount(text: string | undefined, { min, max }: { min: number; max: number }): number | null | undefined {
  if ((text ?? '').trim() === '') return null
  const amount = Number(text)
  return Number.isInteger(amount) && amount >= min && amount <= max ? amount : undefined
}

/** What was typed of a vehicle, or the fields to correct. */
async function readOffer(r: Req): Promise<Result<VehicleOffer, FieldErrors>> {
  const { form, v } = r
  const errors: Record<string, string> = {}
  const name = (form.name ?? '').trim().slice(0, 80)
  const size = parseSize(form.size)
  const [kilograms, litres] = [
    parseAmount(form.kilograms, vehicleLimits.kilograms),
    parseAmount(form.litres, vehicleLimits.litres),
  ]
  const weekdays = everyDay.filter((day) => r.all('weekdays').includes(day)).map(Number)
  const [from, until] = [parseClock(form.from), parseClock(form.until)]
  const locality = isId(form.place) ? await findLocality(r.ctx.db, form.place) : undefined
  if (name === '') errors.name = v.t('rounds.error.name')
  if (size === undefined) errors.size = v.t('rounds.error.size')
  if (kilograms === undefined) errors.kilograms = v.t('rounds.error.number', vehicleLimits.kilograms)
  if (litres === undefined) errors.litres = v.t('rounds.error.number', vehicleLimits.litres)
  if (weekdays.length === 0) errors.weekdays = v.t('rounds.error.weekdays')
  if (from === undefined || until === undefined || from >= until) errors.from = v.t('rounds.error.times')
  if ((form.place_q ?? '').trim() !== '' && locality === undefined) errors.place = v.t('rounds.error.place')
  if (size === undefined || from === undefined || until === undefined || Object.keys(errors).length > 0)
    return err(errors)
  return ok({
    name,
    gramsMax: (kilograms ?? vehicleSizes[size].kilograms) * 1000,
    millilitresMax: (litres ?? vehicleSizes[size].litres) * 1000,
    coldBox: r.all('extras').includes('coldBox'),
    lifts: r.all('extras').includes('lifts'),
    localityId: locality?.id ?? null,
    weekdays,
    fromMinute: from,
    untilMinute: until,
  })
}

/** POST /me/vehicles */
export async function offerOwn(r: Req): Promise<Response> {
  if (r.form.place_find !== undefined) return show(r, {})
  const read = await readOffer(r)
  if (!read.ok) return show(r, read.error)
  const done = await offerVehicle(r.ctx, read.value)
  if (done.ok) return seeOther(r, HERE, 'rounds.said.vehicle-offered')
  return show(r, { name: r.v.t(`rounds.error.vehicle.${done.error.kind}`) })
}

/** POST /me/vehicles/withdraw */
export async function withdrawOwn(r: Req): Promise<Response> {
  if (!isId(r.form.id)) throw new NotHere()
  const done = await withdrawVehicle(r.ctx, r.form.id)
  if (done.ok) return seeOther(r, HERE, 'rounds.said.vehicle-withdrawn')
  if (done.error.kind === 'unknown') throw new NotHere()
  return show(r, { name: r.v.t(`rounds.error.vehicle.${done.error.kind}`) })
}
