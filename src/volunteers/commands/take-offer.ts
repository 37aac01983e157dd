import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { preferencesChanged } from '../entries'
import { findOffer } from '../import-offer'
import { type Equipment, equipments } from '../volunteer'
import { type AvailabilityError, lockOwn } from './change-availability'

/**
 * A person takes over what a list said they can bring, as their own word, or not; either way the list's words are gone afterwards. What they
 * said themselves before stays. Competences are claimed beside it, as always. Quiet where there is nothing to answer.
 */
export const answerOffer = (
  ctx: Ctx,
  input: { readonly volunteerId: string; readonly takes: boolean },
): Promise<Result<null, AvailabilityError>> =>
  inCommand<null, AvailabilityError>(ctx, 'answerOffer', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return err(own.error)
    const offer = await findOffer(tx.db, input.volunteerId)
    if (offer === undefined) return ok(null)
    if (input.takes) {
      const said = await tx.db
        .selectFrom('volunteers')
        .select('equipment')
        .where('id', '=', input.volunteerId)
        .executeTakeFirstOrThrow()
      const known = offer.equipment.filter((one): one is Equipment => equipments.some((each) => each === one))
      await tx.db
        .updateTable('volunteers')
        .set({ equipment: [...new Set([...said.equipment, ...known])] })
        .where('id', '=', input.volunteerId)
        .execute()
    }
    await tx.db.deleteFrom('invited_offers').where('person_id', '=', input.volunteerId).execute()
    tx.append(
      preferencesChanged.entry({
        subjectId: input.volunteerId,
        regionId: own.value.regionId,
        body: { fields: input.takes ? ['equipment', 'offer'] : ['offer'] },
        public: {},
      }),
    )
    return ok(null)
  })
