import { sql } from 'kysely'
import { type Belief, groupBelief, heardWithin, historyDays, type PastAsk, personBelief } from '../../allocation'
import type { Db } from '../../platform'
import { medianMinutesOf } from '../pace-wave'

/** States of an ask that tell how ready somebody is. Own words, another time, and asks taken back tell nothing of a person. */
const telling = ['yes', 'full', 'no', 'silent']
/** Of a group, that its answers take no seat is told by these too: without them waves would reckon with more yeses than come. */
const tellingOfGroup = [...telling, 'words', 'yes-from', 'withdrawn']
const GROUP_ASKS_MAX = 2000
const OWN_ASKS_MAX = 20_000

const minutes = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 60_000)
const toPast = (row: { readonly asked_at: Temporal.Instant; readonly state: string }): PastAsk => ({
  at: minutes(row.asked_at),
  yes: row.state === 'yes' || row.state === 'full',
})

type GroupRow = {
  readonly asked_at: Temporal.Instant
  readonly answer_by: Temporal.Instant
  readonly answered_at: Temporal.Instant | null
  readonly withdrawn_at: Temporal.Instant | null
  readonly state: string
}

/**
 * What an ask tells of a group: whether a yes came in time. One that was taken back tells as much of a no as the silence until then; left out,
 * those who answer quickly would weigh more than those who do not.
 */
function toPastOfGroup({ answered_at, withdrawn_at, answer_by, ...row }: GroupRow): PastAsk {
  const past = toPast(row)
  if (withdrawn_at === null) return { ...past, yes: past.yes && (answered_at?.since(answer_by).sign ?? 0) <= 0 }
  const median = medianMinutesOf(answer_by.since(row.asked_at).total('minutes'))
  return { ...past, told: heardWithin(withdrawn_at.since(row.asked_at).total('minutes'), median) }
}

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
    .select(['asked_at', 'answer_by', 'answered_at', 'withdrawn_at', 'state'])
    .where('region_id', '=', asked.regionId)
    .where('kind', '=', asked.kind)
    .where('asked_at', '>', since)
    .where('state', 'in', tellingOfGroup)
    // When those of an earlier version were taken back is not known.
    .where((eb) => eb.or([eb('state', '<>', 'withdrawn'), eb('withdrawn_at', 'is not', null)]))
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
  const group = groupBelief(groupRows.map(toPastOfGroup), minutes(now))
  return (volunteerId) => personBelief(group, (own.get(volunteerId) ?? []).map(toPast), minutes(now))
}
