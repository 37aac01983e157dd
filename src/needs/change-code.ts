import { createHash, scrypt, timingSafeEqual } from 'node:crypto'

/** Six digits from a secret: the code that correcting and cancelling ask for. The same secret gives the same code. */
export const changeCodeOf = (secret: string): string =>
  String(createHash('sha256').update(`change-code ${secret}`).digest().readUIntBE(0, 6) % 1_000_000).padStart(6, '0')

// Six digits are few: stretched and bound to the need, so that a stolen table is not read off at once. No more than a few
// milliseconds, because a request for help waits for it.
const stretch = (code: string, needId: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(code, needId, 32, { N: 1024, r: 8, p: 1 }, (failure, key) => (failure ? reject(failure) : resolve(key)))
  })

/** What is stored of a code. */
export const hashChangeCode = (code: string, needId: string): Promise<Buffer> => stretch(code, needId)

/** Whether a typed code (spaces and dashes do not count) is the one of this need. */
export async function isChangeCode(typed: string, needId: string, hash: Buffer): Promise<boolean> {
  const digits = typed.slice(0, 40).replaceAll(/\D/g, '')
  return digits.length === 6 && timingSafeEqual(await stretch(digits, needId), hash)
}
