import { get, post, type Route } from '../../platform'
import * as plans from './handlers'

const may = { may: 'dispatch:run' } as const
// Planning takes a core for seconds.
const planLimit = { hits: 60, seconds: 600 }

/** The desk's plan: who could be asked for the open posts of the days ahead. */
export const planRoutes: readonly Route[] = [
  get('/desk/plan', plans.showForm, may),
  post('/desk/plan', plans.make, { ...may, records: ['plan.ordered'], limit: planLimit }),
  post('/desk/plan/stop', plans.stop, { ...may, records: [] }),
  get('/desk/plans/:id', plans.showPlan, may),
  post('/desk/plans/:id/ask', plans.ask, { ...may, records: ['ask.sent', 'plan.changed'] }),
  post('/desk/plans/:id/leave-out', plans.leave, {
    ...may,
    records: ['plan.changed', 'plan.repaired'],
    limit: planLimit,
  }),
  post('/desk/plans/:id/undo', plans.undo, { ...may, records: ['ask.withdrawn', 'plan.changed'] }),
  post('/desk/plans/:id/repair', plans.repair, { ...may, records: ['plan.repaired'], limit: planLimit }),
]
