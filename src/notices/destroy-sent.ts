import { sql } from 'kysely'
import type { Ctx, JobDefinition } from '../platform'

const KEPT_DAYS = 30
const BATCH = 2000

/**
 * Destroys what is known of single messages and calls a month after they went out: what became of them has been settled by then. What a day
 * cost stays, for it names nobody.
 */
export const destroySent: JobDefinition<Ctx> = {
  name: 'notices.destroy-sent',
  everyMinutes: 60,
  erases: true,
  run: async ({ db, clock }) => {
    const old = clock.now().subtract({ hours: 24 * KEPT_DAYS })
    for (;;) {
      // Parts go with their message.
      const messages = await sql`
        DELETE FROM sms_messages WHERE id IN (SELECT id FROM sms_messages WHERE taken_at <= ${old} ORDER BY taken_at LIMIT ${BATCH})`.execute(
        db,
      )
      const calls = await sql`
        DELETE FROM voice_calls WHERE id IN (SELECT id FROM voice_calls WHERE made_at <= ${old} ORDER BY made_at LIMIT ${BATCH})`.execute(
        db,
      )
      if (Number(messages.numAffectedRows ?? 0n) < BATCH && Number(calls.numAffectedRows ?? 0n) < BATCH) return
    }
  },
}
