import fc from 'fast-check'
import type { Plan } from './plan'
import { type Region, slotsPerHour, worth } from './region'

const WORDS = 2
const SIDE = 60

const person = fc.record({
  x: fc.nat(SIDE - 1),
  y: fc.nat(SIDE - 1),
  reach: fc.nat(80),
  levels: fc.tuple(fc.nat(3), fc.nat(3)),
  languages: fc.integer({ min: 1, max: 3 }),
  free: fc.array(fc.tuple(fc.nat(48), fc.integer({ min: 4, max: 40 })), { minLength: 1, maxLength: 3 }),
  hoursMax: fc.integer({ min: 1, max: 9 }),
  rest: fc.nat(12),
})

const post = fc.record({
  x: fc.nat(SIDE - 1),
  y: fc.nat(SIDE - 1),
  start: fc.nat(50),
  length: fc.integer({ min: 1, max: 13 }),
  seats: fc.nat(3),
  priority: fc.nat(2),
  competence: fc.nat(1),
  level: fc.integer({ min: 1, max: 2 }),
  competence2: fc.constantFrom(-1, -1, 0, 1),
  language: fc.nat(1),
})

/** One imagined person of a small region. */
export type SmallPerson = typeof person extends fc.Arbitrary<infer P> ? P : never
/** One imagined post of a small region. */
export type SmallPost = typeof post extends fc.Arbitrary<infer P> ? P : never
/** A region small enough to look at every plan. */
export type SmallRegion = { readonly people: readonly SmallPerson[]; readonly posts: readonly SmallPost[] }

export const anyPerson = person
export const anyPost = post
export const anySmallRegion: fc.Arbitrary<SmallRegion> = fc.record({
  people: fc.array(person, { maxLength: 5 }),
  posts: fc.array(post, { maxLength: 4 }),
})

export function toRegion({ people, posts }: SmallRegion): Region {
  const free = new Uint32Array(people.length * WORDS)
  for (const [i, { free: blocks }] of people.entries())
    for (const [start, length] of blocks)
      for (let s = start; s < Math.min(WORDS * 32, start + length); s++) free[i * WORDS + (s >> 5)]! |= 1 << (s & 31)
  return {
    ...{ side: SIDE, competences: 2, words: WORDS },
    people: {
      count: people.length,
      ...{ x: Int32Array.from(people, (p) => p.x), y: Int32Array.from(people, (p) => p.y), free },
      reach: Int32Array.from(people, (p) => p.reach),
      level: Uint8Array.from(people.flatMap((p) => p.levels)),
      languages: Uint8Array.from(people, (p) => p.languages),
      hoursMax: Uint8Array.from(people, (p) => p.hoursMax),
      rest: Uint8Array.from(people, (p) => p.rest),
    },
    posts: {
      count: posts.length,
      ...{ x: Int32Array.from(posts, (p) => p.x), y: Int32Array.from(posts, (p) => p.y) },
      start: Int32Array.from(posts, (p) => p.start),
      end: Int32Array.from(posts, (p) => Math.min(WORDS * 32, p.start + p.length)),
      seats: Uint8Array.from(posts, (p) => p.seats),
      priority: Uint8Array.from(posts, (p) => p.priority),
      competence: Uint8Array.from(posts, (p) => p.competence),
      level: Uint8Array.from(posts, (p) => p.level),
      competence2: Int8Array.from(posts, (p) => p.competence2),
      language: Uint8Array.from(posts, (p) => p.language),
    },
  }
}

/** Worth of the pair, or undefined where a rule forbids it; written from the rules, without the engine's index. */
export function worthOfPair({ people, posts, competences, words }: Region, i: number, j: number): number | undefined {
  const [start, end] = [posts.start[j]!, posts.end[j]!]
  const level = (competence: number) => people.level[i * competences + competence]!
  const distance = Math.floor(Math.hypot(people.x[i]! - posts.x[j]!, people.y[i]! - posts.y[j]!))
  if ((people.x[i]! - posts.x[j]!) ** 2 + (people.y[i]! - posts.y[j]!) ** 2 > people.reach[i]! ** 2) return undefined
  if (level(posts.competence[j]!) < posts.level[j]!) return undefined
  if (posts.competence2[j]! >= 0 && level(posts.competence2[j]!) === 0) return undefined
  if (((people.languages[i]! >> posts.language[j]!) & 1) === 0) return undefined
  if (end - start > people.hoursMax[i]! * slotsPerHour) return undefined
  for (let s = start; s < end; s++) if (((people.free[i * words + (s >> 5)]! >> (s & 31)) & 1) === 0) return undefined
  return worth(posts.priority[j]!, distance)
}

/** Whether one person can take all of these posts in one horizon: rest between them, and hours in all. */
export function canTakeAll({ people, posts }: Region, i: number, taken: readonly number[]): boolean {
  const inOrder = taken.toSorted((a, b) => posts.start[a]! - posts.start[b]!)
  let slots = 0
  for (const [n, j] of inOrder.entries()) {
    slots += posts.end[j]! - posts.start[j]!
    const next = inOrder[n + 1]
    if (next !== undefined && posts.end[j]! + people.rest[i]! > posts.start[next]!) return false
  }
  return slots <= people.hoursMax[i]! * slotsPerHour
}

/** Greatest worth of any plan, by looking at all of them. */
export function bestByLooking(region: Region, postsAPersonMax: number): number {
  const { people, posts } = region
  const left = Array.from(posts.seats)
  const from = (i: number): number => {
    if (i === people.count) return 0
    let best = 0
    for (let chosen = 0; chosen < 1 << posts.count; chosen++) {
      const taken = Array.from({ length: posts.count }, (_, j) => j).filter((j) => (chosen >> j) & 1)
      if (taken.length > postsAPersonMax || taken.some((j) => left[j] === 0)) continue
      const worths = taken.map((j) => worthOfPair(region, i, j))
      if (worths.includes(undefined) || !canTakeAll(region, i, taken)) continue
      for (const j of taken) left[j]!--
      best = Math.max(best, from(i + 1) + worths.reduce<number>((sum, one) => sum + (one ?? 0), 0))
      for (const j of taken) left[j]!++
    }
    return best
  }
  return from(0)
}

/** Worth of a plan, after every rule is looked at for it. */
export function checkedWorth(region: Region, { person: people, post: posts }: Plan, postsAPersonMax: number): number {
  const taken = new Map<number, number[]>()
  const seats = Array.from(region.posts.seats)
  let sum = 0
  for (const [n, i] of people.entries()) {
    const j = posts[n]!
    const one = worthOfPair(region, i, j)
    if (one === undefined) throw new Error(`person ${i} may not take post ${j}`)
    if (--seats[j]! < 0) throw new Error(`post ${j} has too many people`)
    if (taken.get(i)?.includes(j)) throw new Error(`person ${i} has post ${j} twice`)
    taken.set(i, [...(taken.get(i) ?? []), j])
    sum += one
  }
  for (const [i, all] of taken)
    if (all.length > postsAPersonMax || !canTakeAll(region, i, all)) throw new Error(`person ${i} has too much to do`)
  return sum
}
