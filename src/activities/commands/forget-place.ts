import { ok } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { placeForgotten } from '../entries'

/**
 * What was personal in a request was destroyed: the activities that served it forget where they met and what was told on the way there, since
 * whoever planned them may have written the address. Records activity.place-forgotten.
 */
export const forgetPlaceOf = (ctx: Ctx, input: { readonly needId: string }) =>
  inCommand(ctx, 'forgetPlaceOf', async (tx) => {
    const forgotten = await tx.db
      .updateTable('activities')
      .set({ place_words: '', briefing: '', latitude: null, longitude: null })
      .where('need_id', '=', input.needId)
      .returning(['id', 'region_id', 'organization_id'])
      .execute()
    for (const activity of forgotten) {
      tx.append(
        placeForgotten.entry({
          subjectId: activity.id,
          regionId: activity.region_id,
          organizationId: activity.organization_id,
          body: { activityId: activity.id },
          public: {},
        }),
      )
    }
    return ok(null)
  })
