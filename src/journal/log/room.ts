import type { Room } from '../../platform/room'
import { logRoutes } from './routes'

/** What the journal shows by itself: the log that anyone can check. */
export const logRoom: Room = { name: 'log', routes: logRoutes }
