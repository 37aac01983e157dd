import { registerEraser, registerExporter } from '../people'
import { revokeIn } from './commands/revoke-badges'

// With the person go their badges, shares and letters; what is out there is revoked, under a number that knows nobody.
registerEraser('badges', async (tx, personId) => {
  // Bounded by: one person's badges, and letters they wrote for others under their name.
  const rows = await tx.db
    .selectFrom('badges')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('volunteer_id', '=', personId),
        eb.and([
          eb('kind', '=', 'letter'),
          eb(
            'ref',
            'in',
            eb.selectFrom('letters').select(eb.cast<string>('id', 'text').as('id')).where('author_id', '=', personId),
          ),
        ]),
      ]),
    )
    .execute()
  const ids = rows.map((row) => row.id)
  await revokeIn(tx, ids)
  if (ids.length > 0) await tx.db.deleteFrom('badges').where('id', 'in', ids).execute()
  await tx.db.deleteFrom('record_shares').where('volunteer_id', '=', personId).execute()
  await tx.db.deleteFrom('letters').where('volunteer_id', '=', personId).execute()
})

registerExporter('badges', async (db, personId) => ({
  badges: await db
    .selectFrom('badges')
    .select(['id', 'kind', 'document', 'issued_at', 'revoked_at'])
    .where('volunteer_id', '=', personId)
    .orderBy('issued_at', 'desc')
    .limit(1000)
    .execute(),
  shares: await db
    .selectFrom('record_shares')
    .select(['id', 'made_at', 'expires_at', 'withdrawn_at'])
    .where('volunteer_id', '=', personId)
    .orderBy('made_at', 'desc')
    .limit(1000)
    .execute(),
  letters: await db
    .selectFrom('letters')
    .select(['id', 'activity_id', 'words', 'state', 'written_at'])
    .where('volunteer_id', '=', personId)
    .orderBy('written_at', 'desc')
    .limit(1000)
    .execute(),
}))
