import { notePeopleComing, notePeopleNotComing, notePeopleOnTheWay } from '../../needs'
import type { Tx } from '../../platform'
import { isAhead } from '../round'
import { listStops, type RoundRow } from './lock-round'

/** Sooner or later by less is no news to whoever waits. */
const NEWS_MINUTES = 10

/** Entries that telling may write. */
export const tellRecords = ['need.people-coming', 'need.delayed', 'need.visit-cancelled', 'need.on-the-way'] as const

/**
 * Brings what those helped know in line with who goes and when they are there: told once somebody said yes, and again when people or time
 * change. Quiet when nothing is new.
 */
export async function tellHelped(tx: Tx, round: RoundRow): Promise<void> {
  const people = await listPeople(tx, round)
  const runs = round.state === 'sent' || round.state === 'underway'
  const hands = (await listStops(tx, round.id)).filter(({ kind }) => kind === 'hand')
  const known = await listVisits(tx, round.id)
  const ahead = new Set<string>()
  for (const stop of hands) {
    if (!runs || !isAhead(stop.state) || stop.need_id === null || people.length === 0) continue
    ahead.add(stop.need_id)
    const visit = known.find(({ need_id }) => need_id === stop.need_id)
    const isKnown =
      visit !== undefined &&
      visit.state !== 'cancelled' &&
      minutesApart(visit.arrives_at, stop.arrives_at) < NEWS_MINUTES &&
      visit.person_ids.length === people.length &&
      people.every((id) => visit.person_ids.includes(id))
    if (isKnown) continue
    await notePeopleComing(tx, {
      needId: stop.need_id,
      sourceId: round.id,
      organizationId: round.organization_id,
      personIds: people,
      arrivesAt: stop.arrives_at,
    })
  }
  const ended = new Set(hands.filter(({ state }) => state === 'done').map(({ need_id }) => need_id))
  for (const visit of known)
    if (visit.state !== 'cancelled' && visit.state !== 'done' && !ahead.has(visit.need_id) && !ended.has(visit.need_id))
      await notePeopleNotComing(tx, visit.need_id, round.id)
}

/** The next door on the way learns that they have set out for it. */
export async function tellNext(tx: Tx, round: RoundRow): Promise<void> {
  const next = (await listStops(tx, round.id)).find(({ state }) => isAhead(state))
  if (next?.kind === 'hand' && next.need_id !== null) await notePeopleOnTheWay(tx, next.need_id, round.id)
}

async function listPeople(tx: Tx, round: RoundRow): Promise<string[]> {
  if (round.activity_id === null) return []
  const rows = await tx.db
    .selectFrom('assignments')
    .select('volunteer_id')
    .where('activity_id', '=', round.activity_id)
    .where('state', '=', 'live')
    .orderBy('made_at')
    .orderBy('id')
    .limit(10)
    .execute()
  return rows.map((row) => row.volunteer_id)
}

const listVisits = (tx: Tx, roundId: string) =>
  tx.db
    .selectFrom('need_visits')
    .select(['need_id', 'person_ids', 'arrives_at', 'state'])
    .where('source_id', '=', roundId)
    .limit(500)
    .execute()

const minutesApart = (a: Temporal.Instant, b: Temporal.Instant): number =>
  Math.abs(a.epochMilliseconds - b.epochMilliseconds) / 60_000
