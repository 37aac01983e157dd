import fc from 'fast-check'
import { expect, test } from 'vitest'
import { almaty, aPerson, aPost, at } from '../example-crew'
import { fitness, SEAT, seatWorth, urgencies } from '../goals'
import { notWithOf } from '../problem'
import { listExclusions } from '../rank-candidates'
import { estimateTravel } from '../travel'
import { atAnyTime } from './at-any-time'
import { planPosts } from './plan-posts'
import type { Placed, PlanPerson, PlanPost, PostsPlan, PostsProblem } from './posts-problem'

const now = at('2026-10-04T12:00')
const unlimited = { seed: 1, stepsMax: Number.POSITIVE_INFINITY }
const monday = at('2026-10-05T00:00')
const north = (meters: number) => ({ latitude: almaty.latitude + meters / 111_195, longitude: almaty.longitude })

const someone = (over: Partial<PlanPerson> = {}): PlanPerson => ({ ...aPerson(over), postsMax: over.postsMax ?? 3 })
const somewhere = (over: Partial<PlanPost['post']> = {}, plan: Partial<PlanPost> = {}): PlanPost => ({
  post: aPost(over),
  seats: 1,
  seatsMin: 0,
  urgency: 'later',
  anyTime: false,
  asked: [],
  ...plan,
})
const problemOf = (
  people: readonly PlanPerson[],
  posts: readonly PlanPost[],
  over: Partial<PostsProblem> = {},
): PostsProblem => ({
  people,
  posts,
  now,
  travelBand: 15,
  pinned: [],
  kept: [],
  ...over,
})
const planOf = (problem: PostsProblem): PostsPlan => {
  const { solution } = planPosts(problem, unlimited)
  if (solution === null) throw new Error('no plan')
  return solution
}
const placed = ({ proposals }: PostsPlan) => proposals.map(({ personId, postId }) => `${personId}@${postId}`)

const anyPost = fc.record({
  hour: fc.integer({ min: 0, max: 40 }),
  hours: fc.integer({ min: 1, max: 9 }),
  offsetMinutes: fc.constantFrom(300, 360, -600),
  meters: fc.constantFrom(0, 3000, 9000),
  seats: fc.integer({ min: 0, max: 2 }),
  seatsMin: fc.integer({ min: 0, max: 1 }),
  urgency: fc.constantFrom(...urgencies),
  anyTime: fc.boolean(),
  skilled: fc.boolean(),
  asked: fc.boolean(),
})
const anyone = fc.record({
  meters: fc.constantFrom(0, 4000),
  skilled: fc.boolean(),
  busyHour: fc.option(fc.integer({ min: 0, max: 40 })),
  weekHours: fc.constantFrom(6, 100),
  restHours: fc.constantFrom(0, 11),
  daysInARowMax: fc.constantFrom(1, 7),
  postsMax: fc.integer({ min: 0, max: 3 }),
  recentMinutes: fc.nat(3000),
})
const anyProblem = fc
  .record({
    posts: fc.array(anyPost, { maxLength: 3 }),
    people: fc.array(anyone, { maxLength: 3 }),
    apart: fc.boolean(),
    kept: fc.boolean(),
  })
  .map(({ posts, people, apart, kept }): PostsProblem => {
    const notWith = notWithOf(apart ? [['p0', 'p1']] : [])
    return problemOf(
      people.map((one, i) =>
        someone({
          id: `p${i}`,
          point: north(one.meters),
          transport: 'foot',
          competences: one.skilled
            ? [{ competence: 'first-aid', level: 2, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }]
            : [],
          occupied:
            one.busyHour === null
              ? []
              : [
                  {
                    start: monday + 60 * one.busyHour,
                    end: monday + 60 * one.busyHour + 90,
                    work: true,
                    point: almaty,
                  },
                ],
          limits: {
            weekMinutesMax: 60 * one.weekHours,
            restMinutesMin: 60 * one.restHours,
            daysInARowMax: one.daysInARowMax,
          },
          notWith: notWith.get(`p${i}`) ?? [],
          postsMax: one.postsMax,
          recentMinutes: one.recentMinutes,
        }),
      ),
      posts.map((one, j) =>
        somewhere(
          {
            id: `w${j}`,
            point: north(one.meters),
            start: monday + 60 * one.hour,
            end: monday + 60 * (one.hour + one.hours),
            offsetMinutes: one.offsetMinutes,
            required: one.skilled ? [{ competence: 'first-aid', level: 2 }] : [],
          },
          {
            seats: one.seats,
            seatsMin: Math.min(one.seats, one.seatsMin),
            urgency: one.urgency,
            anyTime: one.anyTime,
            asked: one.asked ? ['p0'] : [],
          },
        ),
      ),
      { kept: kept ? [{ personId: 'p0', postId: 'w0' }] : [] },
    )
  })

