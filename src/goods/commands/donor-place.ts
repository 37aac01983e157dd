import type { Selectable } from 'kysely'
import type { Point } from '../../kit/geo'
import { type DB, recordLook, type Tx } from '../../platform'

/** Where the goods of a promise are fetched and in what language one speaks there: for reckoning ways, never for a page. */
export type WhereToFetch = { readonly pledgeId: string; readonly point: Point | undefined; readonly lang: string }

/** Where these promises are fetched, for a machine that plans ways. Bounded by the ids given, at most 500. */
export async function readWhereToFetch(tx: Tx, pledgeIds: readonly string[]): Promise<WhereToFetch[]> {
  if (pledgeIds.length === 0) return []
  const rows = await tx.db
    .selectFrom('pledge_contacts')
    .select(['pledge_id', 'latitude', 'longitude', 'lang'])
    .where('pledge_id', 'in', [...pledgeIds])
    .limit(500)
    .execute()
  return rows.map(({ pledge_id, latitude, longitude, lang }) => ({
    pledgeId: pledge_id,
    point: latitude === null || longitude === null ? undefined : { latitude, longitude },
    lang,
  }))
}

/** How to reach a donor and where they are. */
export type DonorPlace = Pick<Selectable<DB['pledge_contacts']>, 'name' | 'contact' | 'address' | 'words' | 'lang'> & {
  readonly point: Point | undefined
}

/**
 * How to reach a donor and where to fetch the goods, inside another room's command, which has decided that this viewer may see it (an
 * assignment to fetch them). The look is recorded. Undefined when it was destroyed.
 */
export async function lookAtDonor(tx: Tx, pledgeId: string): Promise<DonorPlace | undefined> {
  const row = await tx.db
    .selectFrom('pledge_contacts as c')
    .innerJoin('pledges as p', 'p.id', 'c.pledge_id')
    .select(['p.person_id', 'c.name', 'c.contact', 'c.address', 'c.words', 'c.lang', 'c.latitude', 'c.longitude'])
    .where('c.pledge_id', '=', pledgeId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  await recordLook(tx.db, tx.ctx, {
    subjectPersonId: row.person_id,
    subjectKind: 'pledge',
    subjectId: pledgeId,
    what: ['contact', 'address', 'words', 'why:fetch'],
  })
  const { name, contact, address, words, lang, latitude, longitude } = row
  const point = latitude === null || longitude === null ? undefined : { latitude, longitude }
  return { name, contact, address, words, lang, point }
}
