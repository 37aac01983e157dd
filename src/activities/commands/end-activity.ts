import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { endWork, release } from '../../volunteers'
import { dayIn, isAllowed } from '../activity'
import { activityCancelled, activityClosed, activityDone, waitingLapsed } from '../entries'
import { publicWhen, servesPerson } from '../public-grain'
import { findPost, type HeldActivity, holdActivity } from '../steps/hold-activity'
import { holdWithEveryone } from '../steps/hold-everyone'
import { leaveSeat, listLive } from '../steps/leave-seat'
import { personalPublic } from '../steps/seat'

/** Why an activity goes on; `open-attendance` means somebody is still recorded as present. */
export type EndError = { readonly kind: 'unknown' | 'forbidden' | 'not-allowed' | 'not-begun' | 'open-attendance' }

const mayManage = (ctx: Ctx, activity: HeldActivity): boolean =>
  may(ctx, 'activities:manage', { organizationId: activity.organization_id, regionId: activity.region_id })

/** Calls an activity off: everyone's time is free at once, everyone is told. @returns how many had a seat */
export const cancelActivity = (
  ctx: Ctx,
  input: { readonly activityId: string; readonly words?: string | undefined },
): Promise<Result<{ readonly freed: number }, EndError>> =>
  inCommand<{ freed: number }, EndError>(ctx, 'cancelActivity', async (tx) => {
    const held = await holdWithEveryone(tx, input.activityId)
    if (held === undefined) return err({ kind: 'unknown' })
    const { activity, live } = held
    if (!mayManage(ctx, activity)) return err({ kind: 'forbidden' })
    if (!isAllowed('cancel', activity.state)) return err({ kind: 'not-allowed' })
    const posts = new Map<string, NonNullable<Awaited<ReturnType<typeof findPost>>>>()
    for (const assignment of live) {
      const post = posts.get(assignment.post_id) ?? (await findPost(tx.db, assignment.post_id))
      if (post === undefined) continue
      posts.set(post.id, post)
      await leaveSeat(tx, activity, post, assignment, { state: 'ended-by-cancel' })
    }
    await endWaiting(tx, activity)
    await tx.db
      .updateTable('activities')
      .set({ state: 'cancelled', ended_at: tx.now, end_words: input.words?.slice(0, 2000) ?? null })
      .where('id', '=', activity.id)
      .execute()
    tx.append(
      activityCancelled.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, needId: activity.need_id, freed: live.length },
        public: {
          region: activity.region_id,
          activity: activity.id,
          organization: activity.organization_id,
          kind: activity.kind,
          ...(servesPerson(activity)
            ? { day: dayIn(activity.starts_at, activity.zone) }
            : { startsAt: activity.starts_at.toString() }),
        },
      }),
    )
    return ok({ freed: live.length })
  })

// Whoever waits or holds an offer is told that there is nothing to wait for.
async function endWaiting(tx: Tx, activity: HeldActivity): Promise<void> {
  await tx.db
    .updateTable('slots')
    .set({ offered_to: null, held_for: null, lot_id: null, offered_until: null })
    .where('activity_id', '=', activity.id)
    .where('offered_until', 'is not', null)
    .execute()
  const { rows } = await sql<{ post_id: string; volunteer_id: string; starts_at: Temporal.Instant }>`
    UPDATE waiting_list w SET state = 'lapsed' FROM posts p
    WHERE p.activity_id = ${activity.id} AND w.post_id = p.id AND w.state IN ('waiting', 'offered')
    RETURNING w.post_id, w.volunteer_id, p.starts_at`.execute(tx.db)
  for (const row of rows) {
    tx.append(
      waitingLapsed.entry({
        subjectId: row.post_id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, postId: row.post_id, volunteerId: row.volunteer_id, groupId: null },
        public: personalPublic(activity, row),
      }),
    )
  }
}

/** Ends sign-ups; the work itself goes on. */
export const closeActivity = (ctx: Ctx, input: { readonly activityId: string }): Promise<Result<null, EndError>> =>
  inCommand<null, EndError>(ctx, 'closeActivity', async (tx) => {
    const activity = await holdActivity(tx, input.activityId, 'change')
    if (activity === undefined) return err({ kind: 'unknown' })
    if (!mayManage(ctx, activity)) return err({ kind: 'forbidden' })
    if (!isAllowed('close', activity.state)) return err({ kind: 'not-allowed' })
    await endWaiting(tx, activity)
    await tx.db.updateTable('activities').set({ state: 'closed' }).where('id', '=', activity.id).execute()
    tx.append(
      activityClosed.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id },
        public: {
          region: activity.region_id,
          activity: activity.id,
          organization: activity.organization_id,
          kind: activity.kind,
        },
      }),
    )
    return ok(null)
  })

/**
 * Ends an activity that has begun: who came took part; of the others nobody knows, which is neither praise nor blame.
 * Refused while somebody is still checked in.
 */
export const finishActivity = (
  ctx: Ctx,
  input: { readonly activityId: string },
): Promise<Result<{ readonly came: number }, EndError>> =>
  inCommand<{ came: number }, EndError>(ctx, 'finishActivity', async (tx) => {
    const held = await holdWithEveryone(tx, input.activityId)
    if (held === undefined) return err({ kind: 'unknown' })
    const { activity } = held
    if (!mayManage(ctx, activity)) return err({ kind: 'forbidden' })
    if (!isAllowed('finish', activity.state)) return err({ kind: 'not-allowed' })
    if (Temporal.Instant.compare(activity.starts_at, tx.now) > 0) return err({ kind: 'not-begun' })
    const attended = await tx.db
      .selectFrom('attendances')
      .select(['volunteer_id', 'post_id', 'checked_out_at'])
      .where('activity_id', '=', activity.id)
      .limit(100_000)
      .execute()
    if (attended.some((one) => one.checked_out_at === null)) return err({ kind: 'open-attendance' })
    const came = new Set(attended.map((one) => `${one.volunteer_id} ${one.post_id}`))
    let unknown = 0
    for (const assignment of await listLive(tx, activity.id)) {
      const wasThere = came.has(`${assignment.volunteer_id} ${assignment.post_id}`)
      if (!wasThere) unknown++
      await tx.db
        .updateTable('assignments')
        .set({ state: wasThere ? 'done' : 'unknown', ended_at: tx.now })
        .where('id', '=', assignment.id)
        .execute()
      await (wasThere ? endWork(tx, assignment.id) : release(tx, assignment.id))
    }
    await endWaiting(tx, activity)
    const { noShows } = await tx.db
      .selectFrom('assignments')
      .select((eb) => eb.fn.countAll<number>().as('noShows'))
      .where('activity_id', '=', activity.id)
      .where('state', '=', 'no-show')
      .executeTakeFirstOrThrow()
    await tx.db
      .updateTable('activities')
      .set({ state: 'done', ended_at: tx.now })
      .where('id', '=', activity.id)
      .execute()
    const people = new Set(attended.map((one) => one.volunteer_id)).size
    tx.append(
      activityDone.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, needId: activity.need_id, came: people, noShows, unknown },
        public: {
          region: activity.region_id,
          activity: activity.id,
          organization: activity.organization_id,
          kind: activity.kind,
          ...publicWhen(activity, { startsAt: activity.starts_at, endsAt: activity.ends_at }),
        },
      }),
    )
    return ok({ came: people })
  })
