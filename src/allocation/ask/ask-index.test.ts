import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Level, Person, Post } from '../problem'
import { rankCandidates } from '../rank-candidates'
import { transports } from './ask-facts'
import { AskIndex } from './ask-index'
import type { AskPerson, AskPost } from './ask-problem'

const space = { competences: 3, languages: 2, kinds: 2, legalBits: 3, slots: 40 }
const now = 100_000

const anyPoint = fc
  .tuple(
    // A town, the 180th meridian, both poles, anywhere: in steps that meet often.
    fc.constantFrom([51.2, 51.3], [-16.9, 179.98], [-16.9, -179.98], [90, 0], [-89.99, 12], [0, 0]),
    fc.integer({ min: -9, max: 9 }),
    fc.integer({ min: -9, max: 9 }),
    fc.constantFrom(0.0003, 0.01, 0.4),
  )
  .map(([[latitude = 0, longitude = 0], north, east, step]) => ({
    latitude: Math.min(90, Math.max(-90, round(latitude + north * step))),
    longitude: Math.min(180, Math.max(-180, round(longitude + east * step))),
  }))

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7

const anyHeld = fc.record({ competence: fc.nat(2), level: fc.constantFrom<Level>(1, 2, 3) })

const anyPerson: fc.Arbitrary<AskPerson> = fc
  .record({
    point: anyPoint,
    transport: fc.constantFrom(...transports),
    reachMeters: fc.constantFrom(0, 500, 5000, 30_000, 400_000, 2_000_000),
    competences: fc.array(anyHeld, { maxLength: 3 }),
    languages: fc.constantFrom(1, 3, 3, 3),
    kinds: fc.nat(3),
    lawForbids: fc.constantFrom(0, 0, 0, 0, 1, 2, 6),
    busy: fc.array(fc.nat(39), { maxLength: 3 }),
    recentMinutes: fc.constantFrom(0, 0, 100, 240, 500, 1e6),
    lastAskedAt: fc.option(fc.constantFrom(0, 90_000, 98_000, 99_999, 110_000), { nil: undefined }),
  })
  .map(({ busy, lastAskedAt, ...rest }) => {
    const free = Uint32Array.of(0xffff_ffff, 0xff)
    for (const s of busy) free[s >> 5] = (free[s >> 5] ?? 0) & ~(1 << (s & 31))
    return { ...rest, free, ...(lastAskedAt === undefined ? {} : { lastAskedAt }) }
  })

const anyPost: fc.Arbitrary<AskPost> = fc
  .record({
    point: fc.option(anyPoint, { nil: undefined, freq: 8 }),
    from: fc.integer({ min: -1, max: 39 }),
    length: fc.integer({ min: 1, max: 6 }),
    required: fc.array(anyHeld, { maxLength: 2 }),
    languages: fc.constantFrom(0, 1, 2, 3),
    legalMask: fc.constantFrom(1, 1, 3, 5),
    kind: fc.constantFrom(undefined, 0, 1),
  })
  .map(({ point, from, length, kind, ...rest }) => ({
    ...rest,
    from,
    to: from + length,
    ...(point === undefined ? {} : { point }),
    ...(kind === undefined ? {} : { kind }),
  }))

const anyStep = fc.oneof(
  fc.record({ do: fc.constant('put' as const), person: fc.nat(60), facts: anyPerson }),
  fc.record({ do: fc.constant('remove' as const), person: fc.nat(60) }),
  fc.record({ do: fc.constant('ask' as const), post: anyPost, k: fc.constantFrom(0, 1, 3, 20, 1000) }),
)

const idOf = (number: number): string => String(number).padStart(6, '0')
const bitsIn = (mask: number): string[] =>
  Array.from({ length: 8 }, (_, b) => b).flatMap((b) => (mask & (1 << b) ? [String(b)] : []))

