import './home-part'
import './hooks'
import './queries/find-sheet'
import type { Room } from '../platform'
import { activityOperations } from './api'
import { activityFollowers } from './follow'
import { activityJobs } from './jobs'
import { routes } from './routes'

export { type ActivityState, activityStates, type Requirement } from './activity'
export { type ActivityAudit, auditActivities } from './audit'
export { acceptExchange, type Exchanged } from './commands/accept-exchange'
export { type AnswerError, type Answered, type AnswerPost, answerAllIn, answerPost } from './commands/answer-post'
export { type ChangeActivity, type ChangeError, changeActivity } from './commands/change-activity'
export { addPost, changeSeats, type SeatsError } from './commands/change-seats'
export { type Chased, chaseOverdue, overdueMinutes } from './commands/chase-overdue'
export { type CheckIn, type CheckInError, checkIn } from './commands/check-in'
export { type CheckOutError, checkOut, logWork, type RecordError, recordPresence } from './commands/check-out'
export { type CopyError, copyActivity, repeatActivity } from './commands/copy-activity'
export { countPeople } from './commands/count-people'
export {
  type ActivityPlace,
  type CreateActivity,
  type CreateActivityError,
  type CreatedActivity,
  createActivity,
  createIn as createActivityIn,
} from './commands/create-activity'
export { agreeExchanges, type DecideExchangeError, decideExchange } from './commands/decide-exchange'
export { type EditActivity, type EditError, editActivity } from './commands/edit-activity'
export { cancelActivity, closeActivity, type EndError, finishActivity } from './commands/end-activity'
export { endExchange } from './commands/end-exchange'
export { type GiveBackError, giveBack, releaseAssignment } from './commands/give-back'
export { joinWaitingList, type ListError, leaveList } from './commands/leave-list'
export { type GroupError, makeGroup, releaseGroup } from './commands/make-group'
export { markNoShow, type NoShowError } from './commands/mark-no-show'
export { offerStandIn, offerSwap } from './commands/offer-exchange'
export { openGate } from './commands/open-gate'
export {
  type PublishError,
  type Published,
  publishActivity,
  publishIn as publishActivityIn,
  reviewActivity,
} from './commands/publish-activity'
export {
  type ClaimError,
  claimHelper,
  type RegisterError,
  type RegisteredHelper,
  registerHelper,
} from './commands/register-helper'
export { undoAnswer } from './commands/undo-answer'
export { sayPlace, sayTime } from './pages/say-place'
export { sayRefusal } from './pages/say-refusal'
export { type ActivityPart, registerActivityPart } from './parts'
export { type ActivityView, findActivity, listPosts, type PostView } from './queries/find-activity'
export { findLed } from './queries/find-head-count'
export { findOwedAcceptance } from './queries/find-owed-acceptance'
export { type ListedActivity, listActivities } from './queries/list-activities'
export { addPostIn } from './steps/add-post'
export { type Accepted, type AcceptFirst, obligationsOf } from './steps/decide-accepted'
export type { AuthorError } from './steps/decide-author'
export type { Bar } from './steps/decide-bars'
export type { ExchangeError } from './steps/exchange'
export { findPost as findPostRow, type HeldActivity, holdActivity, type PostRow } from './steps/hold-activity'
export { statedObligations } from './steps/list-missing'
export { holdForLot, type LotRefusal, listWaiting, orderWaiting, releaseLot, seatByYes } from './steps/lot-seats'
export { parseRequirements } from './steps/parse-requirements'
export { type Seating, seatIn } from './steps/seat'
export { makeUndoLink } from './undo-link'
export { type Confirmer, confirmers, findWork, parseUnit, type Unit, units, type Work, works } from './work'

/** Shifts, posts, slots, answers, waiting list, swaps, attendance. */
export const activitiesRoom: Room = {
  name: 'activities',
  routes,
  operations: activityOperations,
  jobs: activityJobs,
  followers: activityFollowers,
}
export { isWatched } from './steps/watched'
