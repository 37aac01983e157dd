import { sql } from 'kysely'
import { type Belief, groupBelief, historyDays, type PastAsk, personBelief } from '../../allocation'
import type { Db } from '../../platform'

/** States of an ask that tell how ready somebody is. Own words, another time, and asks taken back tell nothing of a person. */
const telling = ['yes', 'full', 'no', 'silent']
/** Of a group, that its answers take no seat is told by these too: without them waves would reckon with more yeses than come. */
const tellingOfGroup = [...telling, 'words', 'yes-from']
const GROUP_ASKS_MAX = 2000
const OWN_ASKS_MAX = 20_000

const minutes = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 60_000)
const toPast = (row: { readonly asked_at: Temporal.Instant; readonly state: string }): PastAsk => ({
  at: minutes(row.asked_at),
  yes: row.state === 'yes' || row.state === 'full',
})

/**
 * What to believe of each person's next answer: their own asks of the last six months since they last began anew, contested ones left out,
 * drawn towards how often anyone asked for the same kind of work in the same region takes a seat. Two queries, by asks_group_idx and asks_volunteer_idx.
 */
export async function readBeliefs(
  db: Db,
  asked: { readonly regionId: string; readonly kind: string; readonly ids: readonly string[] },
  now: Temporal.Instant,
): Promise<(volunteerId: string) => Belief> {
  const since = now.subtract({ hours: historyDays.gone * 24 })
  const groupRows = await db
    .selectFrom('asks')
    .select(['asked_at', 'state'])
    .where('region_id', '=', asked.regionId)
    .where('kind', '=', asked.kind)
    .where('asked_at', '>', since)
    .where('state', 'in', tellingOfGroup)
    .where('contested_at', 'is', null)
    .orderBy('asked_at', 'desc')
    .limit(GROUP_ASKS_MAX)
    .execute()
  const ownRows =
    asked.ids.length === 0
      ? []
      : await db
          .selectFrom('asks as a')
          .innerJoin('volunteers as v', 'v.id', 'a.volunteer_id')
          .select(['a.volunteer_id', 'a.asked_at', 'a.state'])
          .where(sql<boolean>`a.volunteer_id = any(${asked.ids}::uuid[])`)
          .where('a.asked_at', '>', since)
          .where('a.state', 'in', telling)
          .where('a.contested_at', 'is', null)
          .where((eb) =>
            eb.or([eb('v.history_reset_at', 'is', null), eb('a.asked_at', '>=', eb.ref('v.history_reset_at'))]),
          )
          .orderBy('a.asked_at', 'desc')
          .limit(OWN_ASKS_MAX)
          .execute()
  const own = Map.groupBy(ownRows, (row) => row.volunteer_id)
  const group = groupBelief(groupRows.map(toPast), minutes(now))
  return (volunteerId) => personBelief(group, (own.get(volunteerId) ?? []).map(toPast), minutes(now))
}
