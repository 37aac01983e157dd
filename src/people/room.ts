import type { Room } from '../platform'
import { accountRoutes } from './account/routes'
import { peopleOperations } from './api'
import { eraseUnanswered } from './commands/invitations'
import { companionRoutes } from './companions/routes'
import { guardianRoutes } from './guardians/routes'
import { guardianWordRoutes } from './guardians/word-routes'
import { helpRoutes } from './help/routes'
import { invitationRoutes } from './invitations/routes'
import { destroyPapers } from './papers/destroy-papers'
import { passkeyRoutes } from './passkeys/routes'
import { sealedJobs } from './sign-in/outbox'
import { signInRoutes } from './sign-in/routes'
import { suspensionRoutes } from './suspensions/routes'

/** Accounts, signing in, and the rights of a person over their data. */
export const peopleRoom: Room = {
  name: 'people',
  routes: [
    ...signInRoutes,
    ...passkeyRoutes,
    ...accountRoutes,
    ...companionRoutes,
    ...helpRoutes,
    ...guardianRoutes,
    ...guardianWordRoutes,
    ...invitationRoutes,
    ...suspensionRoutes,
  ],
  operations: peopleOperations,
  jobs: [
    ...sealedJobs,
    { name: 'people.erase-unanswered', everyMinutes: 60, erases: true, run: eraseUnanswered },
    { name: 'people.destroy-papers', everyMinutes: 24 * 60, erases: true, run: destroyPapers },
  ],
}
