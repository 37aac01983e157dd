import { expect, test } from 'vitest'
import { type PlanPerson, type PlanPost, planPosts } from '../../allocation'
import { findPlanRun, startPlan } from './run-plan'

const monday = Temporal.Instant.from('2026-11-23T00:00:00+05:00').epochMilliseconds / 60_000
const unlimited = Number.POSITIVE_INFINITY

const people = Array.from(
  { length: 1500 },
  (_, i): PlanPerson => ({
    id: `p${i}`,
    point: { latitude: 51.2 + (i % 40) / 1000, longitude: 51.3 + (i % 37) / 1000 },
    transport: 'foot',
    reachMeters: 20_000,
    paused: false,
    suspended: false,
    lawForbids: 0,
    competences: [],
    languages: ['kk'],
    availability: Int32Array.of(monday, monday + 7 * 1440),
    occupied: [],
    limits: { weekMinutesMax: unlimited, restMinutesMin: 660, daysInARowMax: 5 },
    cannot: [],
    notWith: [],
    preferredKinds: [],
    recentMinutes: (i * 37) % 900,
    visitsTo: new Map(),
    travelAccepted: [],
    postsMax: 2,
  }),
)
const posts = Array.from({ length: 40 }, (_, j): PlanPost => {
  const start = monday + (j % 7) * 1440 + 540
  const place = { point: { latitude: 51.21, longitude: 51.31 }, start, end: start + 180, offsetMinutes: 300 }
  const asks = { required: [], languages: [], legalMask: 1, demands: [], kind: 'environment', present: [] }
  return {
    post: { id: `w${j}`, ...place, ...asks },
    seats: 5,
    seatsMin: 2,
    urgency: 'today',
    anyTime: false,
    asked: [],
  }
})
const problem = { people, posts, now: monday - 600, travelBand: 15, pinned: [], kept: [] }

test('a plan made beside the process is the plan, and everything else goes on meanwhile', async () => {
  let turns = 0
  const run = startPlan(problem, { steps: 100_000 })
  const count = () => {
    turns++
    if (findPlanRun() !== undefined) setImmediate(count)
  }
  count()
  // Another has to wait for this one.
  expect(startPlan(problem, { steps: 1 })).toBeUndefined()
  expect(await run?.done).toEqual({ kind: 'planned', solved: planPosts(problem, { seed: 1, stepsMax: 100_000 }) })
  expect(turns).toBeGreaterThan(people.length / 200)
  expect(run?.progress()).toBeDefined()
})

test('a plan is cancelled, runs out of time, or breaks: each is said, and the next one starts', async () => {
  const run = startPlan(problem, { seconds: 60 })
  run?.cancel()
  expect(await run?.done).toEqual({ kind: 'cancelled' })
  expect(findPlanRun()).toBeUndefined()
  expect(await startPlan(problem, { seconds: 0 })?.done).toMatchObject({ solved: { status: 'gave-up' } })
  expect(await startPlan({ ...problem, travelBand: 0 }, { steps: 1 })?.done).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('travel band'),
  })
  expect(await startPlan({ ...problem, people: [] }, { steps: 10 })?.done).toMatchObject({
    solved: { status: 'optimal', objective: 0 },
  })
})
