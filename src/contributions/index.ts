import './hooks'
import type { Room } from '../platform'
import { contributionOperations } from './api'
import { contributionFollowers } from './follow'
import { routes } from './routes'

export { type ConfirmError, confirmHours } from './commands/confirm-hours'
export { confirmResult, type ResultError, reportResult } from './commands/confirm-result'
export { type DisputeError, decideDispute, disputeHours, stateBasis } from './commands/dispute-hours'
export { handOverResultLink, type PassLinkError } from './commands/pass-result-link'
export { recordHours } from './commands/record-hours'
export { type Basis, bases, type ContributionState, type Form, forms, parseBasis } from './contribution'
export { findResult, type ResultView } from './queries/list-hours'
export {
  listRecordLines,
  listYearHours,
  listYearResults,
  type RecordLine,
  type YearHours,
  type YearResult,
} from './queries/list-record'

/** Hours, confirmations, disputes, results, the record of each volunteer. */
export const contributionsRoom: Room = {
  name: 'contributions',
  routes,
  operations: contributionOperations,
  followers: contributionFollowers,
}
