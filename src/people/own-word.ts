import { z } from 'zod'
import { isId } from '../kit/ids'
import { type Ctx, recordLook } from '../platform'
import { findHelp } from './commands/help'

/** Under which consent an operation passes on a person's word. */
export const helpConsent = z.uuid().meta({ description: 'The consent that `helpPerson` gave this key.' })

/** Whose word an operation passes on, and under which consent. */
export const ownWord = z.strictObject({ volunteer: z.uuid(), consent: helpConsent })

/** Whether a key may see what a person sees of themselves, while they ask it to; if so, the look is recorded for them. */
export async function lookForPerson(
  ctx: Ctx,
  personId: string,
  consentId: string,
  what: readonly string[],
): Promise<boolean> {
  if (!isId(personId) || (await findHelp(ctx.db, ctx, personId, consentId)) === undefined) return false
  const subject = { subjectPersonId: personId, subjectKind: 'volunteer', subjectId: personId }
  await recordLook(ctx.db, ctx, { ...subject, what: [...what] })
  return true
}