/** The same person for a full scan by the rules and goals of every ranking. */
function scanned(number: number, facts: AskPerson): Person {
  const { point, transport, reachMeters, lawForbids, recentMinutes, lastAskedAt } = facts
  const availability: number[] = []
  for (let s = 0; s < space.slots; s++) {
    if ((((facts.free[s >> 5] ?? 0) >>> (s & 31)) & 1) === 0) continue
    if (availability.at(-1) === s * 15) availability[availability.length - 1] = s * 15 + 15
    else availability.push(s * 15, s * 15 + 15)
  }
  return {
    ...{ id: idOf(number), point, transport, reachMeters, lawForbids, recentMinutes },
    ...(lastAskedAt === undefined ? {} : { lastAskedAt }),
    ...{
      paused: false,
      suspended: false,
      occupied: [],
      cannot: [],
      notWith: [],
      travelAccepted: [],
      visitsTo: new Map(),
    },
    competences: facts.competences.map(({ competence, level }) => ({
      competence: String(competence),
      level,
      from: Number.NEGATIVE_INFINITY,
      to: Number.POSITIVE_INFINITY,
    })),
    languages: bitsIn(facts.languages),
    preferredKinds: bitsIn(facts.kinds),
    availability: Int32Array.from(availability),
    limits: { weekMinutesMax: Number.POSITIVE_INFINITY, restMinutesMin: 0, daysInARowMax: Number.POSITIVE_INFINITY },
  }
}

const scannedPost = ({ point, from, to, required, languages, legalMask, kind }: AskPost): Post => ({
  id: 'post',
  ...(point === undefined ? {} : { point }),
  start: from * 15,
  end: to * 15,
  offsetMinutes: 0,
  required: required.map(({ competence, level }) => ({ competence: String(competence), level })),
  languages: bitsIn(languages),
  legalMask,
  demands: [],
  kind: kind === undefined ? 'none' : String(kind),
  present: [],
})

function fullScan(people: ReadonlyMap<number, AskPerson>, post: AskPost, k: number) {
  const all = [...people].map(([number, facts]) => scanned(number, facts))
  return rankCandidates(scannedPost(post), all, { k, now }).candidates.map(({ personId, travelMinutes }) => ({
    person: Number(personId),
    travelMinutes,
  }))
}

test('whatever changes between questions, the answer is that of a full scan', () => {
  fc.assert(
    fc.property(
      fc.array(anyPerson, { maxLength: 200, size: 'max' }),
      fc.array(anyStep, { maxLength: 60, size: 'max' }),
      (first, steps) => {
        const index = new AskIndex(space)
        const byPlace = first.toSorted(
          (a, b) => a.point.longitude - b.point.longitude || a.point.latitude - b.point.latitude,
        )
        const people = new Map(byPlace.entries())
        for (const [number, facts] of people) index.append(number, facts)
        for (const step of steps) {
          if (step.do === 'put') {
            people.set(step.person, step.facts)
            index.put(step.person, step.facts)
          } else if (step.do === 'remove') {
            people.delete(step.person)
            index.remove(step.person)
          } else {
            const found = index.best(step.post, step.k, now)
            expect(found.map(({ person, travelMinutes }) => ({ person, travelMinutes }))).toEqual(
              fullScan(people, step.post, step.k),
            )
          }
          expect(index.size).toBe(people.size)
        }
      },
    ),
    { numRuns: 150 },
  )
})

const lina: AskPerson = {
  point: { latitude: 51.23, longitude: 51.37 },
  transport: 'foot',
  reachMeters: 5000,
  competences: [{ competence: 1, level: 2 }],
  languages: 1,
  kinds: 0,
  lawForbids: 0,
  free: Uint32Array.of(0xffff_ffff, 0xff),
  recentMinutes: 0,
}
const post: AskPost = { point: lina.point, from: 4, to: 8, required: [], languages: 1, legalMask: 1 }

test('thousands at one place, and newcomers without end, are all found', () => {
  const index = new AskIndex(space)
  for (let person = 0; person < 3000; person++) index.put(person, lina)
  expect(index.best(post, Number.POSITIVE_INFINITY, now).map(({ person }) => person)).toEqual(
    Array.from({ length: 3000 }, (_, person) => person),
  )
  for (let person = 0; person < 3000; person += 2) index.remove(person)
  const before = index.bytes
  for (let person = 0; person < 3000; person += 2) index.put(person, lina)
  expect(index.best(post, 3, now).map(({ person }) => person)).toEqual([0, 1, 2])
  expect(index.size).toBe(3000)
  expect(index.bytes).toBeLessThan(before * 1.5)
})