/** What a plan is worth; undefined where any rule stands against any of it. Written apart from the planner. */
function worthOf({ people, posts, travelBand, kept }: PostsProblem, plan: readonly Placed[]): number | undefined {
  let sum = 0
  for (const one of people)
    if (plan.filter(({ personId }) => personId === one.id).length > one.postsMax) return undefined
  for (const place of posts) {
    const crew = plan.filter(({ postId }) => postId === place.post.id).map(({ personId }) => personId)
    if (crew.length > place.seats || new Set(crew).size < crew.length) return undefined
    for (let n = 0; n < crew.length; n++) sum += seatWorth(place.urgency, n < place.seatsMin)
    for (const id of crew) {
      const person = people.find((one) => one.id === id)
      if (person === undefined || place.asked.includes(id)) return undefined
      const others = posts.filter(
        (other) =>
          other !== place && !other.anyTime && plan.some((p) => p.personId === id && p.postId === other.post.id),
      )
      const occupied = [
        ...person.occupied,
        ...others.map(({ post: { start, end, point } }) => ({ start, end, work: true, ...(point && { point }) })),
      ].sort((a, b) => a.start - b.start)
      const seen = place.anyTime ? atAnyTime(person, place.post) : { ...person, occupied }
      const post = { ...place.post, present: [...place.post.present, ...crew.filter((other) => other !== id)] }
      if (listExclusions(seen, post).length > 0) return undefined
      const travel = post.point === undefined ? 0 : estimateTravel(person.point, post.point, person.transport)
      const stays = kept.some(({ personId, postId }) => personId === id && postId === post.id)
      sum += fitness(person, post, travel, now, travelBand) + (stays ? SEAT / 2 : 0)
    }
  }
  return sum
}

/** Greatest worth of any plan, by looking at all of them. */
function bestByLooking(problem: PostsProblem): number {
  const all = problem.people.flatMap(({ id }) => problem.posts.map(({ post }) => ({ personId: id, postId: post.id })))
  let best = 0
  for (let chosen = 0; chosen < 1 << all.length; chosen++) {
    const plan = all.filter((_, n) => (chosen >> n) & 1)
    best = Math.max(best, worthOf(problem, plan) ?? 0)
  }
  return best
}

test('a plan says how evenly work is spread before it and with it, over everyone who says when they are free', () => {
  const free = Int32Array.of(monday, monday + 1440)
  const people = Array.from({ length: 60 }, (_, i) =>
    someone({ id: `p${10 + i}`, availability: free, recentMinutes: i < 50 ? 300 : 0 }),
  )
  const away = Array.from({ length: 60 }, (_, i) => someone({ id: `q${10 + i}`, availability: new Int32Array() }))
  const posts = [somewhere({ start: monday + 600, end: monday + 660 }, { seats: 10 })]
  const { fairness } = planOf(problemOf([...people, ...away], posts))
  expect(fairness.before).toEqual({ busiestTenth: 0.1, idle: 10 / 60 })
  expect(fairness.with).toEqual({ busiestTenth: (6 * 300) / (50 * 300 + 10 * 60), idle: 0 })
})

