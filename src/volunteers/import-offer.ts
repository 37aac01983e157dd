import { registerEraser, registerExporter } from '../people'
import type { Db, Tx } from '../platform'

/** What somebody's list says a person offered: ids of competences, items and equipment, and words nobody understood. */
export type InvitedOffer = {
  readonly point: { readonly latitude: number; readonly longitude: number } | undefined
  readonly competences: readonly string[]
  readonly items: readonly string[]
  readonly equipment: readonly string[]
  readonly words: readonly string[]
}

/** Keeps what a list says an invited person offered, in place of what it said before. A step of a command that writes an entry. */
export async function keepOffer(tx: Tx, personId: string, importId: string, offer: InvitedOffer): Promise<void> {
  const row = {
    import_id: importId,
    latitude: offer.point?.latitude ?? null,
    longitude: offer.point?.longitude ?? null,
    competences: [...offer.competences],
    items: [...offer.items],
    equipment: [...offer.equipment],
    words: [...offer.words],
  }
  await tx.db
    .insertInto('invited_offers')
    .values({ person_id: personId, ...row })
    .onConflict((clash) => clash.column('person_id').doUpdateSet(row))
    .execute()
}

/** What a list said the person offered, for themselves to take over or throw away. Personal data. */
export async function findOffer(db: Db, personId: string): Promise<InvitedOffer | undefined> {
  const row = await db
    .selectFrom('invited_offers')
    .select(['latitude', 'longitude', 'competences', 'items', 'equipment', 'words'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { latitude, longitude, ...rest } = row
  return { ...rest, point: latitude === null || longitude === null ? undefined : { latitude, longitude } }
}

registerEraser('invited-offers', async (tx, personId) => {
  await tx.db.deleteFrom('invited_offers').where('person_id', '=', personId).execute()
})

registerExporter('invited-offers', async (db, personId) => (await findOffer(db, personId)) ?? null)
