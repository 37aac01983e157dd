import { err, ok, type Result } from '../../kit/result'
import { personActing } from '../../people'
import { type Ctx, inCommand, may } from '../../platform'
import { isAllowed } from '../activity'
import { peopleCounted } from '../entries'
import { holdActivity } from '../steps/hold-activity'
import { rowId } from '../steps/seat'
import { EARLY_MINUTES } from './check-in'

/** The most people one count may say. */
export const COUNT_MAX = 10_000

/** How many came. `counterId`: who counted, where a partner's key passes it on. */
export type HeadCount = {
  readonly activityId: string
  readonly people: number
  readonly counterId?: string | undefined
}

/** Why a count is not written down. */
export type CountError = { readonly kind: 'unknown' | 'forbidden' | 'not-running' | 'too-early' | 'not-a-count' }

/** Writes down how many people whoever leads the work counted on site; a later count stands beside the earlier one. */
export const countPeople = (ctx: Ctx, input: HeadCount): Promise<Result<{ readonly countId: string }, CountError>> =>
  inCommand<{ countId: string }, CountError>(ctx, 'countPeople', async (tx) => {
    const { people } = input
    if (!Number.isInteger(people) || people < 0 || people > COUNT_MAX) return err({ kind: 'not-a-count' })
    const activity = await holdActivity(tx, input.activityId, 'share')
    if (activity === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    const counter = await personActing(tx, 'activities:manage', scope, input.counterId)
    if (counter === null) return err({ kind: 'forbidden' })
    if (!isAllowed('attend', activity.state) || activity.form === 'remote') return err({ kind: 'not-running' })
    if (Temporal.Instant.compare(activity.starts_at.subtract({ minutes: EARLY_MINUTES }), tx.now) > 0)
      return err({ kind: 'too-early' })
    const id = rowId(tx)
    await tx.db
      .insertInto('head_counts')
      .values({
        id,
        activity_id: activity.id,
        region_id: activity.region_id,
        people,
        counted_by: counter,
        door: ctx.door,
        counted_at: tx.now,
      })
      .execute()
    const day = tx.now.toZonedDateTimeISO(activity.zone).toPlainDate().toString()
    tx.append(
      peopleCounted.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, countId: id, people, counterId: counter },
        public: { region: activity.region_id, day, kind: activity.kind, door: ctx.door },
      }),
    )
    return ok({ countId: id })
  })
