import { settlementOf } from '../../places'
import type { Tx } from '../../platform'
import { defined, needHelped, publicOfNeed } from '../entries'
import { minutesBetween, type NeedRow } from './needs-of'

/** Writes down that help came, how long it took, and by which door and from what kind of place it was asked for. Entry to declare: need.helped. */
export async function recordHelped(tx: Tx, need: NeedRow): Promise<void> {
  const waitMinutes = minutesBetween(need.raised_at, tx.now)
  const settlement = await settlementOf(tx.db, { regionId: need.region_id, localityId: need.locality_id })
  tx.append(
    needHelped.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: { waitMinutes, settlement },
      public: { ...publicOfNeed(need, tx.now), ...defined, waitMinutes, door: need.door },
    }),
  )
}
