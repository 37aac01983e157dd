import type { Clock } from '../../platform/clock'
import type { Db } from '../../platform/database/open'
import {
  HASH_BYTES,
  isSignedBy,
  parseBase64,
  parseCheckpoint,
  parseCount,
  parseVerifierKey,
  utf8,
  verifyConsistency,
} from '../../verify'
import { sha256 } from './sha256'
import type { SigningKey } from './signing-keys'

/** What a witness answers: signature lines (200), the size it knows (409), or why not. */
export type WitnessAnswer = { readonly status: 200 | 400 | 403 | 404 | 409 | 422; readonly body: string }

const HASHES_MAX = 63

/**
 * Cosigns a checkpoint of a log this house is a witness of, if it goes on from the last one cosigned (C2SP tlog-witness, add-checkpoint).
 * The row of the log is held meanwhile, and the new checkpoint is kept before the answer goes out.
 * @param request `old <size>`, hashes of a consistency proof, an empty line, the checkpoint
 */
export async function cosign(
  db: Db,
  request: string,
  { key, clock }: { readonly key: SigningKey; readonly clock: Clock },
): Promise<WitnessAnswer> {
  const end = request.indexOf('\n\n')
  const [first = '', ...lines] = request.slice(0, Math.max(0, end)).split('\n')
  const older = parseCount(/^old (\d+)$/.exec(first)?.[1] ?? '')
  const proof = lines.map(parseBase64)
  const checkpoint = parseCheckpoint(utf8(request.slice(end + 2)))
  if (older === undefined || checkpoint === undefined || proof.length > HASHES_MAX || older > checkpoint.size)
    return { status: 400, body: 'expected "old SIZE", at most 63 hashes, an empty line and a checkpoint\n' }
  if (!proof.every((hash) => hash?.length === HASH_BYTES)) return { status: 400, body: 'expected hashes in base 64\n' }
  return db.transaction().execute(async (tx): Promise<WitnessAnswer> => {
    const log = await tx
      .selectFrom('witnessed_logs')
      .select(['verifier_key', 'size', 'root'])
      .where('origin', '=', checkpoint.origin)
      .limit(1)
      .forUpdate()
      .executeTakeFirst()
    const trusted = log && (await parseVerifierKey(log.verifier_key))
    if (log === undefined || trusted === undefined) return { status: 404, body: 'this log is not witnessed here\n' }
    if (!(await isSignedBy(checkpoint.note, trusted))) return { status: 403, body: 'no signature of its key holds\n' }
    if (log.size !== older) return { status: 409, body: `${log.size}\n` }
    const known = { size: log.size, root: log.root ?? sha256(new Uint8Array(0)) }
    const hashes = proof.filter((hash) => hash !== undefined)
    if (!(await verifyConsistency(sha256, known, checkpoint, hashes)))
      return older === checkpoint.size
        ? { status: 409, body: `${log.size}\n` }
        : { status: 422, body: 'the consistency proof does not verify\n' }
    const now = clock.now()
    await tx
      .updateTable('witnessed_logs')
      .set({ size: checkpoint.size, root: Buffer.from(checkpoint.root), cosigned_at: now })
      .where('origin', '=', checkpoint.origin)
      .execute()
    return { status: 200, body: key.cosign(checkpoint.note.text, Math.floor(now.epochMilliseconds / 1000)) }
  })
}
