import { sql } from 'kysely'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { issuerKeyEnded } from '../entries'
import { didOf, findSigningKey, keyIdOf, listIssuerKeys } from '../issuer'
import { revokeIn } from './revoke-badges'

const BATCH = 200

/** Why no key was ended: it is none of ours or has ended, or it is the one that signs now. */
export type EndKeyError = { readonly kind: 'unknown' | 'signs-now' }

/**
 * Publishes a key no longer, because somebody else may hold it: nothing it signed counts from now on. Badges it signed for people are revoked
 * as well, so that their holders see that they need new ones. Records issuer.key-ended and badge.revoked.
 * @param keyId address of the key in the issuer's document
 * @param regionId where the house is at home
 * @returns how many badges were revoked
 */
export async function endIssuerKey(
  ctx: Ctx,
  keyId: string,
  regionId: string,
): Promise<Result<{ readonly revoked: number }, EndKeyError>> {
  const did = didOf(ctx.config.url)
  const key = (await listIssuerKeys(ctx.db)).find((one) => keyIdOf(did, one) === keyId)
  if (key === undefined) return err({ kind: 'unknown' })
  if ((await findSigningKey(ctx))?.publicKey === key) return err({ kind: 'signs-now' })
  await inCommand(ctx, 'endIssuerKey', async (tx) => {
    await tx.db.insertInto('issuer_key_ends').values({ public_key: key, ended_at: tx.now }).execute()
    tx.append(
      issuerKeyEnded.entry({
        subjectId: newPublicId(),
        regionId,
        body: { key },
        public: { day: tx.now.toZonedDateTimeISO('UTC').toPlainDate().toString() },
      }),
    )
    return ok(null)
  })
  let revoked = 0
  for (let last = BATCH; last === BATCH; revoked += last) last = await revokeSignedBy(ctx, keyId)
  return ok({ revoked })
}

// By parts, so that no transaction takes long.
async function revokeSignedBy(ctx: Ctx, keyId: string): Promise<number> {
  const done = await inCommand<{ count: number }, never>(ctx, 'revokeSignedBy', async (tx) => {
    const rows = await tx.db
      .selectFrom('badges')
      .select('id')
      .where('revoked_at', 'is', null)
      .where(sql<boolean>`document::jsonb -> 'proof' ->> 'verificationMethod' = ${keyId}`)
      .limit(BATCH)
      .execute()
    await revokeIn(
      tx,
      rows.map((row) => row.id),
    )
    return ok({ count: rows.length })
  })
  return done.ok ? done.value.count : 0
}
