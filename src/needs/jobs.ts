import type { Ctx, JobDefinition } from '../platform'
import { lapseClaim } from './commands/claims'
import { closeErased, closeSilent, tellUnmet } from './commands/close-need'
import { destroyNeed } from './commands/destroy-need'
import { remindReferral } from './commands/refer-need'
import { lookAtClaim, STALE_AFTER_HOURS } from './commands/stale-claims'

const BATCH = 500
const SILENT_DAYS = 30

/** Timed work of this room. Wake-ups come at their moment; the sweep finds what a lost wake-up left behind, and what has no moment of its own. */
export const needsJobs: readonly JobDefinition<Ctx>[] = [
  { name: 'needs.tell-unmet', run: async (ctx, { needId }) => void (await tellUnmet(ctx, String(needId))) },
  { name: 'needs.lapse-claim', run: async (ctx, { claimId }) => void (await lapseClaim(ctx, String(claimId))) },
  { name: 'needs.follow-up', run: async (ctx, { referralId }) => void (await remindReferral(ctx, String(referralId))) },
  { name: 'needs.close-erased', run: async (ctx, { needId }) => void (await closeErased(ctx, String(needId))) },
  { name: 'needs.sweep', everyMinutes: 5, run: sweep },
  { name: 'needs.destroy', everyMinutes: 60, erases: true, run: destroyDue },
]

async function sweep(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  const claims = await ctx.db
    .selectFrom('line_claims')
    .select('id')
    .where('state', '=', 'held')
    .where('until', '<=', now)
    .orderBy('until')
    .limit(BATCH)
    .execute()
  for (const { id } of claims) await lapseClaim(ctx, id)
  const still = await ctx.db
    .selectFrom('line_claims')
    .select('id')
    .where('state', '=', 'held')
    .where((eb) => eb(eb.fn.coalesce('stepped_at', 'claimed_at'), '<', now.subtract({ hours: STALE_AFTER_HOURS })))
    .orderBy((eb) => eb.fn.coalesce('stepped_at', 'claimed_at'))
    .limit(BATCH)
    .execute()
  for (const { id } of still) await lookAtClaim(ctx, id)
  const unmet = await ctx.db
    .selectFrom('needs')
    .select('id')
    .where('state', 'in', ['raised', 'verified'])
    .where('told_unmet_at', 'is', null)
    .where('needed_by', '<=', now)
    .orderBy('needed_by')
    .limit(BATCH)
    .execute()
  for (const { id } of unmet) await tellUnmet(ctx, id)
}

async function destroyDue(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  const silent = await ctx.db
    .selectFrom('needs')
    .select('id')
    .where('closed_at', 'is', null)
    .where('needed_by', '<', now.subtract({ hours: SILENT_DAYS * 24 }))
    .orderBy('needed_by')
    .limit(BATCH)
    .execute()
  for (const { id } of silent) await closeSilent(ctx, id)
  const closed = await ctx.db
    .selectFrom('needs')
    .select('id')
    .where('destroyed_at', 'is', null)
    .where('closed_at', 'is not', null)
    .orderBy('closed_at')
    .limit(BATCH)
    .execute()
  for (const { id } of closed) await destroyNeed(ctx, id)
}
