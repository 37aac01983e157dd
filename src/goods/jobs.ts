import type { Ctx, JobDefinition } from '../platform'
import { destroyDonor, overBefore } from './commands/destroy-donor'
import { expirePledge, releaseForEnded } from './commands/release-pledge'

const BATCH = 500

/** Timed work of this room: a wake-up at the end of a promise, and a sweep for what a lost wake-up left behind. */
export const goodsJobs: readonly JobDefinition<Ctx>[] = [
  { name: 'goods.expire-pledge', run: async (ctx, { pledgeId }) => void (await expirePledge(ctx, String(pledgeId))) },
  { name: 'goods.sweep', everyMinutes: 5, run: sweep },
  { name: 'goods.destroy', everyMinutes: 60, erases: true, run: destroyDue },
]

async function sweep(ctx: Ctx): Promise<void> {
  const late = await ctx.db
    .selectFrom('pledges')
    .select('id')
    .where('awaited', '>', 0)
    .where('until', '<=', ctx.clock.now())
    .orderBy('until')
    .limit(BATCH)
    .execute()
  for (const { id } of late) await expirePledge(ctx, id)
  const ended = await ctx.db
    .selectFrom('pledges as p')
    .innerJoin('needs as n', 'n.id', 'p.need_id')
    .select('p.id')
    .where((eb) => eb.or([eb('p.awaited', '>', 0), eb('p.at_site', '>', 0)]))
    .where('n.closed_at', 'is not', null)
    .orderBy('p.id')
    .limit(BATCH)
    .execute()
  for (const { id } of ended) await releaseForEnded(ctx, id)
}

async function destroyDue(ctx: Ctx): Promise<void> {
  const over = await ctx.db
    .selectFrom('pledges as p')
    .select('p.id')
    .where('p.until', '<', overBefore(ctx.clock.now()))
    .where('p.awaited', '=', 0)
    .where('p.donor_forgotten_at', 'is', null)
    .orderBy('p.until')
    .limit(BATCH)
    .execute()
  for (const { id } of over) await destroyDonor(ctx, id)
}
