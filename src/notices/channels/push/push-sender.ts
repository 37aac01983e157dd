import { type Clock, type Config, type Db, type Log, type PushSender, SendError } from '../../../platform'
import { type PostWebhook, webhookSender } from '../../webhooks/post-webhook'
import { findPushKeys } from './push-keys'
import { listSubscriptions } from './subscriptions'

const SECONDS_KEPT = 24 * 3600
/** The push service knows the subscription no more, or will never take anything for it from us (RFC 8030, 7.3; RFC 8292, 4.2). */
const ended = new Set([400, 401, 403, 404, 410])

/**
 * Sends to every device of a person, encrypted for each (RFC 8291). It has arrived when one took it. Devices that are no more are forgotten;
 * where none is left, another way has to be found.
 * @param post how it is sent; addresses come from browsers, so only public ones are connected to
 */
export function pushSender(
  { db, clock, config, log }: { db: Db; clock: Clock; config: Config; log: Log },
  post: PostWebhook = webhookSender(),
): PushSender {
  return async ({ personId, payload, isUrgent }) => {
    const state = await findPushKeys({ db, config })
    // Another machine has them: the next door takes over.
    if (state.kind !== 'here') throw new SendError('no-key', true)
    const devices = await listSubscriptions(db, personId, clock.now())
    const { default: webPush } = await import('web-push')
    const vapidDetails = { subject: contactOf(config), ...state.keys }
    const answers = await Promise.all(
      devices.map(async ({ id, endpoint, p256dh, auth }) => {
        const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
          vapidDetails,
          TTL: SECONDS_KEPT,
          urgency: isUrgent ? 'high' : 'normal',
          contentEncoding: 'aes128gcm',
        })
        const headers = Object.fromEntries(
          Object.entries(details.headers).map(([name, value]) => [name, String(value)]),
        )
        const answer = await post(new URL(details.endpoint), headers, details.body)
        const status = 'status' in answer ? answer.status : 0
        if (ended.has(status)) await db.deleteFrom('push_subscriptions').where('id', '=', id).execute()
        if (status < 200 || status > 299) log('push.not-taken', { status, ...('refused' in answer ? answer : {}) })
        return status
      }),
    )
    if (answers.some((status) => status >= 200 && status < 300)) return
    const waits = answers.find((status) => !ended.has(status))
    if (waits === undefined) throw new SendError('no-device', true)
    throw new SendError(String(waits))
  }
}

// Whom a push service writes to when something is wrong with what we send.
const contactOf = ({ url, mailFrom }: Config): string =>
  url.startsWith('https:') ? url : `mailto:${/<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom}`
