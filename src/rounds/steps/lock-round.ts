import type { Selectable } from 'kysely'
import type { DB, Tx } from '../../platform'

/** A round as its row. */
export type RoundRow = Selectable<DB['rounds']>
/** A stop as its row. */
export type StopRow = Selectable<DB['round_stops']>
/** Goods of a round as their row. */
export type GoodsRow = Selectable<DB['round_goods']>

/** The round, locked: whatever changes one of its stops waits its turn here. Undefined when there is none. */
export const lockRound = (tx: Tx, roundId: string): Promise<RoundRow | undefined> =>
  tx.db.selectFrom('rounds').selectAll().where('id', '=', roundId).forUpdate().executeTakeFirst()

/** The stops of a round in their order. */
export const listStops = (tx: Tx, roundId: string): Promise<StopRow[]> =>
  tx.db
    .selectFrom('round_stops')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('position')
    .orderBy('id')
    .limit(1000)
    .execute()

/** What lies in a round, or was to. */
export const listGoods = (tx: Tx, roundId: string): Promise<GoodsRow[]> =>
  tx.db.selectFrom('round_goods').selectAll().where('round_id', '=', roundId).orderBy('id').limit(2000).execute()

/** Whether this person drives or helps on this round: they hold a seat of it now. */
export async function isAssigned(tx: Tx, round: Pick<RoundRow, 'activity_id'>, personId: string): Promise<boolean> {
  if (round.activity_id === null) return false
  const seat = await tx.db
    .selectFrom('assignments')
    .select('id')
    .where('activity_id', '=', round.activity_id)
    .where('volunteer_id', '=', personId)
    .where('state', '=', 'live')
    .limit(1)
    .executeTakeFirst()
  return seat !== undefined
}

/** Ids an entry about a round names. */
export const aboutRound = (round: RoundRow): { roundId: string; activityId: string } => ({
  roundId: round.id,
  activityId: round.activity_id ?? round.id,
})

/** State of every stop of rounds, to see whether anything was reported meanwhile. */
export async function signatureOf(tx: Tx, rounds: readonly { readonly id: string }[]): Promise<string> {
  const parts: string[] = []
  for (const { id } of rounds) for (const stop of await listStops(tx, id)) parts.push(`${stop.id} ${stop.state}`)
  return parts.join(',')
}
