import { registerEraser, registerExporter } from '../../people'

registerEraser('plans', async (tx, personId) => {
  await tx.db.deleteFrom('plan_orders').where('ordered_by', '=', personId).execute()
  await tx.db.deleteFrom('plan_proposals').where('volunteer_id', '=', personId).execute()
})

registerExporter('plans', (db, personId) =>
  db
    .selectFrom('plan_proposals')
    .select(['post_id', 'travel_minutes', 'why', 'state', 'asked_at'])
    .where('volunteer_id', '=', personId)
    .limit(1000)
    .execute(),
)
