import { registerEraser, registerExporter } from '../people'
import { revokeSecretLinks } from '../platform'
import { CALENDAR } from './commands'

/** Erasing a person takes their notices, wishes and calendar address with it. */
registerEraser('notices', async (tx, personId) => {
  const mine = tx.db.selectFrom('notices').select('id').where('person_id', '=', personId)
  await tx.db.deleteFrom('notice_deliveries').where('notice_id', 'in', mine).execute()
  await tx.db.deleteFrom('notices').where('person_id', '=', personId).execute()
  await tx.db.deleteFrom('voice_calls').where('person_id', '=', personId).execute()
  await tx.db.deleteFrom('push_subscriptions').where('person_id', '=', personId).execute()
  await tx.db.deleteFrom('notice_settings').where('person_id', '=', personId).execute()
  await revokeSecretLinks(tx.db, CALENDAR, personId, tx.now)
})

registerExporter('notices', async (db, personId) => ({
  notices: await db
    .selectFrom('notices')
    .select(['kind', 'path', 'made_at', 'due_at', 'seen_at'])
    .where('person_id', '=', personId)
    .orderBy('due_at', 'desc')
    .limit(1000)
    .execute(),
  calls: await db
    .selectFrom('voice_calls')
    .select(['made_at', 'outcome', 'ended_at'])
    .where('person_id', '=', personId)
    .orderBy('made_at', 'desc')
    .limit(1000)
    .execute(),
  devices: await db
    .selectFrom('push_subscriptions')
    .select(['endpoint', 'made_at'])
    .where('person_id', '=', personId)
    .limit(20)
    .execute(),
  settings: await db.selectFrom('notice_settings').selectAll().where('person_id', '=', personId).executeTakeFirst(),
}))
