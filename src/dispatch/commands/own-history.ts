import { err, ok, type Result } from '../../kit/result'
import { actsFor } from '../../people'
import { type Ctx, inCommand } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { askContested, historyReset } from '../entries'

/** Says that one of my asks is no sign of my readiness, or that it is after all: from then on it does not count, or counts again. */
export const contestAsk = (
  ctx: Ctx,
  input: { readonly askId: string; readonly personId: string; readonly contested: boolean },
): Promise<Result<null, { readonly kind: 'unknown' }>> =>
  inCommand(ctx, 'contestAsk', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'unknown' })
    const ask = await tx.db
      .updateTable('asks')
      .set({ contested_at: input.contested ? tx.now : null })
      .where('id', '=', input.askId)
      .where('volunteer_id', '=', input.personId)
      .returning(['id', 'post_id', 'activity_id', 'volunteer_id', 'call_out_id', 'region_id', 'organization_id'])
      .executeTakeFirst()
    if (ask === undefined) return err({ kind: 'unknown' })
    tx.append(
      askContested.entry({
        subjectId: ask.id,
        regionId: ask.region_id,
        organizationId: ask.organization_id,
        body: {
          askId: ask.id,
          postId: ask.post_id,
          activityId: ask.activity_id,
          volunteerId: ask.volunteer_id,
          callOutId: ask.call_out_id,
          contested: input.contested,
        },
        public: {},
      }),
    )
    return ok(null)
  })

/** Starts my history anew: from now on I am reckoned with like anyone nobody knows yet. The asks themselves stay, for me to see. */
export const resetHistory = (
  ctx: Ctx,
  personId: string,
): Promise<Result<null, { readonly kind: 'not-volunteer' | 'not-own' }>> =>
  inCommand<null, { readonly kind: 'not-volunteer' | 'not-own' }>(ctx, 'resetHistory', async (tx) => {
    if (!(await actsFor(tx, personId))) return err({ kind: 'not-own' })
    const volunteer = (await lockVolunteers(tx, [personId])).get(personId)
    if (volunteer === undefined) return err({ kind: 'not-volunteer' })
    await tx.db.updateTable('volunteers').set({ history_reset_at: tx.now }).where('id', '=', volunteer.id).execute()
    tx.append(
      historyReset.entry({
        subjectId: volunteer.id,
        regionId: volunteer.regionId,
        body: { volunteerId: volunteer.id },
        public: {},
      }),
    )
    return ok(null)
  })
