import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { newId } from '../../../kit/ids'
import type { Ctx } from '../../../platform'
import { keepInbound } from '../../talk/keep-inbound'
import { keepPart } from './keep-part'
import { noteReport } from './note-report'
import type { DeliveryReport, InboundSms, SmsEars } from './sms-channel'

const REPORT_TRIES = 4
const REPORT_PAUSE_MS = 300
const REPEAT_SECONDS = 120

/** Hears what providers bring over connections that the house keeps: each is answered when it is kept. */
export const hearSms = (ctx: Ctx): SmsEars => ({
  message: (provider, message) => keepHeard(ctx, provider, message),
  report: (provider, report) => keepReport(ctx, provider, report),
})

/** Keeps a message once: by the provider's id, or, without one, as the same when the same comes from its sender again within two minutes; a short answer said again counts. */
export async function keepHeard(ctx: Ctx, provider: string, message: InboundSms): Promise<void> {
  const { from, to, text, providerId, partOf, isSaidAgain = false } = message
  if (partOf !== undefined) return keepPart(ctx, provider, message, partOf)
  const at = ctx.clock.now()
  const inbound = { door: 'sms', line: to === '' ? provider : to, from, text, at } as const
  if (providerId !== undefined)
    return void (await keepInbound(ctx, { ...inbound, providerId: `${provider} ${providerId}` }))
  const hash = createHash('sha256')
    .update(JSON.stringify([provider, from, to, text]))
    .digest()
  await ctx.db.transaction().execute(async (db) => {
    const { rows } = await sql`
      INSERT INTO sms_heard AS h (hash, heard_at) VALUES (${hash}, ${at})
      ON CONFLICT (hash) DO UPDATE SET heard_at = ${at}
        WHERE ${isSaidAgain} OR h.heard_at < ${at}::timestamptz - make_interval(secs => ${REPEAT_SECONDS}) RETURNING 1`.execute(
      db,
    )
    if (rows.length === 0) return
    const id = `${hash.toString('base64url')} ${isSaidAgain ? newId() : at.epochMilliseconds}`
    await keepInbound({ ...ctx, db }, { ...inbound, providerId: id })
  })
}

/** Notes a report. It may overtake the answer that names its message, so it is looked for a few times; one of nothing we know is dropped. */
export async function keepReport(ctx: Ctx, provider: string, report: DeliveryReport): Promise<void> {
  for (let tries = 1; tries <= REPORT_TRIES; tries++) {
    if ((await noteReport(ctx, provider, report)).known) return
    if (tries < REPORT_TRIES) await pause(REPORT_PAUSE_MS)
  }
  ctx.log('sms.report-unknown', { provider })
}
