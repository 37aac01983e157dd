import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceMeters } from '../kit/geo'
import { constraints } from './constraints'
import { almaty, aPerson, aPost, at } from './example-crew'
import type { Person, Post } from './problem'
import { listExclusions, rankCandidates } from './rank-candidates'
import { sayExclusion, sayReason, showExclusion } from './reasons'
import { estimateTravel } from './travel'

const now = at('2026-10-04T12:00')
const ids = (post: Post, people: readonly Person[], k?: number) =>
  rankCandidates(post, people, { now, ...(k === undefined ? {} : { k }) }).candidates.map((one) => one.personId)
const north = (meters: number) => ({ latitude: almaty.latitude + meters / 111_195, longitude: almaty.longitude })

test('nearer comes first, but five minutes are nothing beside never having been asked', () => {
  const near = aPerson({ id: 'near', lastAskedAt: now - 60 })
  const neverAsked = aPerson({ id: 'never-asked', point: north(200) })
  const far = aPerson({ id: 'far', point: north(8_000) })
  expect(ids(aPost(), [far, near, neverAsked])).toEqual(['never-asked', 'near', 'far'])
})

test('load is shared, then whoever waited longest, then whoever likes the kind', () => {
  const idle = aPerson({ id: 'd', recentMinutes: 0, lastAskedAt: now - 10 * 1440 })
  const waited = aPerson({ id: 'c', recentMinutes: 60, lastAskedAt: now - 30 * 1440 })
  const busy = aPerson({ id: 'a', recentMinutes: 3_000, lastAskedAt: now - 90 * 1440 })
  const likes = aPerson({ id: 'z', lastAskedAt: now - 10 * 1440, preferredKinds: ['environment'] })
  expect(ids(aPost(), [busy, idle, waited, likes])).toEqual(['c', 'z', 'd', 'a'])
})

test('steady company stands above fair load for accompaniment, and nowhere else', () => {
  const steady = aPerson({
    id: 'steady',
    visitsTo: new Map([['grandmother', 5]]),
    recentMinutes: 2_000,
    lastAskedAt: now - 1440,
  })
  const fresh = aPerson({ id: 'fresh' })
  expect(ids(aPost({ accompanies: 'grandmother' }), [fresh, steady])).toEqual(['steady', 'fresh'])
  expect(ids(aPost(), [fresh, steady])).toEqual(['fresh', 'steady'])
})

test('ties go by id, whatever the order of people', () => {
  expect(
    ids(
      aPost(),
      ['c', 'a', 'b'].map((id) => aPerson({ id })),
    ),
  ).toEqual(['a', 'b', 'c'])
})

test('reasons say why, exclusions say which rule, and private facts stay private', () => {
  const people = [
    aPerson({ id: 'fits', preferredKinds: ['environment'] }),
    aPerson({ id: 'suspended', suspended: true }),
    aPerson({
      id: 'elsewhere',
      occupied: [{ start: at('2026-10-05T09:00'), end: at('2026-10-05T10:00'), work: true }],
    }),
    aPerson({ id: 'far', point: north(30_000) }),
  ]
  const ranking = rankCandidates(aPost(), people, { now })
  expect(ranking.candidates.map((one) => one.reasons)).toEqual([
    [
      { code: 'near', travelMinutes: 0 },
      { code: 'never-asked' },
      { code: 'little-load', hours: 0 },
      { code: 'likes-kind' },
    ],
  ])
  expect([...ranking.excluded]).toEqual([
    ['suspended', 1],
    ['occupancy', 1],
    ['reach', 1],
  ])
  expect(ranking.exclusionOf(0)).toBeUndefined()
  const busy = ranking.exclusionOf(2)
  expect(busy).toEqual({ rule: 'occupancy', shortfall: 60 })
  if (busy === undefined) return
  expect(showExclusion(busy, 'others')).toEqual({ rule: 'not-available' })
  expect(showExclusion(busy, 'self')).toBe(busy)
  expect(showExclusion({ rule: 'not-with', shortfall: 1 }, 'self')).toEqual({ rule: 'not-available' })
  expect(sayExclusion(showExclusion(busy, 'others'))).toEqual({ key: 'allocation.excluded.not-available', values: {} })
  expect(sayReason({ code: 'steady', visits: 3 })).toEqual({ key: 'allocation.reason.steady', values: { visits: 3 } })
})

const anyPerson = fc.record({
  id: fc.stringMatching(/^[a-z]{1,4}$/),
  meters: fc.nat(15_000),
  reachMeters: fc.constantFrom(2_000, 8_000, 20_000),
  paused: fc.boolean(),
  level: fc.constantFrom(0, 1, 2, 3),
  recentMinutes: fc.nat(2_000),
  askedDaysAgo: fc.option(fc.nat(400), { nil: undefined }),
  likes: fc.boolean(),
  visits: fc.nat(3),
  busyFrom: fc.option(fc.integer({ min: 0, max: 24 }), { nil: undefined }),
})

