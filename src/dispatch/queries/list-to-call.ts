import type { Db } from '../../platform'
import { toAskingOrder } from './asking-order'
import type { AskedPost } from './find-post'
import { listBest } from './list-best'
import type { RankedPerson } from './rank-for-post'

/** Everyone a new call-out for this post may ask, in the order of asking, at most `reserve`. */
export async function listToCall(
  db: Db,
  post: AskedPost,
  now: Temporal.Instant,
  reserve: number,
): Promise<RankedPerson[]> {
  const order = await toAskingOrder(db, post, await listBest(db, post, now, 2 * reserve))
  return order.slice(0, reserve)
}
