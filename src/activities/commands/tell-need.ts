import { ok } from '../../kit/result'
import { noteFirstYes, noteHelped, notePeopleComing, notePeopleNotComing } from '../../needs'
import { type Ctx, inCommand } from '../../platform'

/**
 * Brings what a person helped knows in line with who has a seat now: the first yes, who comes and when, that nobody comes, that it is
 * done. Asked after every change of an activity that serves a need; quiet when nothing is new.
 */
export const tellNeed = (ctx: Ctx, input: { readonly activityId: string; readonly isDone?: boolean }) =>
  inCommand(ctx, 'tellNeed', async (tx) => {
    const activity = await tx.db
      .selectFrom('activities')
      .select(['id', 'need_id', 'organization_id', 'starts_at', 'state', 'form'])
      .where('id', '=', input.activityId)
      .executeTakeFirst()
    if (activity?.need_id == null) return ok(null)
    if (input.isDone === true) {
      await noteHelped(tx, activity.need_id)
      return ok(null)
    }
    const live = await tx.db
      .selectFrom('assignments')
      .select('volunteer_id')
      .where('activity_id', '=', activity.id)
      .where('state', '=', 'live')
      .orderBy('made_at')
      .orderBy('id')
      .limit(500)
      .execute()
    const visit = await tx.db
      .selectFrom('need_visits')
      .select(['person_ids', 'arrives_at', 'state'])
      .where('need_id', '=', activity.need_id)
      .where('source_id', '=', activity.id)
      .executeTakeFirst()
    const personIds = live.map((one) => one.volunteer_id)
    if (personIds.length === 0) {
      // Seats that ended with the work itself are no cancelled visit.
      if (visit !== undefined && visit.state !== 'cancelled' && activity.state !== 'done')
        await notePeopleNotComing(tx, activity.need_id, activity.id)
      return ok(null)
    }
    await noteFirstYes(tx, activity.need_id)
    const isKnown =
      visit !== undefined &&
      visit.state !== 'cancelled' &&
      visit.arrives_at.equals(activity.starts_at) &&
      visit.person_ids.length === personIds.length &&
      personIds.every((id) => visit.person_ids.includes(id))
    if (!isKnown && activity.form === 'dated') {
      await notePeopleComing(tx, {
        needId: activity.need_id,
        sourceId: activity.id,
        organizationId: activity.organization_id,
        personIds,
        arrivesAt: activity.starts_at,
      })
    }
    return ok(null)
  })
