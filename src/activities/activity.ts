import type { Level } from '../training'

/** draft → (review →) open → closed → done, or cancelled. Closed takes no more sign-ups but still runs. */
export const activityStates = ['draft', 'review', 'open', 'closed', 'done', 'cancelled'] as const
/** One of {@link activityStates}. */
export type ActivityState = (typeof activityStates)[number]

/** What may happen in which state. */
export const allowedIn = {
  edit: ['draft', 'review'],
  publish: ['draft'],
  review: ['review'],
  signUp: ['open'],
  change: ['draft', 'review', 'open', 'closed'],
  close: ['open'],
  cancel: ['draft', 'review', 'open', 'closed'],
  attend: ['open', 'closed', 'done'],
  finish: ['open', 'closed'],
  show: ['open', 'closed', 'done', 'cancelled'],
} satisfies Record<string, readonly ActivityState[]>

/** Whether this may happen to an activity in this state (as it stands in the database). */
export const isAllowed = (act: keyof typeof allowedIn, state: string): boolean =>
  (allowedIn[act] as readonly string[]).includes(state)

/** A competence a post asks for; `level` as in room training. */
export type Requirement = { readonly id: string; readonly level: Level }

/** Latitude and longitude where both are known. */
export const pointOf = (row: { latitude: number | null; longitude: number | null }) =>
  row.latitude === null || row.longitude === null ? undefined : { latitude: row.latitude, longitude: row.longitude }

/** Calendar day of an instant in a zone, ISO. */
export const dayIn = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDate().toString()

/** Version of what the numbers of this room mean; it stands in each entry from the first on. */
export const DEFINITION = 1
