// Where silence may mean danger: only a person closes such an attendance.
const watchedFlags = ['disaster', 'emergency', 'night', 'home-visit']

/** Whether somebody overdue here is looked for. */
export const isWatched = (activity: { flags: readonly string[]; contexts: readonly string[] }): boolean =>
  activity.flags.some((flag) => watchedFlags.includes(flag)) || activity.contexts.includes('lone-post')

/** When somebody was to leave. Who came after the end is expected to stay two hours. */
export const dueOut = (checkedInAt: Temporal.Instant, postEndsAt: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(checkedInAt, postEndsAt) < 0 ? postEndsAt : checkedInAt.add({ minutes: 120 })
