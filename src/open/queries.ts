import { sql } from 'kysely'
import type { Db } from '../platform'
import type { FileLine, Kept, Release } from './release'

const columns = ['id', 'subject_id', 'day', 'as_of', 'made_at', 'files'] as const

type Row = {
  readonly id: string
  readonly subject_id: string
  readonly day: string
  readonly as_of: number
  readonly made_at: Temporal.Instant
  readonly files: unknown
}

const releaseOf = (row: Row): Release => ({
  id: row.id,
  subjectId: row.subject_id,
  day: row.day,
  asOf: row.as_of,
  at: row.made_at,
  files: row.files as FileLine[],
})

/** A release by its id, untrusted. */
export async function findRelease(db: Db, id: string): Promise<Release | undefined> {
  const row = await db.selectFrom('open_releases').select(columns).where('id', '=', id).executeTakeFirst()
  return row && releaseOf(row)
}

/** The newest release, or undefined where there is none yet. */
export async function findNewestRelease(db: Db): Promise<Release | undefined> {
  const row = await db
    .selectFrom('open_releases')
    .select(columns)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && releaseOf(row)
}

/** Days and ids of releases, the newest first, at most `limit`. */
export const listReleases = (db: Db, limit: number) =>
  db.selectFrom('open_releases').select(['id', 'as_of', 'made_at']).orderBy('made_at', 'desc').limit(limit).execute()

/** Releases of a day so far. */
export async function countReleasesOf(db: Db, day: string): Promise<number> {
  const row = await sql<{ count: number }>`SELECT count(*)::int AS count FROM open_releases WHERE day = ${day}`.execute(
    db,
  )
  return row.rows[0]?.count ?? 0
}

/** What a release keeps of its moment. */
export async function readKept(db: Db, id: string): Promise<Kept> {
  const row = await db.selectFrom('open_releases').select('kept').where('id', '=', id).executeTakeFirstOrThrow()
  return row.kept as unknown as Kept
}
