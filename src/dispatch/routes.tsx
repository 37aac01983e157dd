import { get, post, type Route } from '../platform'
import * as asks from './handlers/asks'
import * as candidates from './handlers/candidates'
import * as desk from './handlers/desk'
import * as posts from './handlers/posts'
import * as theirs from './handlers/theirs'
import * as lots from './lots/handlers'
import { planRoutes } from './plan/routes'

/** Kinds of entries that taking an answer may lead to: the booking's own, and the ask's. */
export const answering = [
  'ask.answered',
  'document.accepted',
  'answer.given',
  'assignment.made',
  'waiting.joined',
  'waiting.offered',
  'waiting.lapsed',
  'waiting.left',
  'need.first-yes',
  'need.people-coming',
]
const listing = ['waiting.joined', 'waiting.offered', 'waiting.lapsed']
const undoing = ['answer.undone', 'assignment.given-back', 'waiting.offered', 'waiting.left', 'waiting.lapsed']
const linkLimit = { hits: 60, seconds: 600 }
const link = { may: 'secret-link', purpose: 'ask' } as const

/** Addresses of this room: what a person asked sees, and the desk. */
export const routes: readonly Route[] = [
  get('/asks/:id', asks.showAsk, { may: 'signed-in' }),
  post('/asks/:id/answer', asks.answer, { may: 'signed-in', records: answering }),
  post('/asks/:id/wait', asks.wait, { may: 'signed-in', records: listing }),
  post('/asks/:id/undo', asks.undo, { may: 'signed-in', records: undoing }),
  get('/a/:secret', asks.showAsk, link),
  post('/a/:secret/answer', asks.answer, { ...link, records: answering, limit: linkLimit }),
  post('/a/:secret/wait', asks.wait, { ...link, records: listing, limit: linkLimit }),
  post('/a/:secret/undo', asks.undo, { ...link, records: undoing, limit: linkLimit }),
  get('/me/asks', asks.showOwnAsks, { may: 'signed-in' }),
  post('/me/asks/:id/contest', asks.contest, { may: 'signed-in', records: ['ask.contested'] }),
  post('/me/asks/reset', asks.reset, { may: 'signed-in', records: ['ask-history.reset'] }),
  get('/asks/:id/theirs', theirs.showTheirs, { may: 'signed-in' }),
  post('/asks/:id/theirs', theirs.enter, { may: 'signed-in', records: [...answering, 'consent.given'] }),
  get('/desk', desk.showDesk, { may: 'dispatch:run' }),
  get('/desk/posts/:id/candidates', candidates.showCandidates, { may: 'dispatch:run' }),
  post('/desk/posts/:id/asks', candidates.ask, { may: 'dispatch:run', records: ['ask.sent'] }),
  get('/desk/posts/:id', posts.showPost, { may: 'dispatch:run' }),
  post('/desk/posts/:id/call-outs', posts.start, { may: 'dispatch:run', records: ['call-out.started'] }),
  post('/desk/call-outs/:id/stop', posts.stop, {
    may: 'dispatch:run',
    records: ['call-out.ended', 'ask.withdrawn'],
  }),
  get('/desk/posts/:id/lot', lots.showOpenLot, { may: 'dispatch:run' }),
  post('/desk/posts/:id/lot', lots.open, { may: 'dispatch:run', records: ['lot.opened'] }),
  get('/draws/:id', lots.showLot, { may: 'anyone' }),
  ...planRoutes,
]
