import type { Room } from '../../platform/room'
import { fileRoutes } from './file-routes'
import { pageRoutes } from './page-routes'
import { witnessRoutes } from './witness-routes'

/** What the journal shows by itself: the log that anyone can check. */
export const logRoom: Room = { name: 'log', routes: [...fileRoutes, ...pageRoutes, ...witnessRoutes] }
