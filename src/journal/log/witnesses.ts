import type { Ctx } from '../../platform/context'
import type { Db } from '../../platform/database/open'
import { COSIGNATURE, ED25519, parseVerifierKey } from '../../verify'
import { makeWitnessKey, type SigningKey } from './signing-keys'

/** From now on this witness is asked to cosign the log. @returns false where the line is no key of a witness */
export async function addWitness(db: Db, address: string, line: string): Promise<boolean> {
  if ((await parseVerifierKey(line))?.type !== COSIGNATURE) return false
  await db
    .insertInto('log_witnesses')
    .values({ verifier_key: line, address })
    .onConflict((clash) => clash.column('verifier_key').doUpdateSet({ address }))
    .execute()
  return true
}

/**
 * From now on this house is a witness of the log with this key. A key that changes later keeps what is remembered.
 * @returns the key it cosigns with, made now if it had none; undefined where the line is no key of a log
 */
export async function guardLog({ db, config }: Ctx, line: string): Promise<SigningKey | undefined> {
  const key = await parseVerifierKey(line)
  if (key?.type !== ED25519) return undefined
  const own = await makeWitnessKey(config.dataFolder, `${new URL(config.url).host}/log/witness`)
  await db
    .insertInto('witnessed_logs')
    .values({ origin: key.name, verifier_key: line })
    .onConflict((clash) => clash.column('origin').doUpdateSet({ verifier_key: line }))
    .execute()
  return own
}

/** Who witnesses the log, and which logs this house is a witness of, with the size each has come to; at most 100 of both. */
export async function listWitnesses(db: Db) {
  const [witnesses, guarded] = await Promise.all([
    db.selectFrom('log_witnesses').select(['address', 'verifier_key', 'size']).orderBy('address').limit(100).execute(),
    db.selectFrom('witnessed_logs').select(['origin', 'size', 'cosigned_at']).orderBy('origin').limit(100).execute(),
  ])
  return { witnesses, guarded }
}
