import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPairs } from '../region/build-pairs'
import { imagineRegion } from '../region/imagine-region.testing'
import type { Region } from '../region/region'
import { runAuction } from '../region/run-auction'
import { anySmallRegion, toRegion, worthOfPair } from '../region/small-region.testing'
import { openRepair, type Repairs } from './open-repair'

const unlimited = { seed: 1, stepsMax: Number.POSITIVE_INFINITY }

/** What is true after some events, kept apart from the engine: worth of each pair by person and post, seats, and who said yes. */
type Truth = { readonly worth: Map<number, number>[]; readonly seats: number[]; readonly yes: Map<number, number> }

const truthOf = (region: Region): Truth => ({
  worth: Array.from({ length: region.people.count }, (_, i) => {
    const worths = new Map<number, number>()
    for (let j = 0; j < region.posts.count; j++) {
      const worth = worthOfPair(region, i, j) ?? 0
      if (worth > 0) worths.set(j, worth)
    }
    return worths
  }),
  seats: Array.from(region.posts.seats),
  yes: new Map(),
})

/** Greatest worth of a plan that keeps every yes, by looking at all. */
function bestByLooking({ worth, seats, yes }: Truth): number {
  const left = [...seats]
  for (const post of yes.values()) left[post] = (left[post] ?? 0) - 1
  const from = (i: number): number => {
    if (i === worth.length) return 0
    const pinned = yes.get(i)
    if (pinned !== undefined) return (worth[i]?.get(pinned) ?? 0) + from(i + 1)
    let best = from(i + 1)
    for (const [j, one] of worth[i] ?? []) {
      if ((left[j] ?? 0) <= 0) continue
      left[j] = (left[j] ?? 0) - 1
      best = Math.max(best, one + from(i + 1))
      left[j] = (left[j] ?? 0) + 1
    }
    return best
  }
  return from(0)
}

const anyEvent = fc.record({
  kind: fc.constantFrom('accept', 'refuse', 'refuse', 'withdraw', 'add', 'cancel'),
  who: fc.nat(20),
  where: fc.nat(20),
  seats: fc.integer({ min: 0, max: 2 }),
  worth: fc.integer({ min: 1, max: 2000 }),
})
type Event = typeof anyEvent extends fc.Arbitrary<infer E> ? E : never

/** Lets an event happen to the engine and to the truth. */
function happen(repairs: Repairs, truth: Truth, { kind, who, where, seats, worth }: Event): void {
  const people = truth.worth.length
  if (people === 0) return
  const person = who % people
  if (kind === 'accept') {
    const post = repairs.postOf(person)
    if (post < 0) return
    repairs.accept(person)
    truth.yes.set(person, post)
  } else if (kind === 'add') {
    const able = Array.from({ length: people }, (_, i) => i).filter((i) => i % 2 === who % 2)
    const { post } = repairs.add(
      seats,
      able,
      able.map((i) => worth + i),
    )
    expect(post).toBe(truth.seats.push(seats) - 1)
    for (const i of able) truth.worth[i]?.set(post, worth + i)
  } else if (kind === 'withdraw') {
    repairs.withdraw(person)
    truth.worth[person]?.clear()
    truth.yes.delete(person)
  } else if (truth.seats.length > 0) {
    const post = where % truth.seats.length
    if (kind === 'cancel') {
      repairs.cancel(post)
      truth.seats[post] = 0
      for (const [i, held] of truth.yes) if (held === post) truth.yes.delete(i)
    } else {
      repairs.refuse(person, post)
      truth.worth[person]?.delete(post)
      if (truth.yes.get(person) === post) truth.yes.delete(person)
    }
  }
}

/** Looks at every rule; returns what the plan is worth. */
function worthOfPlan(repairs: Repairs, { worth, seats, yes }: Truth): number {
  const left = [...seats]
  let sum = 0
  for (const [i, worths] of worth.entries()) {
    const post = repairs.postOf(i)
    if (yes.has(i)) expect(post).toBe(yes.get(i))
    if (post < 0) continue
    const one = worths.get(post)
    left[post] = (left[post] ?? 0) - 1
    expect(one).toBeDefined()
    expect(left[post]).toBeGreaterThanOrEqual(0)
    sum += one ?? 0
  }
  return sum
}

test('after any answers the plan keeps every rule and every yes, and is within the slack of the best of all plans', () => {
  fc.assert(
    fc.property(anySmallRegion, fc.array(anyEvent, { maxLength: 12 }), (small, events) => {
      const region = toRegion(small)
      const pairs = buildPairs(region)
      const auction = runAuction(pairs, unlimited, 0)
      if (!Number.isFinite(auction.slack)) return
      const repairs = openRepair(pairs, auction)
      const truth = truthOf(region)
      for (const event of events) {
        happen(repairs, truth, event)
        const { objective, bound } = repairs.certify()
        const best = bestByLooking(truth)
        expect(worthOfPlan(repairs, truth)).toBe(objective)
        expect(objective).toBeLessThanOrEqual(best)
        expect(bound).toBeGreaterThanOrEqual(best)
        expect(objective).toBeGreaterThanOrEqual(bound - region.people.count * auction.slack)
      }
    }),
    { numRuns: 400 },
  )
})

test('after a thousand answers in a larger region the certificate stands, and each moved a few', () => {
  const region = imagineRegion(2000, 400, 3)
  const pairs = buildPairs(region)
  const auction = runAuction(pairs, unlimited, 5e-5)
  const repairs = openRepair(pairs, auction)
  const before = repairs.certify()
  let moved = 0
  for (let person = 0; person < 1000; person++) {
    const post = repairs.postOf(person)
    if (post < 0) continue
    if (person % 2 === 0) repairs.accept(person)
    else moved += repairs.refuse(person, post).length
  }
  const after = repairs.certify()
  expect(moved / 500).toBeLessThan(10)
  expect(1 - after.objective / after.bound).toBeLessThan(1 - before.objective / before.bound + 5e-5)
})

test('what is not there is refused by name', () => {
  const region = imagineRegion(50, 10, 1)
  const pairs = buildPairs(region)
  expect(() => openRepair(pairs, runAuction(pairs, { seed: 1, stepsMax: 0 }, 0))).toThrow(RangeError)
  const repairs = openRepair(pairs, runAuction(pairs, unlimited, 0))
  expect(() => repairs.refuse(50, 0)).toThrow('person')
  expect(() => repairs.refuse(0, -1)).toThrow('post')
  expect(() => repairs.cancel(Number.NaN)).toThrow('post')
  expect(() => repairs.add(-1, [], [])).toThrow('seats')
  expect(() => repairs.add(1, [0], [])).toThrow('worths')
  expect(() => repairs.add(1, [99], [1])).toThrow('person')
})
