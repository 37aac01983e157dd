import type { Db } from '../../platform/database/open'
import type { Log } from '../../platform/log'
import { isSignedBy, parseCheckpoint, parseNote, parseVerifierKey, toBase64, utf8, writeSignature } from '../../verify'
import { findCheckpoint, proverOf, type SignedCheckpoint } from './read-log'

const WITNESSES_MAX = 16
const TIMEOUT_MS = 5000

/** Sends a request to a witness and gives its status and text. */
export type PostToWitness = (
  address: string,
  body: string,
) => Promise<{ readonly status: number; readonly text: string }>

/** Over the network, for at most five seconds. */
export const postToWitness: PostToWitness = async (address, body) => {
  const response = await fetch(address, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  return { status: response.status, text: await response.text() }
}

type Witness = { readonly verifier_key: string; readonly address: string; readonly size: number }

/** Asks every witness for its cosignature on the newest checkpoint that it has not cosigned yet. One that does not answer is asked again later. */
export async function askWitnesses(db: Db, log: Log, post: PostToWitness = postToWitness): Promise<void> {
  const checkpoint = await findCheckpoint(db)
  if (checkpoint === undefined || checkpoint.size === 0) return
  const witnesses = await db
    .selectFrom('log_witnesses')
    .select(['verifier_key', 'address', 'size'])
    .where('size', '<', checkpoint.size)
    .limit(WITNESSES_MAX)
    .execute()
  await Promise.all(
    witnesses.map((witness) =>
      ask(db, witness, checkpoint, post).catch((cause) =>
        log('log.witness-failed', {
          witness: witness.address,
          message: cause instanceof Error ? cause.message : 'unknown',
        }),
      ),
    ),
  )
}

async function ask(db: Db, witness: Witness, checkpoint: SignedCheckpoint, post: PostToWitness): Promise<void> {
  const address = `${witness.address.replace(/\/+$/, '')}/add-checkpoint`
  let answer = await post(address, await requestFrom(db, witness.size, checkpoint))
  // It knows another size than we remember: what it knows is what counts, where our log has it.
  const known = /^(\d{1,15})\n$/.exec(answer.text)?.[1]
  if (answer.status === 409 && known !== undefined && Number(known) <= checkpoint.size)
    answer = await post(address, await requestFrom(db, Number(known), checkpoint))
  if (answer.status !== 200) throw new Error(`expected a cosignature, got status ${answer.status}`)
  const key = await parseVerifierKey(witness.verifier_key)
  const text = parseCheckpoint(utf8(checkpoint.note))?.note.text ?? ''
  const note = parseNote(utf8(`${text}\n${answer.text}`))
  if (key === undefined || note === undefined || !(await isSignedBy(note, key)))
    throw new Error('expected a cosignature that its key verifies')
  const own = note.signatures.filter(({ name, id }) => name === key.name && id === key.id)
  await db
    .insertInto('log_cosignatures')
    .values({ size: checkpoint.size, verifier_key: witness.verifier_key, line: own.map(writeSignature).join('') })
    .onConflict((clash) => clash.doNothing())
    .execute()
  await db
    .updateTable('log_witnesses')
    .set({ size: checkpoint.size })
    .where('verifier_key', '=', witness.verifier_key)
    .execute()
}

async function requestFrom(db: Db, older: number, { size, note }: SignedCheckpoint): Promise<string> {
  const proof = older === size ? [] : await proverOf(db, size).consistency(older)
  return [`old ${older}`, ...proof.map(toBase64), '', note].join('\n')
}
