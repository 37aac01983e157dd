import type { Room } from '../platform'
import { publishDaily } from './commands/publish-release'
import { routes } from './routes'

export { publishRelease } from './commands/publish-release'
export { recomputeScript } from './recompute-script'

/** Everything that is public, as files of one position: entries, numbers and the lists they name. */
export const openRoom: Room = {
  name: 'open',
  routes,
  jobs: [{ name: 'open.publish-daily', everyMinutes: 60, run: publishDaily }],
}
