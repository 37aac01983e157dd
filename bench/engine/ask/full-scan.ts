import { type Asked, estimateTravel, goalKey } from '../../../src/allocation'
import { distanceMeters } from '../../../src/kit/geo'
import { type Country, now, postOf, transports } from './country'

const METERS = 100

/** Everybody looked at, one after the other, over plain columns: what the index must answer. Cheap looks first. */
export function fullScan(country: Country, levels: readonly Uint8Array[], post: number, k: number): Asked[] {
  const { people, latitude, longitude, words } = country
  const { point, required, languages, from, to } = postOf(country, post)
  const [first, ...rest] = required
  const firstLevels = levels[first?.competence ?? 0] ?? new Uint8Array()
  const firstLevel = first?.level ?? 0
  const fit: number[] = []
  for (let i = 0; i < people.count; i++) {
    if ((firstLevels[i] ?? 0) < firstLevel) continue
    const reach = (people.reach[i] ?? 0) * METERS
    // Around the equator a degree of longitude is nearly as long as one of latitude.
    if (Math.abs((latitude[i] ?? 0) - point.latitude) * 111_000 > reach) continue
    if (Math.abs((longitude[i] ?? 0) - point.longitude) * 110_000 > reach) continue
    if (rest.some((one) => (levels[one.competence]?.[i] ?? 0) < one.level)) continue
    if (((people.languages[i] ?? 0) & languages) !== languages) continue
    if (isFree(people.free, i * words, from, to)) fit.push(i)
  }
  return rankThese(country, fit, post, k)
}

/** The best k of people who fit a post in all but their reach, by the goals. */
export function rankThese(country: Country, fit: readonly number[], j: number, k: number): Asked[] {
  const { people, latitude, longitude } = country
  const { point, kind } = postOf(country, j)
  const found: Asked[] = []
  for (const i of fit) {
    const home = { latitude: latitude[i] ?? 0, longitude: longitude[i] ?? 0 }
    if (distanceMeters(home, point) > (people.reach[i] ?? 0) * METERS) continue
    const travelMinutes = estimateTravel(home, point, transports[country.transport[i] ?? 0] ?? 'foot')
    const lastAsked = country.lastAsked[i] ?? -1
    const key = goalKey({
      travelMinutes,
      visits: 0,
      recentMinutes: country.recentMinutes[i] ?? 0,
      daysSinceAsked: lastAsked < 0 ? -1 : Math.max(0, Math.floor((now - lastAsked) / 1440)),
      likesKind: kind !== undefined && (((country.kinds[i] ?? 0) >> kind) & 1) === 1,
    })
    found.push({ person: i, travelMinutes, key })
  }
  return found.sort((a, b) => a.key - b.key || a.person - b.person).slice(0, k)
}

/** Whether all slots [from, to) of a row are free. */
export function isFree(free: Uint32Array, row: number, from: number, to: number): boolean {
  for (let s = from; s < to; s++) if ((((free[row + (s >> 5)] ?? 0) >>> (s & 31)) & 1) === 0) return false
  return true
}

/** Levels by competence, so that a scan reads one of them from end to end. */
export const levelsOf = ({ people, competences }: Country): Uint8Array[] =>
  Array.from({ length: competences }, (_, c) => {
    const column = new Uint8Array(people.count)
    for (let i = 0; i < people.count; i++) column[i] = people.level[i * competences + c] ?? 0
    return column
  })
