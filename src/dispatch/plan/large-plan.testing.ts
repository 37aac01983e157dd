import type { PlanPerson, PlanPost, PostsProblem } from '../../allocation'

const monday = Temporal.Instant.from('2026-11-23T00:00:00+05:00').epochMilliseconds / 60_000
const unlimited = Number.POSITIVE_INFINITY

const people = Array.from(
  { length: 500 },
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
const posts = Array.from({ length: 20 }, (_, j): PlanPost => {
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
/** A problem that takes a while: 500 people who can all do everything, and twenty posts. */
export const largePlan = (): Omit<PostsProblem, 'travel'> => ({
  people,
  posts,
  now: monday - 600,
  travelBand: 15,
  pinned: [],
  kept: [],
})
