import { sql } from 'kysely'
import { registerEraser, registerExporter } from '../../people'
import type { Ctx, Db, JobDefinition } from '../../platform'
import { endOldChatConsents } from './chat-consent'
import { unproven } from './unproven'

const KEPT_DAYS = 30
const BATCH = 500

/** Erasing a person takes what they wrote with it, and what was said back. */
registerEraser('conversations', async (tx, personId) => {
  const contacts = tx.db.selectFrom('contact_channels').select('value').where('person_id', '=', personId)
  const others = tx.db
    .selectFrom('contact_channels')
    .select('value')
    .where('person_id', '<>', personId)
    .where('value', 'in', contacts)
  const claimed = tx.db
    .selectFrom('contact_channels')
    .select(sql<string>`${unproven('')} || value`.as('claimed'))
    .where('person_id', '=', personId)
    .where('kind', '=', 'email')
  const mine = await tx.db
    .selectFrom('inbound_messages')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('person_id', '=', personId),
        eb.and([eb('person_id', 'is', null), eb('sender', 'in', contacts), eb('sender', 'not in', others)]),
        // Claimed to be theirs and never proved: whoever wrote it, their address stands in it.
        eb('sender', 'in', claimed),
      ]),
    )
    // Bounded by what is destroyed after a month.
    .execute()
  await removeMessages(
    tx.db,
    mine.map((row) => row.id),
  )
  await tx.db.deleteFrom('chat_consents').where('chat', 'in', contacts).where('chat', 'not in', others).execute()
  await tx.db
    .deleteFrom('conversations')
    .where((eb) => eb.or([eb('person_id', '=', personId), eb('sender', 'in', contacts), eb('sender', 'in', claimed)]))
    .execute()
})

registerExporter('conversations', (db, personId) =>
  db
    .selectFrom('inbound_messages')
    .select(['door', 'text', 'reply', 'said_at'])
    .where('person_id', '=', personId)
    .orderBy('seq', 'desc')
    .limit(1000)
    .execute(),
)

/** Removes messages with the replies to them. */
async function removeMessages(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const replies = db.selectFrom('notices').select('id').where('inbound_id', 'in', ids)
  await db.deleteFrom('notice_deliveries').where('notice_id', 'in', replies).execute()
  await db.deleteFrom('notices').where('inbound_id', 'in', ids).execute()
  await sql`DELETE FROM mail_threads t USING inbound_messages m
    WHERE m.id = ANY(${ids}::uuid[]) AND t.line = m.line AND t.provider_id = m.provider_id`.execute(db)
  await db.deleteFrom('inbound_messages').where('id', 'in', ids).execute()
}

/** Destroys messages a month after they came, and conversations whose time is over. */
export const destroyTalk: JobDefinition<Ctx> = {
  name: 'talk.destroy',
  everyMinutes: 60,
  erases: true,
  run: async (ctx) => {
    const now = ctx.clock.now()
    await endOldChatConsents(ctx)
    // Whoever said stop has said it for good.
    await ctx.db.deleteFrom('conversations').where('ends_at', '<=', now).where('stopped_at', 'is', null).execute()
    const before = now.subtract({ hours: 24 * KEPT_DAYS })
    await ctx.db.deleteFrom('mail_threads').where('kept_at', '<=', before).execute()
    for (;;) {
      const old = await ctx.db
        .selectFrom('inbound_messages')
        .select('id')
        .where('kept_at', '<=', before)
        .orderBy('kept_at')
        .limit(BATCH)
        .execute()
      if (old.length === 0) return
      await removeMessages(
        ctx.db,
        old.map((row) => row.id),
      )
    }
  },
}