test('nobody is known beyond the horizon, and an empty index answers with nobody', () => {
  const index = new AskIndex(space)
  expect(index.best(post, 20, now)).toEqual([])
  index.put(7, lina)
  expect(index.best(post, 20, now)).toEqual([{ person: 7, travelMinutes: 0, key: expect.any(Number) }])
  expect(index.best({ ...post, from: -2, to: 1 }, 20, now)).toEqual([])
  expect(index.best({ ...post, from: 38, to: 41 }, 20, now)).toEqual([])
  expect(index.best({ ...post, required: [{ competence: 1, level: 3 }] }, 20, now)).toEqual([])
  index.remove(7)
  index.remove(7)
  expect(index.best(post, 20, now)).toEqual([])
})

test('a home that may lie a little nearer is judged in favour of its person', () => {
  const index = new AskIndex(space)
  // 111.2 m a thousandth of a degree to the north.
  index.put(1, { ...lina, point: { latitude: 51.231, longitude: 51.37 }, reachMeters: 111 })
  expect(index.best(post, 1, now)).toEqual([])
  expect(index.best({ ...post, doubtMeters: 0.5 }, 1, now)).toHaveLength(1)
  expect(() => index.best({ ...post, doubtMeters: 1 }, 1, now)).toThrow('expected a doubt')
})

test.each([
  ['a place that is none', { point: { latitude: Number.NaN, longitude: 0 } }],
  ['a place beyond the pole', { point: { latitude: 90.1, longitude: 0 } }],
  ['a reach that is none', { reachMeters: Number.NaN }],
  ['a reach below 0', { reachMeters: -1 }],
  ['a competence that is unknown', { competences: [{ competence: 3, level: 1 }] }],
  ['a level that is unknown', { competences: [{ competence: 0, level: 4 as Level }] }],
  ['a language that is unknown', { languages: 4 }],
  ['slots of another horizon', { free: new Uint32Array(3) }],
  ['a load that is none', { recentMinutes: Number.NaN }],
  ['an ask at no moment', { lastAskedAt: Number.NaN }],
] as const)('%s is refused, and all is as before', (_name, wrong) => {
  const index = new AskIndex(space)
  index.put(1, lina)
  expect(() => index.put(1, { ...lina, ...wrong })).toThrow(RangeError)
  expect(() => index.put(2, { ...lina, ...wrong })).toThrow(RangeError)
  expect(index.best(post, 20, now).map(({ person }) => person)).toEqual([1])
})

test('a question that cannot be is refused', () => {
  const index = new AskIndex(space)
  const ask =
    (wrong: Partial<AskPost>, k = 20, at = now) =>
    () =>
      index.best({ ...post, ...wrong }, k, at)
  expect(ask({ point: { latitude: 0, longitude: Number.NaN } })).toThrow('expected a point on Earth')
  expect(ask({ from: 8, to: 8 })).toThrow('expected whole slots')
  expect(ask({ from: Number.NaN })).toThrow('expected whole slots')
  expect(ask({ required: [{ competence: -1, level: 1 }] })).toThrow('expected a competence')
  expect(ask({ languages: 8 })).toThrow('expected 2 languages')
  expect(ask({ kind: 2 })).toThrow('expected a kind')
  expect(ask({}, -1)).toThrow('expected how many')
  expect(ask({}, Number.NaN)).toThrow('expected how many')
  expect(ask({}, 1, Number.NaN)).toThrow('expected a moment')
  expect(() => index.put(-1, lina)).toThrow('expected the number of a person')
  expect(() => index.put(2 ** 40, lina)).toThrow('expected the number of a person')
})

test('whoever is known is not filled in again, nor anybody after the first question', () => {
  const index = new AskIndex(space)
  index.append(0, lina)
  expect(() => index.append(0, lina)).toThrow('expected somebody new')
  index.best(post, 1, now)
  expect(() => index.append(1, lina)).toThrow('expected somebody new')
})
