import { registerReceivedByLines } from '../needs'
import type { Room } from '../platform'
import { giveRoutes } from './door/give-routes'
import { neededRoutes } from './door/needed-routes'
import { goodsJobs } from './jobs'
import { receiptJobs } from './receipts/jobs'
import { isByLines } from './receipts/queries/is-by-lines'
import { sitesRoutes } from './sites/routes'
import { stockRoutes } from './stock/routes'

registerReceivedByLines(isByLines)

/** Goods: promised, kept, carried, handed over, confirmed. */
export const goodsRoom: Room = {
  name: 'goods',
  routes: [...giveRoutes, ...neededRoutes, ...sitesRoutes, ...stockRoutes],
  jobs: [...goodsJobs, ...receiptJobs],
}
