import './personal-data'

export { listGoodsFaults } from './audit'
export { bringBack, fetchPledge, handOut, handOver, loadPick } from './commands/carry'
export { type DonorPlace, lookAtDonor, readWhereToFetch, type WhereToFetch } from './commands/donor-place'
export { type PromiseFromStock, type PromiseFromStockError, promiseFromStock } from './commands/promise-from-stock'
export { type ReceivedPledge, type ReceivePledge, receivePledge } from './commands/receive-pledge'
export { openSite, type SiteFacts, setSiteState } from './commands/sites'
export { countStock, receiveStock } from './commands/stock'
export { checkOffers } from './door/check-offers'
export { type PromiseGift, promiseGift } from './door/commands/promise-gift'
export { withdrawGift } from './door/commands/withdraw-gift'
export { findPlace } from './door/queries/find-place'
export { type Condition, conditions, type PledgeSource, type PledgeWay } from './pledge'
export { noteCallBack } from './receipts/commands/call-backs'
export {
  type ConfirmedLine,
  type ConfirmLine,
  type ConfirmLineError,
  confirmAll,
  confirmLine,
  confirmLineIn,
  confirmRecords,
  tooManyCodeTries,
} from './receipts/commands/confirm-line'
export { deliversHere, theyDeliverHere } from './receipts/delivers-here'
export { AnswerFields } from './receipts/pages/answer-fields'
export { DeliveryFacts, deliveryInWords } from './receipts/pages/delivery-words'
export { type Delivery, listDeliveries } from './receipts/queries/deliveries'
export { listWithPart } from './receipts/queries/desk'
export { readAnswer } from './receipts/read-answer'
export { type SaidBy, type SaidTrouble, type TroubleReason, troubleReasons } from './receipts/receipt'
export { answerErrors, typedOf } from './receipts/say-errors'
export { goodsRoom } from './room'
export { type SiteKind, type SiteState, siteKinds, siteStates } from './site'
export { listSites, type Site } from './sites/queries'
export { findLot, type Lot, listStock, type StockLine } from './stock/queries'
