import { err, ok, type Result } from '../../kit/result'
import { itemGroups } from '../../needs'
import type { ResolvedPlace } from '../../places'
import type { SiteFacts } from '../commands/sites'
import { siteKinds } from '../site'

/** Groups of goods a site can take: all there are but services, which nobody brings. */
export const goodsGroups = itemGroups.filter((group) => group !== 'service')

/** Which field of a site does not fit. */
export type SiteWrong = 'kind' | 'name' | 'address' | 'place'

/** What a site is to be, from untrusted words and a decided place; the fields that do not fit. */
export function parseSite(
  typed: {
    readonly kind: string
    readonly name: string
    readonly address: string
    readonly hours: string
    readonly takes: readonly string[]
  },
  place: ResolvedPlace | undefined,
): Result<SiteFacts, readonly SiteWrong[]> {
  const kind = siteKinds.find((one) => one === typed.kind)
  const name = typed.name.trim().slice(0, 160)
  const address = typed.address.trim().slice(0, 300)
  const wrong: SiteWrong[] = []
  if (kind === undefined) wrong.push('kind')
  if (name.length < 2) wrong.push('name')
  if (address === '') wrong.push('address')
  if (place?.point === undefined) wrong.push('place')
  if (kind === undefined || place?.point === undefined || wrong.length > 0) return err(wrong)
  return ok({
    kind,
    name,
    address,
    hours: typed.hours.trim().slice(0, 200),
    takes: goodsGroups.filter((group) => typed.takes.includes(group)),
    place: {
      regionId: place.regionId,
      districtId: place.districtId ?? null,
      localityId: place.localityId ?? null,
      zone: place.zone,
      ...place.point,
    },
  })
}

/** A pin as typed in two fields; undefined for anything that is no place on Earth. */
export function parsePin(latitude: string | undefined, longitude: string | undefined) {
  const [lat, lon] = [latitude, longitude].map((text) => (text?.trim() ? Number(text.replace(',', '.')) : Number.NaN))
  if (lat === undefined || lon === undefined || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) return undefined
  return { latitude: lat, longitude: lon }
}