test('the best k are the first k of everyone sorted by the goals', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyPerson, { selector: (one) => one.id, maxLength: 30 }),
      fc.nat(12),
      fc.boolean(),
      fc.constantFrom(1, 2, 3),
      (drafts, k, accompanies, level) => {
        const post = aPost({
          ...(accompanies ? { accompanies: 'grandmother' } : {}),
          required: [{ competence: 'driving', level: level as 1 | 2 | 3 }],
        })
        const people = drafts.map((one) =>
          aPerson({
            id: one.id,
            point: north(one.meters),
            reachMeters: one.reachMeters,
            paused: one.paused,
            competences:
              one.level === 0
                ? []
                : [
                    {
                      competence: 'driving',
                      level: one.level as 1 | 2 | 3,
                      from: Number.NEGATIVE_INFINITY,
                      to: Number.POSITIVE_INFINITY,
                    },
                  ],
            recentMinutes: one.recentMinutes,
            ...(one.askedDaysAgo === undefined ? {} : { lastAskedAt: now - one.askedDaysAgo * 1440 }),
            preferredKinds: one.likes ? ['environment'] : [],
            visitsTo: new Map([['grandmother', one.visits]]),
            occupied:
              one.busyFrom === undefined
                ? []
                : [
                    {
                      start: at('2026-10-05T00:00') + one.busyFrom * 60,
                      end: at('2026-10-05T01:00') + one.busyFrom * 60,
                      work: true,
                      point: almaty,
                    },
                  ],
          }),
        )
        const fits = people.filter(
          (one) =>
            !one.paused &&
            one.competences.some((held) => held.level >= level) &&
            distanceMeters(one.point, almaty) <= one.reachMeters &&
            one.occupied.every(({ start, end }) => end <= post.start || start >= post.end),
        )
        const minutes = (one: Person) => estimateTravel(one.point, almaty, one.transport)
        const goals = (one: Person): number[] => [
          Math.floor(minutes(one) / 15),
          accompanies ? -(one.visitsTo.get('grandmother') ?? 0) : 0,
          Math.floor(one.recentMinutes / 240),
          one.lastAskedAt === undefined ? -1000 : -Math.min(254, Math.floor((now - one.lastAskedAt) / 1440)),
          one.preferredKinds.length > 0 ? 0 : 1,
          minutes(one),
        ]
        const sorted = fits.toSorted((a, b) => {
          const [x, y] = [goals(a), goals(b)]
          const differs = x.findIndex((value, i) => value !== y[i])
          return differs === -1 ? (a.id < b.id ? -1 : 1) : (x[differs] ?? 0) - (y[differs] ?? 0)
        })
        const ranking = rankCandidates(post, people, { now, k })
        expect(ranking.candidates.map((one) => one.personId)).toEqual(sorted.slice(0, k).map((one) => one.id))
        expect(ranking.eligible).toBe(fits.length)
        expect([...ranking.excluded.values()].reduce((sum, n) => sum + n, 0)).toBe(people.length - fits.length)
        people.forEach((one, i) => {
          const all = listExclusions(one, post)
          expect(all[0]).toEqual(ranking.exclusionOf(i))
          expect(all.length === 0).toBe(fits.includes(one))
        })
        expect(ids(post, people.toReversed(), k)).toEqual(ranking.candidates.map((one) => one.personId))
      },
    ),
  )
})

test('an empty region and a post nobody can fill have an answer', () => {
  expect(rankCandidates(aPost(), [], { now })).toMatchObject({ candidates: [], eligible: 0 })
  const post = aPost({ required: [{ competence: 'doctor', level: 3 }] })
  expect(rankCandidates(post, [aPerson()], { now }).excluded).toEqual(new Map([['competence', 1]]))
})

test('every sentence stands in three languages', async () => {
  const keys = [
    ...constraints.flatMap(({ id, shownTo }) => (shownTo === 'nobody' ? [] : [`allocation.excluded.${id}`])),
    'allocation.excluded.not-available',
    ...['near', 'remote', 'steady', 'little-load', 'never-asked', 'not-asked-for', 'likes-kind'].map(
      (code) => `allocation.reason.${code}`,
    ),
  ]
  for (const locale of ['kk', 'ru', 'en']) {
    const { default: texts } = await import(`../web/messages/${locale}/allocation.json`)
    for (const key of keys) expect(texts, locale).toHaveProperty([key])
  }
})
