export { type RaisedNeed, type RaiseNeed, raiseNeed } from './commands/raise-need'
export { type Danger, type DangerKind, dangerKinds, findDanger, soundsLikeDanger } from './danger-words'
export { type Item, type ItemGroup, itemGroups, type Unit, units } from './item'
export { findItem, type ItemId, items } from './items'
export { kindOfLines, type LineWish, readLine } from './line-wish'
export { type ItemMatch, matchItem, matchItems } from './match-item'
export {
  type Cause,
  causes,
  DEFINITION,
  isStale,
  type NeedKind,
  type NeedState,
  needKinds,
  needStates,
  type Receipt,
  type ReceiptReason,
  receiptReasons,
  receipts,
} from './need'
export { parseQuantity, sayQuantity } from './quantity'
export { needsRoom } from './room'
