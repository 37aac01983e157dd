import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { askContested, historyReset } from '../entries'

/** Says that one of my asks is no sign of my readiness, or that it is after all: from then on it does not count, or counts again. */
export const contestAsk = (
  ctx: Ctx,
  input: { readonly askId: string; readonly contested: boolean },
): Promise<Result<null, { readonly kind: 'unknown' }>> =>
  inCommand(ctx, 'contestAsk', async (tx) => {
    const ask = await tx.db
      .updateTable('asks')
      .set({ contested_at: input.contested ? tx.now : null })
      .where('id', '=', input.askId)
      .where('volunteer_id', '=', personOf(ctx) ?? '00000000-0000-0000-0000-000000000000')
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
export const resetHistory = (ctx: Ctx): Promise<Result<null, { readonly kind: 'not-volunteer' }>> =>
  inCommand(ctx, 'resetHistory', async (tx) => {
    const personId = personOf(ctx)
    const volunteer = personId === null ? undefined : (await lockVolunteers(tx, [personId])).get(personId)
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
