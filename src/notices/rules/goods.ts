import type { Entry } from '../../journal'
import type { Db } from '../../platform'
import { type Pace, type Rule, type Rules, type Told, textOf } from '../told'

/** To the donor of a gift, by the contact they left; once for each kind and `of` (a moment of the gift), however many lines it serves. */
const donor = (giftId: string, kind: string, pace: Pace, of = ''): Told => ({
  to: { giftId },
  kind,
  subject: { kind: 'gift', id: giftId },
  path: '',
  pace,
  values: { giftId },
  dedupe: `${giftId} ${kind} ${of}`,
})

const ofPledge =
  (kind: string, pace: Pace): Rule =>
  async (entry, db) => {
    const giftId = await giftOf(db, entry.subjectId)
    return giftId === undefined ? [] : [donor(giftId, kind, pace)]
  }

async function giftOf(db: Db, pledgeId: string): Promise<string | undefined> {
  const row = await db.selectFrom('gift_pledges').select('gift_id').where('pledge_id', '=', pledgeId).executeTakeFirst()
  return row?.gift_id
}

const GIFTS_MAX = 2000

// Whoever is about to set out for this place.
async function giftsOnTheWay(db: Db, siteId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('pledges as p')
    .innerJoin('gift_pledges as g', 'g.pledge_id', 'p.id')
    .select('g.gift_id')
    .distinct()
    .where('p.site_id', '=', siteId)
    .where('p.awaited', '>', 0)
    .limit(GIFTS_MAX)
    .execute()
  return rows.map((row) => row.gift_id)
}

const released: Rule = async (entry, db) => {
  const cause = textOf(entry, 'cause')
  // What donors took back themselves they know, and what came too few was counted in their presence.
  if (cause !== 'need-ended' && cause !== 'expired') return []
  const giftId = await giftOf(db, entry.subjectId)
  if (giftId === undefined) return []
  return [
    cause === 'expired'
      ? donor(giftId, 'donor-expired', 'later', dayOf(entry))
      : donor(giftId, 'donor-not-needed', 'now', dayOf(entry)),
  ]
}

const dayOf = (entry: Entry): string => String(entry.publicBody.day)

/** Goods: what donors are told before they set out, and what became of what they gave. */
export const goodsRules: Rules = {
  'pledge.made': ofPledge('donor-promised', 'soon'),
  'pledge.received': ofPledge('donor-received', 'later'),
  'pledge.delivered': ofPledge('donor-delivered', 'later'),
  'pledge.released': released,
  'site.state-set': async (entry, db) =>
    entry.body.state === 'open'
      ? []
      : (await giftsOnTheWay(db, entry.subjectId)).map((giftId) => donor(giftId, 'donor-site-shut', 'now', entry.id)),
}
