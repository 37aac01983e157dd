import { ok } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { roundChanged } from '../entries'
import { isAhead } from '../round'
import { endIfDone } from '../steps/end-round'
import { aboutRound, listGoods, listStops, lockRound } from '../steps/lock-round'
import { bringToSite, dropEmptyStops, leaveBehind } from '../steps/reroute'
import { lastSeen, retime } from '../steps/retime'
import { tellHelped } from '../steps/tell-helped'
import { callOff } from './cancel-round'

/** Somebody said yes to a round, or gave it back: those helped learn who comes. Called by the follower. */
export const tellOfRound = (ctx: Ctx, input: { readonly activityId: string; readonly isOff?: boolean }) =>
  inCommand(ctx, 'tellOfRound', async (tx) => {
    const found = await tx.db
      .selectFrom('rounds')
      .select('id')
      .where('activity_id', '=', input.activityId)
      .executeTakeFirst()
    const round = found === undefined ? undefined : await lockRound(tx, found.id)
    if (round === undefined || (round.state !== 'sent' && round.state !== 'underway')) return ok(null)
    if (input.isOff === true) await callOff(tx, round)
    else await tellHelped(tx, round)
    return ok(null)
  })

/**
 * A need has ended: nobody goes there any more. What was not loaded is left behind, what is on board goes to a site and is free there. The
 * other stops stay as they are, only sooner. Called by the follower. Records round.changed.
 */
export const leaveOutNeed = (ctx: Ctx, input: { readonly needId: string }) =>
  inCommand(ctx, 'leaveOutNeed', async (tx) => {
    const rounds = await tx.db
      .selectFrom('round_goods as g')
      .innerJoin('rounds as r', 'r.id', 'g.round_id')
      .select('r.id')
      .distinct()
      .where('g.need_id', '=', input.needId)
      .where('g.state', 'in', ['planned', 'aboard'])
      .where('r.state', 'in', ['sent', 'underway'])
      .orderBy('r.id')
      .limit(50)
      .execute()
    for (const { id } of rounds) {
      const round = await lockRound(tx, id)
      if (round === undefined) continue
      const stops = await listStops(tx, id)
      const goods = (await listGoods(tx, id)).filter(({ need_id }) => need_id === input.needId)
      const isDone = (stopId: string) => !isAhead(stops.find((stop) => stop.id === stopId)?.state ?? '')
      await leaveBehind(
        tx,
        goods.filter(({ state }) => state === 'planned'),
      )
      await bringToSite(
        tx,
        round,
        goods.filter(({ state, to_stop_id }) => state === 'aboard' && !isDone(to_stop_id)),
        true,
      )
      const dropped = await dropEmptyStops(tx, id)
      if (dropped.length === 0) continue
      const version = round.version + 1
      await tx.db.updateTable('rounds').set({ version }).where('id', '=', id).execute()
      tx.append(
        roundChanged.entry({
          subjectId: id,
          regionId: round.region_id,
          organizationId: round.organization_id,
          body: { ...aboutRound(round), cause: 'cancelled-need', version, added: 0, leftOut: dropped.length },
          public: {},
        }),
      )
      await retime(tx, round, await lastSeen(tx, round))
      await tellHelped(tx, round)
      await endIfDone(tx, { ...round, version })
    }
    return ok(null)
  })
