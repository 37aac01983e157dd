import type { Db } from '../platform'

/** One look at a person's data by somebody else. */
export type Look = {
  readonly at: Temporal.Instant
  readonly viewerName: string | null
  readonly viewerRole: string
  readonly what: readonly string[]
  readonly door: string
}

const PAGE = 50

/** Looks at a person's data, newest first, 50 a page; `before` is the id to go on from. Served by looks_subject_person_idx. */
export async function listLooks(
  db: Db,
  personId: string,
  before?: number,
): Promise<{ readonly looks: readonly Look[]; readonly next: number | undefined }> {
  let query = db
    .selectFrom('looks as l')
    .leftJoin('people as p', 'p.id', 'l.viewer_id')
    .select(['l.id', 'l.at', 'l.viewer_role', 'l.what', 'l.door', 'p.name'])
    .where('l.subject_person_id', '=', personId)
    .orderBy('l.at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(PAGE + 1)
  if (before !== undefined) query = query.where('l.id', '<', before)
  const rows = await query.execute()
  const looks = rows.slice(0, PAGE).map((row) => ({
    at: row.at,
    viewerName: row.name,
    viewerRole: row.viewer_role,
    what: row.what,
    door: row.door,
  }))
  return { looks, next: rows.length > PAGE ? rows[PAGE - 1]?.id : undefined }
}
