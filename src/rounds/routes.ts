import { confirmRecords } from '../goods'
import { get, post, type Route } from '../platform'
import { reportRecords } from './commands/report-stop'
import * as drive from './handlers/drive'
import * as lines from './handlers/lines'
import * as plans from './handlers/plan'
import * as rounds from './handlers/rounds'
import * as vehicles from './handlers/vehicles'
import { planLimit } from './round'
import { tellRecords } from './steps/tell-helped'

const run = { may: 'dispatch:run' } as const
const own = { may: 'signed-in' } as const

/** Vehicles, plans, rounds as they are run, and rounds as they are driven. */
export const routes: readonly Route[] = [
  get('/me/vehicles', vehicles.showVehicles, own),
  post('/me/vehicles', vehicles.offerOwn, { ...own, records: ['vehicle.changed'] }),
  post('/me/vehicles/withdraw', vehicles.withdrawOwn, { ...own, records: ['vehicle.changed'] }),
  get('/me/rounds/:id', drive.showDrive, own),
  get('/me/rounds/:id/sheet', drive.showOwnSheet, own),
  post('/me/rounds/:id/stops/:stop', drive.report, {
    ...own,
    records: [...new Set([...reportRecords, ...confirmRecords])],
  }),
  get('/rounds', rounds.showRounds, run),
  get('/rounds/plan', plans.showPlanForm, run),
  post('/rounds/plan', plans.plan, { ...run, records: ['round-plan.made'], limit: planLimit }),
  get('/rounds/plans/:id', plans.showPlan, run),
  post('/rounds/wishes/:id', plans.wish, { may: 'needs:triage', records: ['delivery.wished'] }),
  get('/rounds/:id', rounds.showRound, run),
  get('/rounds/:id/sheet', rounds.showSheet, run),
  get('/rounds/:id/lines', lines.showLines, run),
  post('/rounds/:id/lines', lines.enterLines, {
    ...run,
    records: [...new Set([...reportRecords, ...confirmRecords])],
  }),
  post('/rounds/:id/send', plans.send, {
    ...run,
    records: [
      'round.sent',
      'activity.created',
      'post.added',
      'activity.published',
      'activity.sent-to-review',
      'ask.sent',
    ],
  }),
  post('/rounds/:id/ask', rounds.ask, { ...run, records: ['ask.sent'] }),
  post('/rounds/:id/cancel', rounds.cancel, { ...run, records: ['round.cancelled', 'round.done', ...tellRecords] }),
  post('/rounds/:id/lost', rounds.lost, {
    ...run,
    records: ['round.vehicle-lost', 'round.changed', 'round.done', ...tellRecords],
    limit: planLimit,
  }),
  post('/rounds/:id/add', rounds.add, {
    ...run,
    records: ['round.changed', 'round.done', ...tellRecords],
    limit: planLimit,
  }),
]
