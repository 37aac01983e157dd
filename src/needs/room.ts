import type { Room } from '../platform'
import { askRoutes } from './ask-routes'
import { followRoutes } from './follow-routes'

/** Requests for help: asked, checked, claimed, followed, confirmed, destroyed. */
export const needsRoom: Room = {
  name: 'needs',
  routes: [...askRoutes, ...followRoutes],
}
