import { err, ok, type Result } from '../../kit/result'
import { type Contact, createPerson, hasSender, sendSealed, type ToldAge } from '../../people'
import { findLocality } from '../../places'
import { type Ctx, inCommand, may } from '../../platform'
import { type FirstWhen, joinIn } from '../../volunteers'
import { translator } from '../../web'

/** Somebody who wants to help and says so in a call; `contact` null: without a telephone of their own. */
export type RegisterByCall = {
  readonly name: string
  readonly lang: 'kk' | 'ru' | 'en'
  readonly age: ToldAge
  readonly localityId: string
  readonly contact: Contact | null
  readonly when: FirstWhen
}

/** A yes to the text that asks whose number it is serves as long as people take to look at a telephone. */
const ASKED_HOURS = 72

/** Why nobody was registered. */
export type RegisterError = { readonly kind: 'forbidden' | 'place' | 'not-joined' }

/**
 * Registers a caller as a volunteer by their own word, heard by this operator: the consents say "by call". Their number is not proved
 * yet: a text message asks for a yes from it, or a code of their own does it later. Records person.created, consent.given, person.contact-added, volunteer.joined.
 */
export const registerByCall = (
  ctx: Ctx,
  input: RegisterByCall,
): Promise<Result<{ readonly personId: string }, RegisterError>> =>
  inCommand<{ readonly personId: string }, RegisterError>({ ...ctx, door: 'call' }, 'registerByCall', async (tx) => {
    const place = await findLocality(tx.db, input.localityId)
    if (place === undefined) return err({ kind: 'place' })
    if (!may(ctx, 'people:help', { regionId: place.region.id, organizationId: null })) return err({ kind: 'forbidden' })
    const personId = await createPerson(tx, {
      name: input.name,
      regionId: place.region.id,
      localityId: place.id,
      zone: place.zone,
      lang: input.lang,
      ageBand: input.age.ageBand,
      birthDate: input.age.birthDate,
      cameBy: 'operator',
      contacts: input.contact === null ? [] : [{ ...input.contact, verified: false }],
      consentHow: 'call',
    })
    const joined = await joinIn(tx, { personId, place: { localityId: place.id }, when: input.when })
    if (!joined.ok) return err({ kind: 'not-joined' })
    if (input.contact !== null && hasSender(ctx, input.contact.kind))
      await sendSealed(ctx, tx.db, {
        to: input.contact,
        subject: '',
        text: translator(input.lang)('line.sms.registered', { name: input.name }),
        expiresAt: tx.now.add({ hours: ASKED_HOURS }),
      })
    return ok({ personId })
  })
