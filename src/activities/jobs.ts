import { sql } from 'kysely'
import { ok } from '../kit/result'
import { type Ctx, inCommand, type JobDefinition } from '../platform'
import { chaseOverdue, overdueMinutes } from './commands/chase-overdue'
import { finishActivity } from './commands/end-activity'
import { findActivityOfPost, findPost, holdActivity } from './steps/hold-activity'
import { OFFER_LAPSES, offerFreeSlots } from './steps/offer-free-slots'

/** Ends offers of a post whose time is over and offers the seats to who waits next; when nothing is due, nothing happens. */
export const refreshOffers = (ctx: Ctx, input: { readonly postId: string }) =>
  inCommand(ctx, 'refreshOffers', async (tx) => {
    const activityId = await findActivityOfPost(tx.db, input.postId)
    const activity = activityId === undefined ? undefined : await holdActivity(tx, activityId, 'share')
    const post = await findPost(tx.db, input.postId)
    if (activity === undefined || post === undefined) return ok({ offered: 0 })
    return ok({ offered: await offerFreeSlots(tx, activity, post) })
  })

const SWEEP_MAX = 500

/** Looks after everyone who has not checked out. */
async function chaseAll(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT t.id FROM attendances t JOIN posts p ON p.id = t.post_id
    WHERE t.checked_out_at IS NULL AND p.ends_at < ${ctx.clock.now().subtract({ minutes: overdueMinutes.ask }).toString()}
    ORDER BY p.ends_at LIMIT ${SWEEP_MAX}`.execute(ctx.db)
  for (const { id } of rows) await chaseOverdue(ctx, { attendanceId: id })
}

/** Ends what was over a day ago and what nobody ended. */
async function finishAll(ctx: Ctx): Promise<void> {
  const over = await ctx.db
    .selectFrom('activities')
    .select('id')
    .where('state', 'in', ['open', 'closed'])
    .where('ends_at', '<', ctx.clock.now().subtract({ hours: 24 }))
    .orderBy('ends_at')
    .limit(SWEEP_MAX)
    .execute()
  for (const { id } of over) await finishActivity(ctx, { activityId: id })
}

/** Offers whose wake-up was lost with a machine are found by their time. */
async function refreshLapsed(ctx: Ctx): Promise<void> {
  const rows = await ctx.db
    .selectFrom('slots')
    .select('post_id')
    .distinct()
    .where('offered_until', '<', ctx.clock.now())
    .limit(SWEEP_MAX)
    .execute()
  for (const row of rows) await refreshOffers(ctx, { postId: row.post_id })
}

/** Timed work of the room. */
export const activityJobs: readonly JobDefinition<Ctx>[] = [
  {
    name: OFFER_LAPSES,
    everyMinutes: 5,
    run: async (ctx, data) => {
      if (typeof data.postId === 'string') await refreshOffers(ctx, { postId: data.postId })
      else await refreshLapsed(ctx)
    },
  },
  { name: 'activities.overdue', everyMinutes: 5, run: (ctx) => chaseAll(ctx) },
  { name: 'activities.finish', everyMinutes: 60, run: (ctx) => finishAll(ctx) },
]
