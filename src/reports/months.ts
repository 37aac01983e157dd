/** First days of the `count` months up to that of `last`, oldest first, ISO. */
export function monthsUpTo(last: Temporal.PlainDate, count: number): readonly string[] {
  const first = last.with({ day: 1 })
  return Array.from({ length: count }, (_, at) => first.subtract({ months: count - 1 - at }).toString())
}

/** First day of the month after an ISO day. */
export const monthAfter = (day: string): string =>
  Temporal.PlainDate.from(day).with({ day: 1 }).add({ months: 1 }).toString()
