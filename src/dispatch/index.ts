import type { Room } from '../platform'
import { registerHomeCard } from '../volunteers'
import { operations } from './api'
import { CONTINUE, SILENCE } from './ask'
import { continueCallOut } from './commands/continue-call-out'
import { noteSilence } from './commands/note-silence'
import { followers } from './follow'
import { homePart } from './home-part'
import './lots/activity-part'
import { drawLot } from './lots/draw-lot'
import { DRAW_LOT } from './lots/lot'
import { destroyPlans } from './plan/commands/destroy-plans'
import { takeOrder } from './plan/commands/take-order'
import './plan/personal-data'
import { DESTROY_PLANS, MAKE_PLAN } from './plan/plan'
import { routes } from './routes'
import { topics } from './topics'

export { type AnswerKind, ASK_LINK, type AskState, answerKinds, askStates } from './ask'
export { makeAskLink } from './ask-link'
export { type CallOutNote, registerCallOutNote } from './call-out-notes'
export {
  type AnswerAsk,
  type AnswerAskError,
  type AskAnswered,
  answerAsk,
  answerAsks,
  type ConsentHow,
  consentHows,
} from './commands/answer-ask'
export { type AskByHandError, askByHand } from './commands/ask-by-hand'
export { continueCallOut } from './commands/continue-call-out'
export { noteSilence } from './commands/note-silence'
export { contestAsk, resetHistory } from './commands/own-history'
export { type StartCallOut, type StartCallOutError, startCallOut } from './commands/start-call-out'
export { stopCallOut } from './commands/stop-call-out'
export { owedBy } from './handlers/owed'
export { passOnAnswer } from './handlers/theirs'
export { type CallOutPace, type PendingAsk, paceWave } from './pace-wave'
export { TheirsForm } from './pages/theirs-page'
export { type AskView, findAsk } from './queries/find-ask'
export { findAskByCode } from './queries/find-ask-by-code'
export { askableAt } from './queries/prepare-wave'
export { type CallOutPreview, previewCallOut } from './queries/preview-call-out'
export { answering } from './routes'

registerHomeCard(homePart)

/** Call-outs, asks, live desk. */
export const dispatchRoom: Room = {
  name: 'dispatch',
  routes,
  operations,
  topics,
  followers,
  jobs: [
    { name: DESTROY_PLANS, everyMinutes: 60, erases: true, run: destroyPlans },
    { name: MAKE_PLAN, run: (ctx, { orderId }) => takeOrder(ctx, String(orderId)) },
    { name: DRAW_LOT, run: (ctx, { lotId }) => drawLot(ctx, String(lotId)) },
    { name: CONTINUE, run: (ctx, { callOutId }) => continueCallOut(ctx, String(callOutId)) },
    {
      name: SILENCE,
      everyMinutes: 1,
      run: (ctx, { postId }) => noteSilence(ctx, postId === undefined ? undefined : String(postId)),
    },
  ],
}
