import type { Ctx } from '../../../platform'
import { administrators } from '../../recipients'
import { tell } from '../../tell'
import { readToday } from './read-sms-state'
import { dayOf } from './spend'

/**
 * Tells whoever looks after the house that the day's text messages are almost used up, while there is still something left; and again when
 * one could not go out. Each of both once a day.
 */
export async function warnOfCap(ctx: Ctx): Promise<void> {
  if (ctx.config.sms === undefined) return
  const today = await readToday(ctx, ctx.config.sms.dailyCapTiyn)
  if (!today.isNearCap) return
  const now = ctx.clock.now()
  const kind = today.heldBack > 0 ? 'sms-cap-reached' : 'sms-cap-near'
  const keepers = await administrators(ctx.db)
  await tell(
    ctx.db,
    keepers.map((personId) => ({
      to: { personId },
      kind,
      subject: { kind: 'person', id: personId },
      path: '/notices/sms',
      pace: kind === 'sms-cap-reached' ? 'now' : 'soon',
      duty: true,
      dedupe: `${kind} ${dayOf(now)} ${personId}`,
    })),
    now,
    ctx.ports,
  )
}
