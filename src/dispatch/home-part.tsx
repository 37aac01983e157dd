import { recordLooks } from '../platform'
import type { HomePart } from '../volunteers'
import { AskCard, CompanionCard } from './pages/ask-card'
import { listWaitingAsks } from './queries/find-ask'

/** The asks that wait for a person, on top of their home; below them those they may answer as a companion, which counts as a look. */
export const homePart: HomePart = {
  name: 'dispatch',
  waiting: async (ctx, v, personId) => {
    const asks = await listWaitingAsks(ctx.db, personId, ctx.clock.now())
    const looks = asks
      .filter((ask) => ask.volunteer_id !== personId)
      .map((ask) => ({
        subjectPersonId: ask.volunteer_id,
        subjectKind: 'ask',
        subjectId: ask.id,
        what: ['name'],
      }))
    await recordLooks(ctx.db, ctx, looks)
    return asks.map((ask) =>
      ask.volunteer_id === personId
        ? { urgency: 100, card: <AskCard v={v} ask={ask} /> }
        : { urgency: 95, card: <CompanionCard v={v} ask={ask} /> },
    )
  },
}
