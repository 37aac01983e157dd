import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Six digits from a secret: the code that correcting and cancelling ask for. The same secret gives the same code. */
export const changeCodeOf = (secret: string): string =>
  String(createHash('sha256').update(`change-code ${secret}`).digest().readUIntBE(0, 6) % 1_000_000).padStart(6, '0')

/**
 * What is stored of a code; spaces and dashes in it do not count. Six digits are few, so they are keyed by the secret of the link they are typed on, which is stored nowhere: from
 * a stolen table no code can be found by trying.
 */
export const hashChangeCode = (code: string, linkSecret: string): Buffer =>
  createHmac('sha256', linkSecret)
    .update(`change-code ${code.slice(0, 40).replaceAll(/\D/g, '')}`)
    .digest()

/** Whether a code typed on the link of this secret is the one of the need. */
export const isChangeCode = (typed: string, linkSecret: string, hash: Buffer): boolean =>
  timingSafeEqual(hashChangeCode(typed, linkSecret), hash)
