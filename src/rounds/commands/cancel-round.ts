import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { roundCancelled } from '../entries'
import { endIfDone } from '../steps/end-round'
import { aboutRound, listGoods, lockRound, type RoundRow } from '../steps/lock-round'
import { bringToSite, dropEmptyStops, leaveBehind } from '../steps/reroute'
import { tellHelped } from '../steps/tell-helped'

/** Why a round goes on. */
export type CancelRoundError = { readonly kind: 'unknown' | 'forbidden' | 'ended' }

/**
 * Calls a round off. What was not loaded waits for another round at once; what is on board is still to be brought to a site, and the round
 * ends with that. Its activity is cancelled by whoever runs it, which calls this too. Records round.cancelled and what is told to those helped.
 */
export const cancelRound = (
  ctx: Ctx,
  roundId: string,
): Promise<Result<{ readonly aboard: number }, CancelRoundError>> =>
  inCommand<{ aboard: number }, CancelRoundError>(ctx, 'cancelRound', async (tx) => {
    const round = await lockRound(tx, roundId)
    if (round === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: round.organization_id, regionId: round.region_id }
    if (!may(ctx, 'dispatch:run', scope)) return err({ kind: 'forbidden' })
    if (round.state === 'done' || round.state === 'cancelled') return err({ kind: 'ended' })
    return ok({ aboard: await callOff(tx, round) })
  })

/** The same inside a command that has locked the round. @returns how many things are on board still */
export async function callOff(tx: Tx, round: RoundRow): Promise<number> {
  const goods = await listGoods(tx, round.id)
  const aboard = goods.filter(({ state }) => state === 'aboard')
  await leaveBehind(
    tx,
    goods.filter(({ state }) => state === 'planned' || state === 'proposed'),
  )
  await bringToSite(tx, round, aboard, false)
  await dropEmptyStops(tx, round.id)
  const version = round.version + 1
  if (aboard.length > 0) {
    await tx.db.updateTable('rounds').set({ version }).where('id', '=', round.id).execute()
    await tellHelped(tx, round)
    await endIfDone(tx, round)
    return aboard.length
  }
  await tx.db
    .updateTable('rounds')
    .set({ state: 'cancelled', ended_at: tx.now, version })
    .where('id', '=', round.id)
    .execute()
  await tellHelped(tx, { ...round, state: 'cancelled' })
  tx.append(
    roundCancelled.entry({
      subjectId: round.id,
      regionId: round.region_id,
      organizationId: round.organization_id,
      body: aboutRound(round),
      public: {
        region: round.region_id,
        organization: round.organization_id,
        ...(round.activity_id === null ? {} : { activity: round.activity_id }),
      },
    }),
  )
  return 0
}
