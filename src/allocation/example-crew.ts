import type { Person, Post } from './problem'

/** Almaty, near the Green Bazaar. */
export const almaty = { latitude: 43.264, longitude: 76.955 } as const

/** Epoch minutes of a local time in Almaty (UTC+5), as in `at('2026-10-05T09:00')`; 2026-10-05 is a Monday. */
export const at = (local: string): number => Temporal.Instant.from(`${local}+05:00`).epochMilliseconds / 60_000

/** A morning at the courtyard on Monday, asking nothing of anyone; fields to override. */
export const aPost = (over: Partial<Post> = {}): Post => ({
  id: 'post',
  point: almaty,
  start: at('2026-10-05T09:00'),
  end: at('2026-10-05T12:00'),
  offsetMinutes: 300,
  required: [],
  languages: [],
  legalMask: 1,
  demands: [],
  kind: 'environment',
  present: [],
  ...over,
})

/** An adult who lives nearby and is free all October; fields to override. */
export const aPerson = (over: Partial<Person> = {}): Person => ({
  id: 'lina',
  point: almaty,
  transport: 'public',
  reachMeters: 10_000,
  paused: false,
  suspended: false,
  lawForbids: 0,
  competences: [],
  languages: ['kk', 'ru'],
  availability: Int32Array.of(at('2026-10-01T00:00'), at('2026-11-01T00:00')),
  occupied: [],
  limits: { weekMinutesMax: Number.POSITIVE_INFINITY, restMinutesMin: 0, daysInARowMax: Number.POSITIVE_INFINITY },
  cannot: [],
  notWith: [],
  preferredKinds: [],
  recentMinutes: 0,
  visitsTo: new Map(),
  travelAccepted: [],
  ...over,
})
