import { distanceMeters, type Point } from '../kit/geo'
import { err, ok, type Result } from '../kit/result'
import type { Db } from '../platform'
import { findRegionOfPoint } from './outlines/country-map'
import { findLocality, findLocalityByKato, findRegion, nearestLocality } from './queries'

/** What a person picked: a settlement from the candidates, a code of the register, a pin, or a pin with the settlement. */
export type PlaceChoice = {
  readonly localityId?: string | undefined
  readonly kato?: string | undefined
  readonly point?: Point | undefined
}

/** A decided place. `point` is the pin, else the settlement's own position, else undefined. */
export type ResolvedPlace = {
  readonly regionId: string
  readonly districtId: string | undefined
  readonly localityId: string | undefined
  readonly zone: string
  readonly point: Point | undefined
}

/** Nothing was picked; what was picked is unknown here; a pin farther than 300 km from the settlement picked with it. */
export type PlaceError =
  | { readonly kind: 'place-missing' }
  | { readonly kind: 'place-unknown' }
  | { readonly kind: 'pin-far-away'; readonly distanceMeters: number }

/** Beyond this a settlement says nothing about where a pin is. */
const LOCALITY_METERS_MAX = 30_000
const COUNTRY_METERS_MAX = 150_000
const PIN_METERS_MAX = 300_000

/**
 * Decides a place from what was picked: a pin or a code, never a name. A pin alone takes the region whose outline holds it, else
 * that of the nearest settlement within 150 km; a settlement is named only within 30 km of the pin.
 */
export async function resolvePlace(db: Db, choice: PlaceChoice): Promise<Result<ResolvedPlace, PlaceError>> {
  const { localityId, kato, point } = choice
  if (localityId === undefined && kato === undefined) {
    return point === undefined ? err({ kind: 'place-missing' }) : resolvePin(db, point)
  }
  const locality =
    localityId === undefined ? await findLocalityByKato(db, kato ?? '') : await findLocality(db, localityId)
  if (locality === undefined) return err({ kind: 'place-unknown' })
  if (point !== undefined && locality.point !== undefined) {
    const far = distanceMeters(point, locality.point)
    if (far > PIN_METERS_MAX) return err({ kind: 'pin-far-away', distanceMeters: Math.round(far) })
  }
  return ok({
    regionId: locality.region.id,
    districtId: locality.district?.id,
    localityId: locality.id,
    zone: locality.zone,
    point: point ?? locality.point,
  })
}

async function resolvePin(db: Db, point: Point): Promise<Result<ResolvedPlace, PlaceError>> {
  const near = await nearestLocality(db, point)
  const drawn = await findRegionOfPoint(db, point)
  const region = drawn === undefined ? undefined : await findRegion(db, drawn)
  if (near === undefined || (region === undefined && near.distanceMeters > COUNTRY_METERS_MAX)) {
    return err({ kind: 'place-unknown' })
  }
  const named =
    near.distanceMeters <= LOCALITY_METERS_MAX && (region === undefined || near.locality.region.id === region.id)
  return ok({
    regionId: region?.id ?? near.locality.region.id,
    districtId: named ? near.locality.district?.id : undefined,
    localityId: named ? near.locality.id : undefined,
    zone: region?.zone ?? near.locality.zone,
    point,
  })
}
