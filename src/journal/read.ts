import { sql } from 'kysely'
import type { Db } from '../platform/database/open'

/** An entry at its position, as followers and proofs see it. */
export type Entry = {
  readonly position: number
  readonly id: string
  readonly at: Temporal.Instant
  readonly actorKind: string
  readonly actorId: string | null
  readonly onBehalfOf: string | null
  readonly door: string
  readonly regionId: string
  readonly organizationId: string | null
  readonly kind: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly body: Record<string, unknown>
  readonly publicBody: Record<string, unknown>
  readonly commitments: Record<string, string>
}

/** Entries after `position`, in order and without gaps, at most `limit`. */
export async function listEntriesAfter(db: Db, position: number, limit: number): Promise<Entry[]> {
  const rows = await selectEntries(db)
    .modifyFront(sql`/* one plan */`)
    .where('p.position', '>', position)
    .orderBy('p.position')
    .limit(limit)
    .execute()
  return rows.map(toEntry)
}

/** What happened to one subject, oldest first, at most 500 entries. Entries that wait for their position are not shown yet. */
export async function listEntriesOf(db: Db, subjectKind: string, subjectId: string): Promise<Entry[]> {
  const rows = await selectEntries(db)
    .where('j.subject_kind', '=', subjectKind)
    .where('j.subject_id', '=', subjectId)
    .orderBy('j.seq')
    .limit(500)
    .execute()
  return rows.map(toEntry)
}

/** The last position given so far, 0 for an empty journal. */
export async function lastPosition(db: Db): Promise<number> {
  const row = await db
    .selectFrom('journal_positions')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.position ?? 0
}

const selectEntries = (db: Db) =>
  db
    .selectFrom('journal_positions as p')
    .innerJoin('journal as j', 'j.id', 'p.entry_id')
    .select([
      'p.position',
      'j.id',
      'j.at',
      'j.actor_kind',
      'j.actor_id',
      'j.on_behalf_of',
      'j.door',
      'j.region_id',
      'j.organization_id',
      'j.kind',
      'j.subject_kind',
      'j.subject_id',
      'j.body',
      'j.public_body',
      'j.commitments',
    ])

type EntryRow = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number]

const toEntry = (row: EntryRow): Entry => ({
  position: row.position,
  id: row.id,
  at: row.at,
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  onBehalfOf: row.on_behalf_of,
  door: row.door,
  regionId: row.region_id,
  organizationId: row.organization_id,
  kind: row.kind,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  body: row.body as Record<string, unknown>,
  publicBody: row.public_body as Record<string, unknown>,
  commitments: row.commitments as Record<string, string>,
})
