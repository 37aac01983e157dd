import type { Ctx, JobDefinition } from '../../platform'
import { lapseAsk } from './commands/ask-for-goods'

const BATCH = 200

/** Timed work of hand-overs: an ask without a word lapses at its moment; the sweep finds what a lost wake-up left behind. */
export const handOverJobs: readonly JobDefinition<Ctx>[] = [
  { name: 'goods.lapse-ask', run: async (ctx, { askId }) => void (await lapseAsk(ctx, String(askId))) },
  {
    name: 'goods.lapse-asks',
    everyMinutes: 60,
    run: async (ctx) => {
      const late = await ctx.db
        .selectFrom('goods_asks')
        .select('id')
        .where('state', '=', 'asked')
        .where('until', '<=', ctx.clock.now())
        .orderBy('until')
        .limit(BATCH)
        .execute()
      for (const { id } of late) await lapseAsk(ctx, id)
    },
  },
]
