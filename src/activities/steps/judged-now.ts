import { type RawBuilder, sql } from 'kysely'
import { type Ctx, systemClock } from '../../platform'

/**
 * The moment by which offers are judged: the database's own clock, read when the statement runs and not when the transaction began,
 * since a command may have waited for a lock. Simulations and tests judge by the clock they bring.
 */
export const judgedNow = (ctx: Ctx): RawBuilder<Temporal.Instant> =>
  ctx.clock === systemClock
    ? sql<Temporal.Instant>`clock_timestamp()`
    : sql<Temporal.Instant>`${ctx.clock.now().toString()}::timestamptz`
