import { registerFollowPart } from '../needs'
import type { Room } from '../platform'
import './authority-part'
import { doneFollowPart } from './done-routes'
import { forgetCalls } from './personal-data'
import { lineRoutes } from './routes'
import { lineTopic } from './topic'

registerFollowPart(doneFollowPart)

/** The operators' line: who calls, whom to ring, what was said and done for them. */
export const lineRoom: Room = {
  name: 'line',
  routes: lineRoutes,
  topics: [lineTopic],
  jobs: [{ name: 'line.forget', everyMinutes: 60, erases: true, run: forgetCalls }],
}
