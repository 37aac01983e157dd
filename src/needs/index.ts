export { raiseRecords } from './ask-routes'
export { decideDue } from './by-when'
export {
  type AttributeId,
  type Attributes,
  attributeIds,
  attributeValues,
  parseAttributes,
} from './catalogue/attribute'
export {
  gramsOf,
  type Item,
  type ItemGroup,
  itemGroups,
  millilitresOf,
  type Pack,
  type Substitute,
  type Unit,
  units,
} from './catalogue/item'
export { itemServes } from './catalogue/item-serves'
export { findItem, listItems } from './catalogue/items'
export { type ItemMatch, matchItem, matchItems, type Named, nameOf, namesMoney } from './catalogue/match-item'
export { items } from './catalogue/own-items'
export { readAttributes } from './catalogue/read-attributes'
export { type AnswerCause, answerCause, type SayCause, sayCause } from './commands/causes'
export {
  type ClaimError,
  type Claimed,
  type ClaimLine,
  claimLine,
  type GiveToLine,
  giveToLine,
  lapseClaim,
  releaseClaim,
} from './commands/claims'
export { type CloseReason, cancelNeed, closeNeed, tellUnmet } from './commands/close-need'
export { type CorrectError, type CorrectNeed, correctNeed } from './commands/correct-need'
export { destroyNeed } from './commands/destroy-need'
export { closeIncident, type Hazard, hazards, type StartIncident, startIncident } from './commands/incidents'
export { decideLink, type LinkError } from './commands/links'
export { type LineMove, type LinePart, lockLine, moveLine } from './commands/move-line'
export { lockNeed, type NeedRow, type NeedStepError } from './commands/needs-of'
export {
  noteFirstYes,
  noteHelped,
  notePeopleComing,
  notePeopleNotComing,
  notePeopleOnTheWay,
  type PeopleComing,
} from './commands/notes'
export { type PassRefusal, passClaim } from './commands/pass-claim'
export { type BroughtItem, listBroughtItems, putItems } from './commands/put-items'
export { type RaisedNeed, type RaiseNeed, raiseNeed } from './commands/raise-need'
export {
  lookAtNeedContact,
  type NeedContact,
  type ReadContactError,
  readNeedContact,
} from './commands/read-contact'
export {
  type NeedReceipt,
  type ReceiveHelp,
  type ReceiveHelpError,
  receiveHelp,
  recordReceipt,
  reopenNeed,
  waitAgain,
} from './commands/receive-help'
export { type ReferNeed, referNeed } from './commands/refer-need'
export { keepClaim, noteClaimStep } from './commands/stale-claims'
export { refuseNeed, seeDanger, triageNeed, type VerifyNeed, verifyNeed } from './commands/verify-need'
export { type AlarmKind, type DangerKind, dangerKinds } from './danger-phrases'
export { type Danger, findDanger, soundsLikeDanger } from './danger-words'
export { type EnteredNeed, enterNeed, readNewNeedForm } from './enter-need'
export { type FollowPart, registerFollowPart } from './follow-parts'
export { kindOfLines, type LineWish, readLine } from './line-wish'
export {
  allowedFrom,
  type Cause,
  type ConsentHow,
  causes,
  consentHows,
  DEFINITION,
  isStale,
  type LookReason,
  mayStep,
  type NeedKind,
  type NeedState,
  type NeedStep,
  needKinds,
  needStates,
  parseCode,
  type Receipt,
  type ReceiptReason,
  type RefusalReason,
  receiptReasons,
  receipts,
  type Severity,
  severities,
  type Urgency,
  urgencies,
  type VerifyMethod,
  verifyMethods,
} from './need'
export { AskedParts, type AskedProps } from './pages/asked-page'
export { lineInWords, lineName, lineNameWithoutHealth } from './pages/line-words'
export { ReceiptFields } from './pages/need-forms'
export { NewNeedForm } from './pages/new-need-form'
export { parseQuantity, sayQuantity, typedQuantity } from './quantity'
export { type CauseAnswer, type CauseCount, countCauses, listAnswers } from './queries/causes'
export { findOpenIncident, type OpenIncident } from './queries/incidents'
export { readWhereToBring, type WhereToBring } from './queries/where-to-bring'
export { receiptCodeOf } from './receipt-code'
export { registerReceivedByLines } from './received-by-lines'
export { needsRoom } from './room'
export { helpsHere, listOrganizationsFor, mayOnNeed, maySpeakFor, organizationsOf, triageRegions } from './scope'
export { CELL_MIN, decideShownCells, type ShownCause } from './shown-cells'
