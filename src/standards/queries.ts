import type { Db } from '../platform'

/** A version of a document in force. */
export type StandardDocument = {
  readonly id: string
  readonly version: number
  readonly texts: { readonly kk: string; readonly ru: string; readonly en: string }
  readonly publishedAt: Temporal.Instant
}

/** The newest version of a document, or the one asked for; undefined when it was never published. */
export async function findDocument(db: Db, id: string, version?: number): Promise<StandardDocument | undefined> {
  let query = db
    .selectFrom('standard_documents')
    .select(['id', 'version', 'text_kk', 'text_ru', 'text_en', 'published_at'])
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
  if (version !== undefined) query = query.where('version', '=', version)
  const row = await query.executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    version: row.version,
    texts: { kk: row.text_kk, ru: row.text_ru, en: row.text_en },
    publishedAt: row.published_at,
  }
}

/** Whether a person accepted a document in a version, the newest unless one is named. A document never published is owed by nobody. */
export async function hasAccepted(db: Db, personId: string, documentId: string, version?: number): Promise<boolean> {
  const wanted = version ?? (await findDocument(db, documentId))?.version
  if (wanted === undefined) return true
  const row = await db
    .selectFrom('standard_acceptances')
    .select('version')
    .where('person_id', '=', personId)
    .where('document_id', '=', documentId)
    .where('version', '=', wanted)
    .executeTakeFirst()
  return row !== undefined
}

/** What a person accepted and when, newest first, at most 200. */
export const listAcceptances = (
  db: Db,
  personId: string,
): Promise<{ document_id: string; version: number; accepted_at: Temporal.Instant }[]> =>
  db
    .selectFrom('standard_acceptances')
    .select(['document_id', 'version', 'accepted_at'])
    .where('person_id', '=', personId)
    .orderBy('accepted_at', 'desc')
    .limit(200)
    .execute()
