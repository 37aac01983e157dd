import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPairs } from './build-pairs'
import { imagineRegion } from './imagine-region.testing'
import { pricesOf } from './prices-of'
import type { Region } from './region'
import { runAuction } from './run-auction'
import {
  anyPerson,
  anySmallRegion,
  bestByLooking,
  type SmallRegion,
  toRegion,
  worthOfPair,
} from './small-region.testing'
import { rules, whyShort } from './why-short'
import { worthOfOneMore } from './worth-of-one-more'

const unlimited = { seed: 1, stepsMax: Number.POSITIVE_INFINITY }

function shadowOf(region: Region) {
  const pairs = buildPairs(region)
  const { market } = runAuction(pairs, unlimited, 0)
  return worthOfOneMore(region, pricesOf(market))
}

test('one more seat, and one more person, never add more than is said', () => {
  fc.assert(
    fc.property(anySmallRegion, anyPerson, fc.nat(3), (small, more, where) => {
      const region = toRegion(small)
      const best = bestByLooking(region, 1)
      const shadow = shadowOf(region)
      const post = small.posts[where % Math.max(1, small.posts.length)]
      if (post === undefined) return
      const j = small.posts.indexOf(post)
      const wider: SmallRegion = { ...small, posts: small.posts.with(j, { ...post, seats: post.seats + 1 }) }
      // A post without seats was not sold: what one would add is known from the second on.
      if (post.seats > 0) expect(bestByLooking(toRegion(wider), 1) - best).toBeLessThan((shadow.seat[j] ?? 0) + 1)
      const larger = toRegion({ ...small, people: [...small.people, more] })
      const only = small.posts.every(
        (one, k) => one === post || worthOfPair(larger, small.people.length, k) === undefined,
      )
      if (only && post.seats > 0) expect(bestByLooking(larger, 1) - best).toBeLessThan((shadow.person[j] ?? 0) + 1)
    }),
    { numRuns: 400 },
  )
})

test('an empty post of high priority heads the list to recruit from', () => {
  const region = imagineRegion(500, 100, 2)
  const { missing, competences } = shadowOf(region)
  const [first] = competences
  expect(first?.worth).toBe(8000)
  expect(missing[first?.bestPost ?? -1]).toBeGreaterThan(0)
  expect(competences.map((row) => row.worth)).toEqual(competences.map((row) => row.worth).toSorted((a, b) => b - a))
})

test('a post says which rule alone keeps people from it', () => {
  const able = {
    ...{ x: 5, y: 5, reach: 20, levels: [2, 0] as [number, number], languages: 1, hoursMax: 9, rest: 0 },
    free: [[0, 64]] as [number, number][],
  }
  const post = {
    x: 5,
    y: 5,
    start: 8,
    length: 8,
    seats: 2,
    priority: 1,
    competence: 0,
    level: 2,
    competence2: -1 as const,
    language: 0,
  }
  const binding = (...people: (typeof able)[]) => whyShort(toRegion({ people, posts: [post] }), 0)
  expect(binding(able, able)).toMatchObject({ able: 2, binding: 'taken' })
  expect(binding(able, { ...able, levels: [1, 3] })).toMatchObject({ able: 1, binding: 'competence' })
  expect(binding(able, { ...able, languages: 2 }).binding).toBe('language')
  expect(binding(able, { ...able, x: 50 }).binding).toBe('reach')
  expect(binding(able, { ...able, free: [[0, 15]] }).binding).toBe('free')
  expect(binding(able, { ...able, hoursMax: 1 }).binding).toBe('hours')
  expect(binding(able, { ...able, hoursMax: 1, x: 50 }).binding).toBe('several')
  expect(binding()).toMatchObject({ able: 0, binding: 'several' })
  expect(() => whyShort(toRegion({ people: [], posts: [] }), 0)).toThrow(RangeError)
})

test('the rules of a shortage are those of the plan', () => {
  fc.assert(
    fc.property(anySmallRegion, (small) => {
      const region = toRegion(small)
      for (let j = 0; j < region.posts.count; j++) {
        const able = Array.from({ length: region.people.count }, (_, i) => worthOfPair(region, i, j)).filter(
          (one) => one !== undefined,
        )
        const shortage = whyShort(region, j)
        expect(shortage.able).toBe(able.length)
        expect(rules.reduce((sum, rule) => sum + shortage.keptOnlyBy[rule], able.length)).toBeLessThanOrEqual(
          region.people.count,
        )
      }
    }),
  )
})
