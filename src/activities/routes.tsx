import { get, post, type Route } from '../platform'
import { decideTheirExchange, setExchanges } from './handlers/agree'
import {
  checkInSelf,
  checkOutSelf,
  leaveAttendance,
  logOwnWork,
  scan,
  showAttendance,
  showScan,
} from './handlers/attend'
import { showActivity, showList } from './handlers/browse'
import {
  askStandIn,
  askSwap,
  decideExchange,
  showExchange,
  showSwap,
  showUndo,
  undoByLink,
  withdrawExchange,
} from './handlers/exchange'
import {
  arriveByGate,
  checkOutHelper,
  claim,
  registerAtGate,
  showClaim,
  showGate,
  showHelper,
  showHere,
} from './handlers/gate'
import { letGo, showGroup, showNewGroup, startGroup } from './handlers/group'
import { create, publish, review, showManage, showNew } from './handlers/organize'
import { recordCall, showOverdue } from './handlers/overdue'
import { enterSheet, showSheet } from './handlers/sheet'
import { giveBackShift, showShift, undoShift } from './handlers/shift'
import { answer, leaveWaitingList } from './handlers/sign-up'
import { countOnSite, reportPresence, showSite } from './handlers/site'
import {
  addOnePost,
  cancel,
  checkInPerson,
  checkOutPerson,
  close,
  copy,
  edit,
  finish,
  noShow,
  releasePerson,
  repeat,
  setPlace,
  setSeats,
  setTime,
  showCancel,
  showCopy,
  showEdit,
  showGateSheet,
  showNoShow,
  showRoster,
} from './handlers/tools'
import { UNDO_LINK } from './undo-link'

const offers = ['waiting.offered', 'waiting.lapsed'] as const
const answering = ['document.accepted', 'answer.given', 'assignment.made', 'waiting.joined', ...offers] as const
const creating = ['activity.created', 'post.added'] as const
const publishing = ['activity.published', 'activity.sent-to-review'] as const
const freeing = ['assignment.given-back', ...offers] as const
const changing = ['post.changed', 'assignment.ended-by-change', 'activity.sent-to-review'] as const
const presence = ['attendance.checked-in', 'attendance.checked-out'] as const
const registering = ['person.created', 'consent.given', 'volunteer.joined', 'helper.registered'] as const
const exchanging = [
  'document.accepted',
  'swap.taken',
  'swap.done',
  'assignment.handed-over',
  'answer.given',
  'assignment.made',
] as const
const manage = { may: 'activities:manage' } as const
const signedIn = { may: 'signed-in' } as const

