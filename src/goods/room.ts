import { registerFollowPart, registerReceivedByLines } from '../needs'
import type { Room } from '../platform'
import { doorOperations } from './door/api/door-operations'
import { giftOperations } from './door/api/gift-operations'
import { giveRoutes } from './door/give-routes'
import { neededRoutes } from './door/needed-routes'
import { handOverJobs } from './hand-over/jobs'
import { handOverOperations } from './hand-over/operations'
import { handOverRoutes } from './hand-over/routes'
import { goodsJobs } from './jobs'
import { kitOperations } from './kits/operations'
import { kitsRoutes } from './kits/routes'
import { matchingOperations } from './matching/operations'
import { matchingRoutes } from './matching/routes'
import { receiptOperations } from './receipts/api'
import { companionReceiptRoutes } from './receipts/companion-routes'
import { deliversHere } from './receipts/delivers-here'
import { receiptDeskRoutes } from './receipts/desk-routes'
import { receiptJobs } from './receipts/jobs'
import { goodsFollowPart, ownReceiptRoutes } from './receipts/own-routes'
import { isByLines } from './receipts/queries/is-by-lines'
import { siteOperations } from './sites/operations'
import { sitesRoutes } from './sites/routes'
import { stockOperations } from './stock/operations'
import { stockRoutes } from './stock/routes'

registerReceivedByLines({ isByLines, hasPart: deliversHere })
registerFollowPart(goodsFollowPart)

/** Goods: promised, kept, carried, handed over, confirmed. */
export const goodsRoom: Room = {
  name: 'goods',
  routes: [
    ...giveRoutes,
    ...neededRoutes,
    ...matchingRoutes,
    ...sitesRoutes,
    ...stockRoutes,
    ...kitsRoutes,
    ...ownReceiptRoutes,
    ...companionReceiptRoutes,
    ...receiptDeskRoutes,
    ...handOverRoutes,
  ],
  operations: [
    ...siteOperations,
    ...stockOperations,
    ...kitOperations,
    ...doorOperations,
    ...giftOperations,
    ...matchingOperations,
    ...receiptOperations,
    ...handOverOperations,
  ],
  jobs: [...goodsJobs, ...receiptJobs, ...handOverJobs],
}
