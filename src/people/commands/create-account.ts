import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import type { AgeAnswer } from '../person'
import { takeProof } from '../sign-in/codes'
import { createPerson } from './create-person'

/** Makes a plain account for whoever has proved a contact in this browser. The proof serves once. */
export const createAccount = (
  ctx: Ctx,
  input: {
    readonly browserSecret: string
    readonly name: string
    readonly regionId: string
    readonly localityId: string
    readonly zone: string
    readonly lang: 'kk' | 'ru' | 'en'
    readonly ageBand: AgeAnswer
    readonly birthDate: string | null
  },
): Promise<Result<{ readonly personId: string }, { readonly kind: 'not-proved' }>> =>
  // Without an idempotency key: an outcome kept for repeats would open the new account a second time.
  inCommand({ ...ctx, idempotency: undefined }, 'createAccount', async (tx) => {
    const { browserSecret, ...person } = input
    const contact = await takeProof(tx.db, browserSecret, tx.now)
    if (contact === undefined) return err({ kind: 'not-proved' })
    const personId = await createPerson(tx, {
      ...person,
      cameBy: 'self',
      contacts: [{ ...contact, verified: true }],
      consentHow: 'web',
    })
    return ok({ personId })
  })
