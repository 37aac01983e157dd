import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import type { Tx } from '../../platform'

const LIFE_HOURS = 24
const TRIES_A_CODE = 5

// The guardian is part of the hash: a code serves the consent it was sent for, and no other.
const hashCode = (guardianId: string, code: string): Buffer => createHmac('sha256', guardianId).update(code).digest()

/** Makes a guardian a new code for a day. A step of a command that writes an entry. @returns the code, to be sent */
export async function keepCode(tx: Tx, guardianId: string): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await tx.db
    .updateTable('guardians')
    .set({
      code_hash: hashCode(guardianId, code),
      code_tries: TRIES_A_CODE,
      code_until: tx.now.add({ hours: LIFE_HOURS }),
    })
    .where('id', '=', guardianId)
    .execute()
  return code
}

/** Whether a typed code is the one that was sent. */
export const isCode = (guardianId: string, hash: Buffer, typed: string): boolean =>
  timingSafeEqual(hash, hashCode(guardianId, typed.replace(/\D/g, '')))
