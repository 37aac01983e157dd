import { registerEraser, registerExporter } from '../people'
import { forgetDonor } from './commands/destroy-donor'

/** What was promised and given stays counted; who did is forgotten. */
registerEraser('goods', async (tx, personId) => {
  const pledges = await tx.db
    .selectFrom('pledges')
    .select(['id', 'region_id'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .limit(1000)
    .execute()
  for (const pledge of pledges) await forgetDonor(tx, pledge, 'person-asked')
  await tx.db
    .updateTable('goods_asks')
    .set({ words: '' })
    .where('asked_by', '=', personId)
    .where('words', '<>', '')
    .execute()
})

registerExporter('goods', (db, personId) =>
  db
    .selectFrom('pledges')
    .select(['reference', 'item_id', 'quantity', 'awaited', 'delivered', 'released', 'until', 'made_at'])
    .where('person_id', '=', personId)
    .orderBy('made_at', 'desc')
    .limit(1000)
    .execute(),
)
