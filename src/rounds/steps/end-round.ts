import type { Tx } from '../../platform'
import { activityDay } from '../../standards'
import { roundDone } from '../entries'
import { isAhead } from '../round'
import { aboutRound, listGoods, listStops, type RoundRow } from './lock-round'

/** A round with no stop ahead and nothing on board is done. */
export async function endIfDone(tx: Tx, round: RoundRow): Promise<boolean> {
  const [stops, goods] = [await listStops(tx, round.id), await listGoods(tx, round.id)]
  if (stops.some(({ state }) => isAhead(state)) || goods.some(({ state }) => state === 'aboard')) return false
  await tx.db.updateTable('rounds').set({ state: 'done', ended_at: tx.now }).where('id', '=', round.id).execute()
  const count = (state: string) => stops.filter((stop) => stop.kind === 'hand' && stop.state === state).length
  tx.append(
    roundDone.entry({
      subjectId: round.id,
      regionId: round.region_id,
      organizationId: round.organization_id,
      body: { ...aboutRound(round), handed: count('done'), refused: count('refused'), absent: count('absent') },
      public: {
        region: round.region_id,
        day: activityDay(tx.now, round.zone).toString(),
        activity: round.activity_id ?? round.id,
        organization: round.organization_id,
        count: count('done'),
      },
    }),
  )
  return true
}
