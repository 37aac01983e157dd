import type { Room } from '../platform'
import { preparePushKeys } from './channels/push/push-keys'
import { pushRoutes } from './channels/push/push-routes'
import { smsCallbackRoutes } from './channels/sms/callback-routes'
import { giveUpParts } from './channels/sms/keep-part'
import { warnOfCap } from './channels/sms/warn-of-cap'
import { telegramCallbackRoutes } from './channels/telegram/callback-routes'
import { voiceCallbackRoutes } from './channels/voice/callback-routes'
import { destroySent } from './destroy-sent'
import { noticesFollower } from './follower'
import { prepareReminders } from './remind'
import { noticeRoutes } from './routes'
import { releaseKept } from './send/keep'
import { moveUnread } from './send/next-door'
import { sendDue } from './send/send-due'
import { destroyTalk } from './talk/personal-data'
import { understandWaiting } from './talk/understand'
import { webhookOperations } from './webhooks/api'
import { deliverDue } from './webhooks/deliver'
import { webhooksFollower } from './webhooks/follower'
import { partnerRoutes } from './webhooks/partner-routes'
import { webhookSender } from './webhooks/post-webhook'

const EVERY_TWO_SECONDS = 1 / 30
// Whoever writes waits with the telephone in their hand, for understanding and for the reply.
const FOUR_TIMES_A_SECOND = 1 / 240
const send = webhookSender()

/** The room of notices: followers that queue what is to be told to people and partners, workers that send it, pages to read it. */
export const noticesRoom: Room = {
  name: 'notices',
  routes: [
    ...noticeRoutes,
    ...partnerRoutes,
    ...smsCallbackRoutes,
    ...telegramCallbackRoutes,
    ...voiceCallbackRoutes,
    ...pushRoutes,
  ],
  operations: webhookOperations,
  opened: preparePushKeys,
  followers: (ctx) => [noticesFollower(ctx), webhooksFollower(ctx)],
  jobs: [
    {
      name: 'talk.understand',
      everyMinutes: FOUR_TIMES_A_SECOND,
      run: async (ctx) => void (await understandWaiting(ctx)),
    },
    destroyTalk,
    { name: 'notices.send', everyMinutes: FOUR_TIMES_A_SECOND, run: async (ctx) => void (await sendDue(ctx)) },
    destroySent,
    { name: 'sms.warn-of-cap', everyMinutes: 1, run: warnOfCap },
    { name: 'sms.give-up-parts', everyMinutes: 1, run: giveUpParts },
    { name: 'notices.next-door', everyMinutes: 1, run: moveUnread },
    { name: 'notices.release', everyMinutes: 1, run: releaseKept },
    { name: 'notices.remind', everyMinutes: 1, run: async (ctx) => void (await prepareReminders(ctx)) },
    {
      name: 'webhooks.deliver',
      everyMinutes: EVERY_TWO_SECONDS,
      run: async (ctx) => void (await deliverDue(ctx, send)),
    },
  ],
}
