import { parseUtf8 } from './bytes'
import { type Checkpoint, parseCheckpoint } from './checkpoint'
import type { Findings } from './finding'
import { isSignedBy, parseVerifierKey, type VerifierKey } from './note'
import type { Source } from './source'

/** A checkpoint whose signature held, and the key that it held under. */
export type Head = { readonly checkpoint: Checkpoint; readonly key: VerifierKey }

/**
 * The newest checkpoint of a log, its signature checked.
 * @param pinned the key that is trusted; without one, the log is asked for its own, which only shows that it agrees with itself
 * @returns undefined where anything about it does not hold: then `findings` say what
 */
export async function readHead(
  source: Source,
  pinned: VerifierKey | undefined,
  findings: Findings,
): Promise<Head | undefined> {
  const [keyBytes, bytes] = await Promise.all([
    pinned === undefined ? source.read('key') : undefined,
    source.read('checkpoint'),
  ])
  const key = pinned ?? (await parseVerifierKey(parseUtf8(keyBytes ?? new Uint8Array()) ?? ''))
  if (key === undefined)
    findings.add('key', `${source.name}/key`, 'one line with a verifier key', 'none, or one whose id does not fit it')
  if (bytes === undefined) findings.add('missing', `${source.name}/checkpoint`, 'a checkpoint', 'none')
  if (key === undefined || bytes === undefined) return undefined
  return checkHead(bytes, key, `${source.name}/checkpoint`, findings)
}

/** A checkpoint from its bytes, if the key signed it. */
export async function checkHead(
  bytes: Uint8Array,
  key: VerifierKey,
  where: string,
  findings: Findings,
): Promise<Head | undefined> {
  const checkpoint = parseCheckpoint(bytes)
  if (checkpoint === undefined) {
    findings.add('checkpoint', where, 'a signed checkpoint in the form of C2SP tlog-checkpoint', 'something else')
    return undefined
  }
  return (await holds(checkpoint, key, where, findings)) ? { checkpoint, key } : undefined
}

/** Whether a checkpoint is of the key's log and signed by it. */
export async function holds(
  checkpoint: Checkpoint,
  key: VerifierKey,
  where: string,
  findings: Findings,
): Promise<boolean> {
  if (checkpoint.origin !== key.name) {
    findings.add('checkpoint', where, `a checkpoint of ${key.name}`, `one of ${checkpoint.origin}`)
    return false
  }
  if (await isSignedBy(checkpoint.note, key)) return true
  findings.add('signature', where, `a signature of ${key.name}+${key.id} over this text`, 'none that holds')
  return false
}
