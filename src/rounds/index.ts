import type { Room } from '../platform'
import { operations } from './api/operations'
import { destroyRoundPlans } from './commands/destroy-plans'
import { roundFollowers } from './follow'
import './personal-data'
import './hooks'
import { DESTROY_ROUND_PLANS } from './round'
import { routes } from './routes'

export { cancelRound } from './commands/cancel-round'
export { type MakeRoundPlan, makeRoundPlan } from './commands/make-plan'
export { type ReportStop, reportStop } from './commands/report-stop'
export { askDriver, type SendRound, sendRound } from './commands/send-round'
export { offerVehicle, withdrawVehicle } from './vehicles/commands'
export { type VehicleOffer, vehicleSizes } from './vehicles/vehicle'

/** Delivery rounds: vehicles, plans, stops, and what is reported of them. */
export const roundsRoom: Room = {
  name: 'rounds',
  routes,
  operations,
  followers: roundFollowers,
  jobs: [{ name: DESTROY_ROUND_PLANS, everyMinutes: 60, erases: true, run: destroyRoundPlans }],
}
