import type { Room } from '../platform'
import { routes } from './routes'

export { type ActivityAudit, auditActivities } from './audit'
export { type AnswerError, type Answered, type AnswerPost, answerIn, answerPost } from './commands/answer-post'
export {
  type CreateActivity,
  type CreateActivityError,
  type CreatedActivity,
  createActivity,
} from './commands/create-activity'
export { type GiveBackError, giveBack, releaseAssignment } from './commands/give-back'
export { joinWaitingList, type ListError, leaveList } from './commands/leave-list'
export { type PublishError, type Published, publishActivity, reviewActivity } from './commands/publish-activity'
export { undoAnswer } from './commands/undo-answer'
export { sayPlace, sayTime, sayWork } from './pages/say-place'
export { sayRefusal } from './pages/say-refusal'
export { findOwedAcceptance } from './queries/find-owed-acceptance'
export { obligationsOf } from './steps/decide-accepted'
export { type Confirmer, confirmers, findWork, parseUnit, type Unit, units, type Work, works } from './work'

/** Shifts, posts, slots, answers, waiting list, swaps, attendance. */
export const activitiesRoom: Room = { name: 'activities', routes }
