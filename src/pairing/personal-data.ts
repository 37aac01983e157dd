import { registerEraser, registerExporter } from '../people'

/** Erasing a person ends what they asked for; that somebody asked stays, of nobody. */
registerEraser('pairing', async ({ db, now }, personId) => {
  const wishes = db.selectFrom('companion_wishes').select('id').where('person_id', '=', personId)
  await db
    .updateTable('companion_asks')
    .set({ state: 'withdrawn' })
    .where('state', 'in', ['asked', 'yes'])
    .where((eb) => eb.or([eb('wish_id', 'in', wishes), eb('volunteer_id', '=', personId)]))
    .execute()
  await db
    .updateTable('companion_wishes')
    .set({ state: 'withdrawn', ended_at: now })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()
  // Bounded by how many wishes the person has offered for: they are gone, somebody else is looked for.
  await db
    .updateTable('companion_wishes as w')
    .set({ state: 'open' })
    .where('w.state', '=', 'offered')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('companion_asks as q')
            .select('q.id')
            .whereRef('q.wish_id', '=', 'w.id')
            .where('q.state', '=', 'yes'),
        ),
      ),
    )
    .execute()
})

registerExporter('pairing', async (db, personId) => ({
  wishes: await db
    .selectFrom('companion_wishes')
    .select(['scopes', 'until', 'door', 'asked_at', 'state', 'ended_at'])
    .where('person_id', '=', personId)
    .orderBy('asked_at', 'desc')
    .limit(100)
    .execute(),
  asks: await db
    .selectFrom('companion_asks')
    .select(['asked_at', 'state', 'answered_at', 'kept', 'travel_minutes'])
    .where('volunteer_id', '=', personId)
    .orderBy('asked_at', 'desc')
    .limit(500)
    .execute(),
}))
