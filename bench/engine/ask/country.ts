import type { AskPerson, AskPost, AskSpace, Level, Transport } from '../../../src/allocation'
import { imagineRegion } from '../../../src/allocation/region/imagine-region.testing'
import type { Region } from '../../../src/allocation/region/region'
import { type Chance, newChance } from '../../../src/kit/chance'
import { EARTH_RADIUS_METERS, type Point } from '../../../src/kit/geo'
import { cellOf } from '../../../src/kit/geo-cells'

const STEP_METERS = 100
const KINDS = 8
/** In the order of the numbers of the column. */
export const transports: readonly Transport[] = ['foot', 'bicycle', 'public', 'car']
/** The moment of asking, in minutes. */
export const now = 30_000_000

/** What the imagined region tells apart, for the index. */
export const space: AskSpace = { competences: 48, languages: 8, kinds: KINDS, legalBits: 8, slots: 672 }

/** An imagined country: people and posts of a region, and beside them what ranking looks at. Columns change as people do. */
export type Country = Region & {
  readonly latitude: Float64Array
  readonly longitude: Float64Array
  readonly transport: Uint8Array
  readonly kinds: Uint8Array
  readonly recentMinutes: Int32Array
  /** -1: never. */
  readonly lastAsked: Int32Array
  readonly kindOfPost: Uint8Array
}

/** @param people most of them near others, as in {@link imagineRegion}; places lie around the equator, where the plane is nearly the sphere */
export function imagineCountry(people: number, posts: number): Country {
  const region = imagineRegion(people, posts, 1)
  const chance = newChance('country')
  const column = <T extends Int32Array | Uint8Array>(to: T, draw: () => number): T => {
    for (let i = 0; i < to.length; i++) to[i] = draw()
    return to
  }
  const country: Country = {
    ...region,
    latitude: new Float64Array(people),
    longitude: new Float64Array(people),
    transport: column(new Uint8Array(people), () => chance.between(0, 3)),
    kinds: column(new Uint8Array(people), () => chance.between(0, 255) & chance.between(0, 255)),
    recentMinutes: column(new Int32Array(people), () => (chance.happens(0.5) ? 0 : chance.between(0, 4000))),
    lastAsked: column(new Int32Array(people), () => (chance.happens(0.4) ? -1 : now - chance.between(0, 200_000))),
    kindOfPost: column(new Uint8Array(posts), () => chance.between(0, KINDS - 1)),
  }
  for (let i = 0; i < people; i++) place(country, i)
  return country
}

const degrees = (country: Region, steps: number): number =>
  Math.round(((((steps - country.side / 2) * STEP_METERS) / EARTH_RADIUS_METERS) * 180 * 1e7) / Math.PI) / 1e7

const pointAt = (country: Region, x: number, y: number): Point => ({
  latitude: degrees(country, y),
  longitude: degrees(country, x),
})

function place(country: Country, person: number): void {
  const { people, latitude, longitude } = country
  const point = pointAt(country, people.x[person] ?? 0, people.y[person] ?? 0)
  latitude[person] = point.latitude
  longitude[person] = point.longitude
}

/** Numbers of people as the database gives them: cell by cell. */
export function byCell({ people, latitude, longitude }: Country): number[] {
  const cells = Array.from({ length: people.count }, (_, i) =>
    cellOf({ latitude: latitude[i] ?? 0, longitude: longitude[i] ?? 0 }),
  )
  const cellOfPerson = (i: number) => cells[i] ?? ''
  return Array.from(cells.keys()).sort((a, b) =>
    cellOfPerson(a) < cellOfPerson(b) ? -1 : cellOfPerson(a) > cellOfPerson(b) ? 1 : a - b,
  )
}

/** A person for the index. */
export function personOf(country: Country, i: number): AskPerson {
  const { people, competences, words } = country
  const held: { competence: number; level: Level }[] = []
  for (let c = 0; c < competences; c++) {
    const level = people.level[i * competences + c]
    if (level !== undefined && level > 0) held.push({ competence: c, level: level as Level })
  }
  const lastAskedAt = country.lastAsked[i] ?? -1
  return {
    point: { latitude: country.latitude[i] ?? 0, longitude: country.longitude[i] ?? 0 },
    transport: transports[country.transport[i] ?? 0] ?? 'foot',
    reachMeters: (people.reach[i] ?? 0) * STEP_METERS,
    competences: held,
    languages: people.languages[i] ?? 0,
    kinds: country.kinds[i] ?? 0,
    lawForbids: 0,
    free: people.free.subarray(i * words, (i + 1) * words),
    recentMinutes: country.recentMinutes[i] ?? 0,
    ...(lastAskedAt < 0 ? {} : { lastAskedAt }),
  }
}

/** A post for the index. */
export function postOf(country: Country, j: number): AskPost & { readonly point: Point } {
  const { posts } = country
  const competence2 = posts.competence2[j] ?? -1
  return {
    point: pointAt(country, posts.x[j] ?? 0, posts.y[j] ?? 0),
    from: posts.start[j] ?? 0,
    to: posts.end[j] ?? 0,
    required: [
      { competence: posts.competence[j] ?? 0, level: (posts.level[j] ?? 1) as Level },
      ...(competence2 < 0 ? [] : [{ competence: competence2, level: 1 as Level }]),
    ],
    languages: 1 << (posts.language[j] ?? 0),
    legalMask: 1,
    kind: country.kindOfPost[j] ?? 0,
  }
}

/** Somebody's life goes on: other hours, work taken on, an ask, a new competence, now and then another home. Who it was. */
export function changeSomebody(country: Country, chance: Chance): number {
  const { people, competences, side } = country
  const i = chance.between(0, people.count - 1)
  const what = chance.next()
  if (what < 0.4) copyHours(country, i, chance.between(0, people.count - 1))
  else if (what < 0.7) giveTime(country, i, chance.between(0, 640))
  else if (what < 0.85) country.lastAsked[i] = now
  else if (what < 0.95) people.level[i * competences + chance.between(0, competences - 1)] = chance.between(0, 3)
  else {
    people.x[i] = chance.between(0, side - 1)
    people.y[i] = chance.between(0, side - 1)
    place(country, i)
  }
  return i
}

function copyHours({ people, words }: Country, to: number, from: number): void {
  people.free.copyWithin(to * words, from * words, (from + 1) * words)
}

function giveTime({ people, words, recentMinutes }: Country, i: number, start: number): void {
  for (let s = start; s < start + 12; s++) {
    const at = i * words + (s >> 5)
    people.free[at] = (people.free[at] ?? 0) & ~(1 << (s & 31))
  }
  recentMinutes[i] = (recentMinutes[i] ?? 0) + 180
}
