import { err, ok, type Result } from '../../kit/result'
import { createPerson, takeProvenContact } from '../../people'
import { type PlaceChoice, resolvePlace } from '../../places'
import { inCommand, type Req } from '../../platform'
import type { AgeBand } from '../../standards'
import type { FirstWhen } from '../volunteer'
import { type JoinError, joinIn } from './join-as-volunteer'

/** The first visit of someone unknown here, whose contact their browser has proved by a code. */
export type JoinNew = {
  readonly name: string
  readonly ageBand: AgeBand
  readonly place: PlaceChoice
  readonly when: FirstWhen
  readonly inviterId?: string | undefined
  readonly inviterBatch?: string | undefined
}

/** Makes the account and the volunteer in one breath. The proof of the contact serves once. */
export const joinNew = (
  r: Req,
  input: JoinNew,
): Promise<Result<{ readonly personId: string }, JoinError | { readonly kind: 'not-proved' }>> =>
  // Without an idempotency key: an outcome kept for repeats would open the new account a second time.
  inCommand<{ personId: string }, JoinError | { kind: 'not-proved' }>(
    { ...r.ctx, idempotency: undefined },
    'joinNew',
    async (tx) => {
      const contact = await takeProvenContact(tx, r)
      if (contact === undefined) return err({ kind: 'not-proved' })
      const place = await resolvePlace(tx.db, input.place)
      if (!place.ok) return place
      const personId = await createPerson(tx, {
        name: input.name,
        regionId: place.value.regionId,
        localityId: place.value.localityId ?? null,
        zone: place.value.zone,
        lang: tx.ctx.lang,
        ageBand: input.ageBand,
        cameBy: 'self',
        contacts: [{ ...contact, verified: true }],
        consentHow: 'web',
      })
      const joined = await joinIn(tx, { ...input, personId })
      return joined.ok ? ok({ personId }) : joined
    },
  )
