import type { Room } from '../platform'
import { adminRoutes } from './admin/routes'
import { demoRoutes } from './demo/demo-bar'
import { drillRoutes } from './drill/routes'
import { setUpRoutes } from './set-up/routes'

/** What belongs to the installation rather than to a room: set-up, demonstration, administration. */
export const houseRoom: Room = {
  name: 'house',
  routes: [...setUpRoutes, ...demoRoutes, ...adminRoutes, ...drillRoutes],
}
