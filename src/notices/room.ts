import type { Room } from '../platform'
import { noticesFollower } from './follower'
import { prepareReminders } from './remind'
import { noticeRoutes } from './routes'
import { sendDue } from './send/send-due'

const EVERY_TWO_SECONDS = 1 / 30

/** The room of notices: a follower that writes them, a worker that sends them, the pages where they are read. */
export const noticesRoom: Room = {
  name: 'notices',
  routes: noticeRoutes,
  followers: (ctx) => [noticesFollower(ctx)],
  jobs: [
    { name: 'notices.send', everyMinutes: EVERY_TWO_SECONDS, run: async (ctx) => void (await sendDue(ctx)) },
    { name: 'notices.remind', everyMinutes: 1, run: async (ctx) => void (await prepareReminders(ctx)) },
  ],
}