/** URL table of the room. */
export const routes: readonly Route[] = [
  get('/activities', showList, { may: 'anyone' }),
  get('/activities/new', showNew, manage),
  post('/activities/new', create, { ...manage, records: [...creating, ...publishing] }),
  get('/activities/:id', showActivity, { may: 'anyone' }),
  get('/activities/:id/manage', showManage, manage),
  post('/activities/:id/publish', publish, { ...manage, records: publishing }),
  post('/activities/:id/review', review, {
    may: 'region:review',
    records: ['activity.published', 'activity.returned'],
  }),
  get('/activities/:id/edit', showEdit, manage),
  post('/activities/:id/edit', edit, { ...manage, records: ['activity.edited'] }),
  post('/activities/:id/place', setPlace, { ...manage, records: changing }),
  post('/activities/:id/posts', addOnePost, { ...manage, records: ['post.added', 'activity.sent-to-review'] }),
  post('/activities/:id/posts/:post/seats', setSeats, {
    ...manage,
    records: ['post.seats-changed', 'activity.sent-to-review', ...offers],
  }),
  post('/activities/:id/posts/:post/time', setTime, { ...manage, records: changing }),
  post('/activities/:id/posts/:post/exchanges', setExchanges, { ...manage, records: ['post.exchanges-agreed'] }),
  post('/activities/:id/exchanges/:swap', decideTheirExchange, {
    ...manage,
    records: ['swap.done', 'swap.ended', 'assignment.handed-over', 'assignment.made'],
  }),
  get('/activities/:id/cancel', showCancel, manage),
  post('/activities/:id/cancel', cancel, {
    ...manage,
    records: ['activity.cancelled', 'assignment.ended-by-cancel', 'waiting.lapsed'],
  }),
  post('/activities/:id/close', close, { ...manage, records: ['activity.closed', 'waiting.lapsed'] }),
  post('/activities/:id/finish', finish, { ...manage, records: ['activity.done', 'waiting.lapsed'] }),
  get('/activities/:id/copy', showCopy, manage),
  post('/activities/:id/copy', copy, { ...manage, records: creating }),
  post('/activities/:id/repeat', repeat, { ...manage, records: [...creating, ...publishing] }),
  get('/activities/:id/roster', showRoster, manage),
  get('/activities/:id/sheet', showSheet, manage),
  post('/activities/:id/sheet', enterSheet, { ...manage, records: [...registering, ...presence] }),
  post('/activities/:id/gate', showGateSheet, { ...manage, records: ['gate.opened'] }),
  post('/activities/:id/check-in', checkInPerson, { ...manage, records: presence }),
  post('/activities/:id/check-out', checkOutPerson, { ...manage, records: ['attendance.checked-out'] }),
  post('/activities/:id/release', releasePerson, {
    ...manage,
    records: ['assignment.ended-by-organizer', ...offers],
  }),
  get('/activities/:id/site', showSite, manage),
  post('/activities/:id/count', countOnSite, { ...manage, records: ['activity.people-counted'] }),
  post('/activities/:id/site', reportPresence, { ...manage, records: [...presence, 'attendance.arrival-corrected'] }),
  get('/activities/:id/no-show/:assignment', showNoShow, manage),
  post('/activities/:id/no-show/:assignment', noShow, { ...manage, records: ['assignment.no-show'] }),
  get('/overdue/:id', showOverdue, { may: 'overdue:handle' }),
  post('/overdue/:id', recordCall, {
    may: 'overdue:handle',
    records: ['attendance.overdue-called', 'attendance.checked-out'],
  }),
  get('/attend/:id', showScan, manage),
  post('/attend/:id', scan, { ...manage, records: presence }),
  post('/activities/:id/posts/:post/answer', answer, { ...signedIn, records: answering }),
  post('/activities/:id/posts/:post/leave-list', leaveWaitingList, {
    ...signedIn,
    records: ['waiting.left', ...offers],
  }),
  get('/activities/:id/posts/:post/group', showNewGroup, signedIn),
  post('/activities/:id/posts/:post/group', startGroup, { ...signedIn, records: ['group.made', ...offers] }),
  get('/groups/:id', showGroup, signedIn),
  post('/groups/:id/release', letGo, { ...signedIn, records: ['group.released', ...offers] }),
  get('/me/assignments/:id', showShift, signedIn),
  post('/me/assignments/:id/give-back', giveBackShift, { ...signedIn, records: freeing }),
  post('/me/assignments/:id/undo', undoShift, { ...signedIn, records: ['answer.undone', ...freeing] }),
  post('/me/assignments/:id/check-in', checkInSelf, {
    ...signedIn,
    records: [...presence, 'attendance.arrival-corrected'],
  }),
  post('/me/assignments/:id/check-out', checkOutSelf, { ...signedIn, records: ['attendance.checked-out'] }),
  post('/me/assignments/:id/log', logOwnWork, { ...signedIn, records: presence }),
  post('/me/assignments/:id/stand-in', askStandIn, { ...signedIn, records: ['swap.offered'] }),
  get('/me/assignments/:id/swap', showSwap, signedIn),
  post('/me/assignments/:id/swap', askSwap, { ...signedIn, records: ['swap.offered', 'answer.given'] }),
  get('/swaps/:id', showExchange, signedIn),
  post('/swaps/:id/decide', decideExchange, { ...signedIn, records: [...exchanging, 'swap.ended'] }),
  post('/swaps/:id/withdraw', withdrawExchange, { ...signedIn, records: ['swap.ended'] }),
  get('/me/attendance/:id', showAttendance, signedIn),
  post('/me/attendance/:id/check-out', leaveAttendance, { ...signedIn, records: ['attendance.checked-out'] }),
  get('/gate/:secret', showGate, { may: 'secret-link', purpose: 'gate' }),
  post('/gate/:secret', registerAtGate, {
    may: 'secret-link',
    purpose: 'gate',
    limit: { hits: 120, seconds: 60 },
    records: [...registering, 'attendance.checked-in'],
  }),
  get('/here/:secret', showHere, signedIn),
  post('/here/:secret', arriveByGate, { ...signedIn, records: presence }),
  get('/helper/:secret', showHelper, { may: 'secret-link', purpose: 'helper' }),
  post('/helper/:secret/check-out', checkOutHelper, {
    may: 'secret-link',
    purpose: 'helper',
    limit: { hits: 60, seconds: 600 },
    records: ['attendance.checked-out'],
  }),
  get('/claim/:secret', showClaim, signedIn),
  post('/claim/:secret', claim, { ...signedIn, records: ['helper.claimed'] }),
  get('/undo/:secret', showUndo, { may: 'secret-link', purpose: UNDO_LINK }),
  post('/undo/:secret', undoByLink, {
    may: 'secret-link',
    purpose: UNDO_LINK,
    limit: { hits: 60, seconds: 600 },
    records: ['answer.undone', ...freeing],
  }),
]
