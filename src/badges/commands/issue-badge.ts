import { randomInt } from 'node:crypto'
import { newPublicId } from '../../kit/ids'
import type { Tx } from '../../platform'
import type { Facts } from '../badge'
import { addProof } from '../credential/data-integrity'
import { LIST_ENTRIES } from '../credential/status-list'
import { badgeIssued } from '../entries'
import type { Issuer } from '../issuer'
import { writeBadge } from '../write-badge'

/** Whose badge it is, and what the person chose to say of themselves in it. */
export type Holder = { readonly volunteerId: string; readonly regionId: string; readonly name: string | undefined }

/** Signs a badge over facts and puts it into the record. A step of a command. @returns its id */
export async function issueBadge(tx: Tx, issuer: Issuer, holder: Holder, facts: Facts): Promise<string> {
  const { db, now, ctx } = tx
  const id = newPublicId()
  const { list, index } = await takeStatus(tx)
  const { zone } = await db
    .selectFrom('regions')
    .select('zone')
    .where('id', '=', holder.regionId)
    .executeTakeFirstOrThrow()
  const written = writeBadge({
    id,
    facts,
    name: holder.name,
    lang: ctx.lang,
    zone,
    url: ctx.config.url,
    issuer: issuer.did,
    issuedAt: now,
    list,
    index,
  })
  const signed = await addProof(written, issuer.key, issuer.keyId, written.validFrom)
  await db
    .insertInto('badges')
    .values({
      id,
      region_id: holder.regionId,
      volunteer_id: holder.volunteerId,
      kind: facts.kind,
      ref: facts.ref,
      facts: JSON.stringify(facts),
      document: JSON.stringify(signed, null, 2),
      list,
      index,
      issued_at: now,
    })
    .execute()
  tx.append(
    badgeIssued.entry({
      subjectId: holder.volunteerId,
      regionId: holder.regionId,
      body: { badge: id, kind: facts.kind },
      public: {},
    }),
  )
  return id
}

const TRIES = 12

// A random place tells nobody how many were made, or which belong together. A list is left once its places are hard to find.
async function takeStatus({ db }: Tx): Promise<{ list: number; index: number }> {
  const newest = await db
    .selectFrom('badge_statuses')
    .select(({ fn }) => fn.max('list').as('list'))
    .executeTakeFirst()
  const list = newest?.list ?? 1
  for (let tries = 0; tries < TRIES; tries++) {
    const index = randomInt(LIST_ENTRIES)
    const taken = await db
      .insertInto('badge_statuses')
      .values({ list, index, revoked_at: null })
      .onConflict((c) => c.doNothing())
      .returning('index')
      .executeTakeFirst()
    if (taken !== undefined) return { list, index }
  }
  const index = randomInt(LIST_ENTRIES)
  await db
    .insertInto('badge_statuses')
    .values({ list: list + 1, index, revoked_at: null })
    .execute()
  return { list: list + 1, index }
}
