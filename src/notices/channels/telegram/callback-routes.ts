import { createHash, timingSafeEqual } from 'node:crypto'
import { consentGiven, contactAdded, contactRemoved } from '../../../people'
import { NotHere, post, type Req, type Route } from '../../../platform'
import { chatConsentEnded, noticeSettingsChanged } from '../../entries'
import { hearUpdate } from './hear-update'

/** Where Telegram calls us. */
export const TELEGRAM_PATH = '/channels/telegram'

const HEADER = 'x-telegram-bot-api-secret-token'
// Telegram brings everything from few addresses: this ends a flood, not a busy day.
const limit = { hits: 60_000, seconds: 60 }

// A failure is answered as one, and Telegram brings the update again.
async function bringUpdate(r: Req): Promise<Response> {
  const secret = r.ctx.config.telegram?.secret
  const given = r.c.req.header(HEADER)
  if (secret === undefined || given === undefined || !timingSafeEqual(hashOf(secret), hashOf(given)))
    throw new NotHere()
  await hearUpdate(r.ctx, await r.c.req.json().catch(() => undefined))
  return r.c.body(null, 204)
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The address Telegram calls: whoever knows the secret given to it is Telegram. */
export const telegramCallbackRoutes: readonly Route[] = [
  post(TELEGRAM_PATH, bringUpdate, {
    may: 'anyone',
    limit,
    ownBody: true,
    records: [
      contactAdded.kind,
      contactRemoved.kind,
      noticeSettingsChanged.kind,
      consentGiven.kind,
      chatConsentEnded.kind,
    ],
  }),
]
