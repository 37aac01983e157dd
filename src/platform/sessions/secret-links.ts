import { hashSecret, newId, newSecret } from '../../kit/ids'
import type { Db } from '../database/open'

/** A live secret link: what it opens, and for whom where a person is known. */
export type SecretLink = {
  readonly id: string
  readonly purpose: string
  readonly subjectId: string
  readonly personId: string | null
}

/** Makes a link that opens one subject for one purpose. @returns its secret, shown once; only the hash is stored */
export async function makeSecretLink(
  db: Db,
  link: {
    purpose: string
    subjectId: string
    personId?: string | null
    /** When it stops working by itself; null where only an act ends it, as its maker must be able to say. */
    expiresAt: Temporal.Instant | null
    /** A secret made by `repeatableSecret`; a random one otherwise. */
    secret?: string
  },
  now: Temporal.Instant,
): Promise<string> {
  const secret = link.secret ?? newSecret()
  await db
    .insertInto('secret_links')
    .values({
      secret_hash: hashSecret(secret),
      id: newId(),
      purpose: link.purpose,
      subject_id: link.subjectId,
      person_id: link.personId ?? null,
      created_at: now,
      expires_at: link.expiresAt,
      revoked_at: null,
    })
    .execute()
  return secret
}

/** The live link of a secret for a purpose, or undefined. */
export async function findSecretLink(
  db: Db,
  purpose: string,
  secret: string,
  now: Temporal.Instant,
): Promise<SecretLink | undefined> {
  const row = await db
    .selectFrom('secret_links')
    .select(['id', 'purpose', 'subject_id', 'person_id', 'expires_at'])
    .where('secret_hash', '=', hashSecret(secret))
    .where('purpose', '=', purpose)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined || (row.expires_at !== null && Temporal.Instant.compare(row.expires_at, now) <= 0))
    return undefined
  return { id: row.id, purpose: row.purpose, subjectId: row.subject_id, personId: row.person_id }
}

/**
 * Puts a new secret in the place of a link's own, which stops working; what it opens and how long stays.
 * @returns the new secret, shown once
 */
export async function renewSecretLink(db: Db, linkId: string): Promise<string> {
  const secret = newSecret()
  await db
    .updateTable('secret_links')
    .set({ secret_hash: hashSecret(secret) })
    .where('id', '=', linkId)
    .execute()
  return secret
}

/** Lets every live link to a subject for a purpose live until a moment. */
export async function extendSecretLinks(
  db: Db,
  purpose: string,
  subjectId: string,
  expiresAt: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('secret_links')
    .set({ expires_at: expiresAt })
    .where('purpose', '=', purpose)
    .where('subject_id', '=', subjectId)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends every link to a subject for a purpose, so that a new one can take its place. */
export async function revokeSecretLinks(
  db: Db,
  purpose: string,
  subjectId: string,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('secret_links')
    .set({ revoked_at: now })
    .where('purpose', '=', purpose)
    .where('subject_id', '=', subjectId)
    .where('revoked_at', 'is', null)
    .execute()
}
