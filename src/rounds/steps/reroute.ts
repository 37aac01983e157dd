import { newPublicId } from '../../kit/ids'
import type { Tx } from '../../platform'
import { isAhead } from '../round'
import { type GoodsRow, listGoods, listStops, type RoundRow, type StopRow } from './lock-round'

/** Where what was not handed over goes: the site it came from, else the oldest site of the organization that is not closed. */
async function siteFor(
  tx: Tx,
  round: RoundRow,
  goods: GoodsRow,
  stops: readonly StopRow[],
): Promise<string | undefined> {
  const from = stops.find(({ id }) => id === goods.from_stop_id)?.site_id
  if (from != null) return from
  const site = await tx.db
    .selectFrom('sites')
    .select('id')
    .where('organization_id', '=', round.organization_id)
    .where('state', '<>', 'closed')
    .orderBy('opened_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return site?.id
}

const UNLOAD_MINUTES = 5

/**
 * Sends goods that are on board to a site, at the end of the round: everything else stays where it is. Whatever was not wanted is free again
 * once it is there; the rest waits for another try.
 */
export async function bringToSite(
  tx: Tx,
  round: RoundRow,
  goods: readonly GoodsRow[],
  refused: boolean,
): Promise<number> {
  let added = 0
  for (const one of goods) {
    const stops = await listStops(tx, round.id)
    const siteId = await siteFor(tx, round, one, stops)
    if (siteId === undefined) continue
    const known = stops.find(({ kind, site_id, state }) => kind === 'unload' && site_id === siteId && isAhead(state))
    const stopId = known?.id ?? (await appendUnload(tx, round, siteId, stops))
    if (known === undefined) added += 1
    await tx.db.updateTable('round_goods').set({ to_stop_id: stopId, refused }).where('id', '=', one.id).execute()
  }
  return added
}

async function appendUnload(tx: Tx, round: RoundRow, siteId: string, stops: readonly StopRow[]): Promise<string> {
  const id = newPublicId()
  const last = stops.at(-1)
  await tx.db
    .insertInto('round_stops')
    .values({
      id,
      round_id: round.id,
      position: (last?.position ?? -1) + 1,
      kind: 'unload',
      site_id: siteId,
      arrives_at: last?.arrives_at ?? round.ends_at,
      minutes: UNLOAD_MINUTES,
      state: 'planned',
    })
    .execute()
  return id
}

/** Takes goods that never came on board out of the round. */
export async function leaveBehind(tx: Tx, goods: readonly GoodsRow[]): Promise<void> {
  for (const { id } of goods)
    await tx.db.updateTable('round_goods').set({ state: 'off' }).where('id', '=', id).execute()
}

/** Cancels the stops ahead at which nothing is to do any more. @returns those cancelled */
export async function dropEmptyStops(tx: Tx, roundId: string): Promise<StopRow[]> {
  const goods = await listGoods(tx, roundId)
  const isNeeded = (stop: StopRow) =>
    goods.some(({ state, from_stop_id, to_stop_id }) =>
      stop.kind === 'load' || stop.kind === 'fetch'
        ? state === 'planned' && from_stop_id === stop.id
        : (state === 'planned' || state === 'aboard') && to_stop_id === stop.id,
    )
  const empty = (await listStops(tx, roundId)).filter((stop) => isAhead(stop.state) && !isNeeded(stop))
  for (const { id } of empty)
    await tx.db.updateTable('round_stops').set({ state: 'cancelled', ended_at: tx.now }).where('id', '=', id).execute()
  return empty
}
