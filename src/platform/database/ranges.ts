import { type RawBuilder, sql } from 'kysely'

/** Half-open range of instants `[from, to)` as a parameter for tstzrange columns. */
export const during = (from: Temporal.Instant, to: Temporal.Instant): RawBuilder<string> =>
  sql<string>`tstzrange(${from.toString()}, ${to.toString()}, '[)')`
