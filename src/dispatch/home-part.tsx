import type { HomePart } from '../volunteers'
import { AskCard } from './pages/ask-card'
import { listWaitingAsks } from './queries/find-ask'

/** The asks that wait for a person, on top of their home. */
export const homePart: HomePart = {
  name: 'dispatch',
  waiting: async (ctx, v, personId) => {
    const asks = await listWaitingAsks(ctx.db, personId, ctx.clock.now())
    return asks.map((ask) => ({ urgency: 100, card: <AskCard v={v} ask={ask} /> }))
  },
}
