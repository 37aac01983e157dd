import { get, post, type Route } from '../platform'
import { showActivity, showList } from './handlers/browse'
import { create, publish, review, showManage, showNew } from './handlers/organize'
import { giveBackShift, showShift, undoShift } from './handlers/shift'
import { answer, leaveWaitingList } from './handlers/sign-up'

const offers = ['waiting.offered', 'waiting.lapsed'] as const
const answering = ['answer.given', 'assignment.made', 'waiting.joined', ...offers] as const
const creating = ['activity.created', 'post.added'] as const
const publishing = ['activity.published', 'activity.sent-to-review'] as const

/** URL table of the room. */
export const routes: readonly Route[] = [
  get('/activities', showList, { may: 'anyone' }),
  get('/activities/new', showNew, { may: 'activities:manage' }),
  post('/activities/new', create, { may: 'activities:manage', records: [...creating, ...publishing] }),
  get('/activities/:id', showActivity, { may: 'anyone' }),
  get('/activities/:id/manage', showManage, { may: 'activities:manage' }),
  post('/activities/:id/publish', publish, { may: 'activities:manage', records: publishing }),
  post('/activities/:id/review', review, {
    may: 'region:review',
    records: ['activity.published', 'activity.returned'],
  }),
  post('/activities/:id/posts/:post/answer', answer, { may: 'signed-in', records: answering }),
  post('/activities/:id/posts/:post/leave-list', leaveWaitingList, {
    may: 'signed-in',
    records: ['waiting.left', ...offers],
  }),
  get('/me/assignments/:id', showShift, { may: 'signed-in' }),
  post('/me/assignments/:id/give-back', giveBackShift, {
    may: 'signed-in',
    records: ['assignment.given-back', ...offers],
  }),
  post('/me/assignments/:id/undo', undoShift, {
    may: 'signed-in',
    records: ['answer.undone', 'assignment.given-back', ...offers],
  }),
]
