import type { Ctx, JobDefinition } from '../../platform'
import { drawCallBacks, tellSeed } from './commands/draw-call-backs'

const BATCH = 200

/** Timed work of receipts: who is called back, and when the seed of a draw is told. */
export const receiptJobs: readonly JobDefinition<Ctx>[] = [
  { name: 'goods.draw-call-backs', everyMinutes: 60, run: draw },
  { name: 'goods.tell-seeds', everyMinutes: 60, run: tell },
]

async function draw(ctx: Ctx): Promise<void> {
  const regions = await ctx.db
    .selectFrom('pledges')
    .select('region_id')
    .distinct()
    .where('delivered', '>', 0)
    .limit(BATCH)
    .execute()
  for (const { region_id } of regions) await drawCallBacks(ctx, region_id)
}

async function tell(ctx: Ctx): Promise<void> {
  const draws = await ctx.db
    .selectFrom('call_back_draws')
    .select('id')
    .where('told_at', 'is', null)
    .orderBy('drawn_at')
    .limit(BATCH)
    .execute()
  for (const { id } of draws) await tellSeed(ctx, id)
}
