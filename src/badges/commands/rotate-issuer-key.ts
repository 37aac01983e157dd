import { newPublicId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { issuerKeyAdded } from '../entries'
import { addIssuerKey, didOf, keyIdOf } from '../issuer'

/**
 * Makes one more key to sign badges with: it signs from now on, and the keys before it stay published, so that what they signed still holds.
 * Records issuer.key-added.
 * @param regionId where the house is at home
 * @returns address of the key in the issuer's document
 */
export async function rotateIssuerKey(ctx: Ctx, regionId: string): Promise<Result<{ readonly keyId: string }, never>> {
  const { publicKey } = await addIssuerKey(ctx.config.dataFolder)
  return inCommand<{ keyId: string }, never>(ctx, 'rotateIssuerKey', async (tx) => {
    await tx.db
      .insertInto('issuer_keys')
      .values({ public_key: publicKey, made_at: tx.now })
      .onConflict((c) => c.doNothing())
      .execute()
    tx.append(
      issuerKeyAdded.entry({
        subjectId: newPublicId(),
        regionId,
        body: { key: publicKey },
        public: { day: tx.now.toZonedDateTimeISO('UTC').toPlainDate().toString() },
      }),
    )
    return ok({ keyId: keyIdOf(didOf(ctx.config.url), publicKey) })
  })
}
