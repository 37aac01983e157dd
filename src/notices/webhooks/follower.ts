import type { Entry, Follower } from '../../journal'
import { newId } from '../../kit/ids'
import type { Ctx } from '../../platform'

/** Puts every public entry into the queue of each webhook that asked for its kind, once, together with its own position. */
export const webhooksFollower = (ctx: Ctx): Follower => ({
  name: 'webhooks',
  durable: true,
  handle: async (entries, db) => {
    const now = ctx.clock.now()
    const spoken = entries.filter(saysSomething)
    if (spoken.length === 0) return
    const hooks = await db
      .selectFrom('webhooks')
      .select(['id', 'kinds', 'region_id', 'created_at'])
      .where('ended_at', 'is', null)
      .limit(5000)
      .execute()
    for (const hook of hooks) {
      const kinds = new Set(hook.kinds)
      const wanted = spoken.filter(
        (entry) =>
          kinds.has(entry.kind) &&
          (hook.region_id === null || entry.regionId === hook.region_id) &&
          Temporal.Instant.compare(entry.at, hook.created_at) >= 0,
      )
      if (wanted.length === 0) continue
      await db
        .insertInto('webhook_deliveries')
        .values(
          wanted.map((entry) => ({
            id: newId(),
            webhook_id: hook.id,
            position: entry.position,
            next_try_at: now,
            state: 'waiting',
          })),
        )
        .onConflict((conflict) => conflict.columns(['webhook_id', 'position']).doNothing())
        .execute()
    }
  },
})

const saysSomething = (entry: Entry): boolean => Object.keys(entry.publicBody).length > 0