test('whenever it is ended, the plan keeps every exact rule and the best of all plans lies between it and the bound', () => {
  fc.assert(
    fc.property(anyProblem, fc.oneof(fc.constant(1e6), fc.nat(10)), (problem, stepsMax) => {
      const ended = planPosts(problem, { seed: 1, stepsMax })
      const best = bestByLooking(problem)
      expect(worthOf(problem, ended.solution?.proposals ?? [])).toBe(ended.objective)
      expect(ended.objective).toBeLessThanOrEqual(best)
      expect(ended.bound).toBeGreaterThanOrEqual(best)
      expect(planPosts(problem, { seed: 1, stepsMax: ended.steps })).toEqual(ended)
    }),
    { numRuns: 300 },
  )
})

test('in whatever order people and posts come, the plan is the same', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const turned = { ...problem, people: problem.people.toReversed(), posts: problem.posts.toReversed() }
      expect(planPosts(turned, unlimited)).toEqual(planPosts(problem, unlimited))
    }),
  )
})

test('one more person is never worth more than the list says, or than a seat where it says nothing', () => {
  fc.assert(
    fc.property(anyProblem, fc.boolean(), (any, skilled) => {
      const problem = { ...any, people: [...any.people, someone({ id: 'away', availability: new Int32Array() })] }
      const { bound = 0, people = [] } = planPosts(problem, unlimited).solution?.oneMore ?? {}
      const competences = (skilled ? ['first-aid'] : []).map((competence) => ({
        competence,
        level: 2 as const,
        from: Number.NEGATIVE_INFINITY,
        to: Number.POSITIVE_INFINITY,
      }))
      const larger = { ...any, people: [...any.people, someone({ id: 'new', transport: 'foot', competences })] }
      const theirs = people.filter(({ required }) => skilled || required.length === 0)
      const most = Math.max(1, ...theirs.map(({ worth }) => worth))
      expect(bestByLooking(larger)).toBeLessThanOrEqual(bound + most * SEAT)
    }),
  )
})

test('what keeps somebody alive comes first, then the minimum crew, then who is near, then who did little', () => {
  const alive = somewhere({ id: 'alive' }, { urgency: 'alive' })
  const usual = somewhere({ id: 'usual' }, { seatsMin: 1 })
  expect(placed(planOf(problemOf([someone({ id: 'a', postsMax: 1 })], [usual, alive])))).toEqual(['a@alive'])

  const crew = somewhere({ id: 'crew' }, { seats: 2, seatsMin: 1 })
  const other = somewhere({ id: 'other' }, { seats: 2, seatsMin: 1 })
  const two = planOf(problemOf([someone({ id: 'a' }), someone({ id: 'b' })], [crew, other]))
  expect(two.posts.map((one) => one.planned)).toEqual([1, 1])

  const near = someone({ id: 'near' })
  const far = someone({ id: 'far', point: north(8000) })
  expect(placed(planOf(problemOf([far, near], [somewhere()])))).toEqual(['near@post'])
  const busy = someone({ id: 'a', recentMinutes: 3000 })
  const idle = someone({ id: 'z' })
  expect(placed(planOf(problemOf([busy, idle], [somewhere()])))).toEqual(['z@post'])
  // Travel that counts as equal leaves the choice to what comes after it.
  expect(
    placed(
      planOf(
        problemOf([someone({ ...far, id: 'z' }), { ...near, recentMinutes: 3000 }], [somewhere()], { travelBand: 600 }),
      ),
    ),
  ).toEqual(['z@post'])
})

