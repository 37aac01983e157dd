import { registerEraser, registerExporter } from '../people'

/** A vehicle stays as a number under which rounds were driven; what its owner called it and whose it was goes. */
registerEraser('rounds', async (tx, personId) => {
  await tx.db
    .updateTable('vehicles')
    .set({ person_id: null, name: '', locality_id: null, state: 'withdrawn' })
    .where('person_id', '=', personId)
    .execute()
  await tx.db.updateTable('round_plans').set({ made_by: null }).where('made_by', '=', personId).execute()
})

registerExporter('rounds', (db, personId) =>
  db
    .selectFrom('vehicles')
    .select(['name', 'grams_max', 'millilitres_max', 'cold_box', 'lifts', 'weekdays', 'from_minute', 'until_minute'])
    .select(['state', 'offered_at'])
    .where('person_id', '=', personId)
    .orderBy('offered_at')
    .limit(100)
    .execute(),
)
