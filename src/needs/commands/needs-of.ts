import type { Selectable } from 'kysely'
import type { DB, Tx } from '../../platform'

/** A need as its row. */
export type NeedRow = Selectable<DB['needs']>

/** The need, locked for a change; undefined when there is none. */
export const lockNeed = (tx: Tx, needId: string): Promise<NeedRow | undefined> =>
  tx.db.selectFrom('needs').selectAll().where('id', '=', needId).forNoKeyUpdate().executeTakeFirst()

/** Whole minutes from one moment to another, never negative. */
export const minutesBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  Math.max(0, Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 60_000))
