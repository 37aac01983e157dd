import { plainKatoName } from '../kato-name'
import { latinFromKazakh } from '../latin-from-kazakh'
import type { CountryPack, PackDistrict, PackLocality, PackRegion } from './country-pack'
import { KZ_DISTRICTS } from './kz-districts'
import { KZ_LOCALITIES, type LocalityRow } from './kz-localities'
import { KZ_REGIONS, type RegionRow } from './kz-regions'

const ZONE = 'Asia/Almaty'
const zoneByRegion = new Map(KZ_REGIONS.map((region) => [region.id, region.zone]))
const districtCodes = new Set(KZ_DISTRICTS.map(([kato]) => kato))

/** ISO 3166-2 of the region that a KATO code, or its first two digits, belongs to. */
const regionIdOf = (kato: string) => `KZ-${kato.slice(0, 2)}`

/** KATO code of the district of a settlement, where it has one. */
function districtKatoOf(kato: string): string | undefined {
  if (kato.length !== 9) return undefined
  return [`${kato.slice(0, 4)}00000`, `${kato.slice(0, 6)}000`].find((code) => districtCodes.has(code))
}

function toRegion({ seat, ...region }: RegionRow): PackRegion {
  const centre = KZ_LOCALITIES.find(([, , , , , kato]) => kato === seat)
  if (centre === undefined) throw new Error(`expected a settlement with the code ${seat}, the seat of ${region.id}`)
  return { ...region, point: { latitude: centre[3], longitude: centre[4] } }
}

function toDistrict([kato, officialKk, officialRu]: (typeof KZ_DISTRICTS)[number]): PackDistrict {
  const kk = plainKatoName(officialKk)
  const names = { kk, ru: plainKatoName(officialRu), en: latinFromKazakh(kk) }
  return { kato, regionId: regionIdOf(kato), names, official: { kk: officialKk, ru: officialRu } }
}

function toLocality([kk, ru, en, latitude, longitude, kato, population]: LocalityRow): PackLocality {
  const regionId = regionIdOf(kato)
  return {
    kato: kato.length === 9 ? kato : undefined,
    regionId,
    districtKato: districtKatoOf(kato),
    names: { kk, ru, en },
    point: { latitude, longitude },
    zone: zoneByRegion.get(regionId) ?? ZONE,
    population,
  }
}

/** Kazakhstan. */
export const KZ: CountryPack = {
  code: 'KZ',
  names: { kk: 'Қазақстан', ru: 'Казахстан', en: 'Kazakhstan' },
  currency: 'KZT',
  emergencyNumber: '112',
  zone: ZONE,
  retention: {
    needsDestroyAfterDays: 30,
    invitationsEraseAfterDays: 30,
    sheetsDestroyAfterDays: 3,
    idempotencyKeepDays: 60,
  },
  regions: KZ_REGIONS.map(toRegion),
  districts: KZ_DISTRICTS.map(toDistrict),
  loadLocalities: async () => KZ_LOCALITIES.map(toLocality),
}