test('a repair fills the seat that came free and leaves everyone else, though somebody new would fit better', () => {
  const posts = [somewhere({ id: 'cellar' }, { seats: 2 }), somewhere({ id: 'pump' }, { seats: 1 })]
  const people = ['a', 'b', 'c', 'd'].map((id) => someone({ id, recentMinutes: 500, postsMax: 1 }))
  const first = planOf(problemOf(people, posts))
  const [refuser, ...stay] = first.proposals
  if (refuser === undefined) throw new Error('nobody was proposed')
  const second = planOf(
    problemOf(
      [...people, someone({ id: 'new', postsMax: 1 })],
      posts.map((one) => (one.post.id === refuser.postId ? { ...one, asked: [refuser.personId] } : one)),
      { kept: stay },
    ),
  )
  expect(second.proposals.filter((one) => one.kept)).toHaveLength(2)
  expect(second.proposals.filter((one) => !one.kept).map(({ personId, postId }) => [personId, postId])).toEqual([
    ['new', refuser.postId],
  ])
})

test('whoever was asked keeps the seat: it is not planned twice, nor are they for anything at that time', () => {
  const posts = [somewhere({ id: 'cellar' }, { seats: 2 }), somewhere({ id: 'pump' })]
  const people = ['a', 'b'].map((id) => someone({ id }))
  const plan = planOf(problemOf(people, posts, { pinned: [{ personId: 'a', postId: 'cellar' }] }))
  expect(placed(plan)).toHaveLength(1)
  expect(placed(plan)[0]).toMatch(/^b@/)
  expect(plan.posts).toMatchObject([{ postId: 'cellar', planned: expect.any(Number) }, { postId: 'pump' }])
})

test('a post that stays short names the rule that alone keeps most people out, and who to recruit', () => {
  const boat = somewhere({ id: 'boat', required: [{ competence: 'boat', level: 2 }] }, { seats: 2, urgency: 'today' })
  const people = ['a', 'b', 'c'].map((id) => someone({ id }))
  const away = someone({ id: 'away', availability: new Int32Array() })
  const plan = planOf(problemOf([...people, away], [boat]))
  expect(plan.posts[0]?.shortage).toMatchObject({ missing: 2, able: 0, binding: 'competence' })
  expect(plan.posts[0]?.shortage?.keptOnlyBy).toEqual(new Map([['competence', 3]]))
  expect(plan.oneMore.people).toMatchObject([{ required: [{ competence: 'boat', level: 2 }], postIds: ['boat'] }])
  expect(planOf(problemOf([], [boat])).posts[0]?.shortage).toMatchObject({ binding: 'nobody' })
  const twice = planOf(problemOf([someone({ postsMax: 1 })], [somewhere({ id: 'x' }), somewhere({ id: 'y' })]))
  expect(twice.posts.map((one) => one.shortage?.binding)).toContain('elsewhere')
})

test('nothing to plan is a plan, what no problem has is refused, and a run can be stopped', () => {
  expect(planPosts(problemOf([], []), unlimited)).toMatchObject({ status: 'optimal', objective: 0, bound: 0 })
  const refused: PostsProblem[] = [
    problemOf([someone(), someone()], []),
    problemOf([], [somewhere(), somewhere()]),
    problemOf([], [somewhere({}, { seats: Number.NaN })]),
    problemOf([], [somewhere({}, { seats: -1 })]),
    problemOf([], [somewhere({}, { seatsMin: 2 })]),
    problemOf([], [somewhere({ start: Number.NaN })]),
    problemOf([], [somewhere({ end: 2 ** 33 })]),
    problemOf([], [somewhere({ start: monday, end: monday })]),
    problemOf([someone({ postsMax: 0.5 })], []),
    problemOf([], [], { travelBand: 0 }),
  ]
  for (const problem of refused) expect(() => planPosts(problem, unlimited)).toThrow(RangeError)
  expect(planPosts(problemOf([someone()], [somewhere()]), { ...unlimited, stop: () => true })).toMatchObject({
    status: 'gave-up',
    solution: null,
  })
})

test('a post of a thousand seats is planned whole', () => {
  const people = Array.from({ length: 1000 }, (_, i) => someone({ id: `p${i}` }))
  expect(planOf(problemOf(people, [somewhere({}, { seats: 1000, seatsMin: 300 })])).proposals).toHaveLength(1000)
})
