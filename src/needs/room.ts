import { registerEraser, registerExporter } from '../people'
import type { Room } from '../platform'
import { needsOperations } from './api'
import { askRoutes } from './ask-routes'
import { catalogueFollowers, loadCatalogue } from './catalogue/follow'
import { catalogueRoutes } from './catalogue-routes'
import { causesRoutes } from './causes-routes'
import { deskRoutes } from './desk-routes'
import { eraseFromNeeds, exportFromNeeds } from './erase-person'
import { followRoutes } from './follow-routes'
import { incidentsRoutes } from './incidents-routes'
import { itemsRoutes } from './items-routes'
import { needsJobs } from './jobs'
import { publicRoutes } from './public-routes'

registerEraser('needs', eraseFromNeeds)
registerExporter('needs', exportFromNeeds)

/** Requests for help: asked, checked, claimed, followed, confirmed, destroyed. */
export const needsRoom: Room = {
  name: 'needs',
  routes: [
    ...askRoutes,
    ...followRoutes,
    ...deskRoutes,
    ...causesRoutes,
    ...incidentsRoutes,
    ...itemsRoutes,
    ...catalogueRoutes,
    ...publicRoutes,
  ],
  operations: needsOperations,
  opened: loadCatalogue,
  followers: catalogueFollowers,
  jobs: needsJobs,
}
