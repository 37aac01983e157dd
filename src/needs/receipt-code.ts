import { createHash } from 'node:crypto'
import type { Tx } from '../platform'

/**
 * Four digits that the person helped says to whoever hands goods over, once they have them: who types them in was told. They follow from
 * the code of changes, which is kept keyed by the secret link and readable by commands alone, so a new link brings a new one.
 * @returns undefined once the contact is destroyed
 */
export async function receiptCodeOf(tx: Pick<Tx, 'db'>, needId: string): Promise<string | undefined> {
  const kept = await tx.db
    .selectFrom('need_contacts')
    .select('change_code_hash')
    .where('need_id', '=', needId)
    .executeTakeFirst()
  if (kept === undefined) return undefined
  const digest = createHash('sha256').update('receipt-code ').update(kept.change_code_hash).digest()
  return String(digest.readUIntBE(0, 6) % 10_000).padStart(4, '0')
}
