import type { Room } from '../platform'
import { eraseUnanswered } from './commands/invitations'
import { sealedJobs } from './sign-in/outbox'
import { signInRoutes } from './sign-in/routes'

/** Accounts, signing in, and the rights of a person over their data. */
export const peopleRoom: Room = {
  name: 'people',
  routes: [...signInRoutes],
  jobs: [...sealedJobs, { name: 'people.erase-unanswered', everyMinutes: 60, erases: true, run: eraseUnanswered }],
}
