import { createHmac, randomBytes } from 'node:crypto'
import { registerEraser } from '../../people'
import type { Db, Tx } from '../../platform'
import type { ListKind } from './report'

/** A row that was imported before. */
export type KnownRow = { readonly subjectId: string; readonly hash: Buffer }

/** Digests that tell rows apart without keeping what they say: with a secret of this installation, so that nobody can try names. */
export type Digests = { refOf(said: string, person: readonly string[]): string; hashOf(row: unknown): Buffer }

const PEPPER = 'import-pepper'

/** The digests of this installation. Without `keep` nothing is written: where there are none yet, they serve this run alone. */
export async function openDigests(db: Db, keep: boolean): Promise<Digests> {
  const fresh = randomBytes(32).toString('base64url')
  if (keep) {
    await db
      .insertInto('settings')
      .values({ key: PEPPER, value: JSON.stringify(fresh) })
      .onConflict((clash) => clash.doNothing())
      .execute()
  }
  const kept = await db.selectFrom('settings').select('value').where('key', '=', PEPPER).executeTakeFirst()
  const pepper = String(kept?.value ?? fresh)
  const digest = (text: string): Buffer => createHmac('sha256', pepper).update(text).digest()
  return {
    refOf: (said, person) =>
      said === '' ? `h:${digest(JSON.stringify(person)).toString('base64url')}` : said.slice(0, 200),
    hashOf: (row) => digest(JSON.stringify(row)),
  }
}

const BATCH = 5000

/** Rows of a source that were imported before, by their reference. */
export async function findKnownRows(
  db: Db,
  kind: ListKind,
  source: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, KnownRow>> {
  const known = new Map<string, KnownRow>()
  for (let start = 0; start < refs.length; start += BATCH) {
    // Bounded by: one row for each reference of the batch.
    const rows = await db
      .selectFrom('imported_rows')
      .select(['external_ref', 'row_hash', 'subject_id'])
      .where('kind', '=', kind)
      .where('source', '=', source)
      .where('external_ref', 'in', refs.slice(start, start + BATCH))
      .execute()
    for (const row of rows) known.set(row.external_ref, { subjectId: row.subject_id, hash: row.row_hash })
  }
  return known
}

/** Remembers that a row of a source was imported, and as what. A step of a command that writes an entry. */
export async function rememberRow(
  tx: Tx,
  row: {
    readonly kind: ListKind
    readonly source: string
    readonly ref: string
    readonly hash: Buffer
    readonly importId: string
    readonly subjectId: string
  },
): Promise<void> {
  const { hash, importId, subjectId } = row
  await tx.db
    .insertInto('imported_rows')
    .values({
      kind: row.kind,
      source: row.source,
      external_ref: row.ref,
      row_hash: hash,
      import_id: importId,
      subject_id: subjectId,
    })
    .onConflict((clash) =>
      clash.columns(['kind', 'source', 'external_ref']).doUpdateSet({ row_hash: hash, import_id: importId }),
    )
    .execute()
}

// The reference stays, so that a list imported again does not invite anew who said no; what the row held goes.
registerEraser('imported-rows', async (tx, personId) => {
  await tx.db
    .updateTable('imported_rows')
    .set({ row_hash: Buffer.alloc(32) })
    .where('subject_id', '=', personId)
    .execute()
})
