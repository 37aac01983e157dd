import type { HomePart } from '../volunteers'
import { AskCard, OfferCard } from './pages'
import { findWish, listCompanionAsks } from './queries'

const [ASKED, OFFERED] = [85, 92]

/** Who is asked to be a companion, and who has been offered one, finds it on their home. */
export const homePart: HomePart = {
  name: 'pairing',
  waiting: async ({ db }, v, personId) => {
    const [asks, wish] = [await listCompanionAsks(db, personId), await findWish(db, personId)]
    return [
      ...asks.map((ask) => ({ urgency: ASKED, card: <AskCard v={v} ask={ask} /> })),
      ...(wish?.state === 'offered' ? [{ urgency: OFFERED, card: <OfferCard v={v} wish={wish} /> }] : []),
    ]
  },
}
