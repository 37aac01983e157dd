import { sql } from 'kysely'
import type { AskPerson } from '../../allocation'
import type { Db } from '../../platform'
import { loadCandidates } from '../../volunteers'
import type { AskNumbers } from './ask-numbers'

const MINUTE_MS = 60_000
const RECENT_MINUTES = 28 * 1440

/** For so long after it is filled an index may be asked: what it knows of recent load holds until then. */
export const askableMinutes = 48 * 60

/** Active volunteers of these, by id, as the index knows them. */
export async function readAskable(
  db: Db,
  ids: readonly string[],
  numbers: AskNumbers,
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, AskPerson>> {
  const active = await listActive(db, ids)
  const span = { from: instantAt(numbers.start), to: instantAt(numbers.end) }
  const people = await loadCandidates(db, { ids: active, ...span, limit: 20_000 }, now)
  const minute = Math.floor(now.epochMilliseconds / MINUTE_MS)
  return new Map(
    people.map((person) => {
      const worked = workedBetween(person.occupied, numbers.start + askableMinutes - RECENT_MINUTES, minute)
      return [person.id, numbers.toPerson(person, worked)]
    }),
  )
}

const instantAt = (minute: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(minute * MINUTE_MS)

const listActive = async (db: Db, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('volunteers')
    .select('id')
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('state', '=', 'active')
    .where('interested_only', '=', false)
    .limit(20_000)
    .execute()
  return rows.map(({ id }) => id)
}

function workedBetween(
  occupied: readonly { readonly start: number; readonly end: number; readonly work: boolean }[],
  from: number,
  to: number,
): number {
  let worked = 0
  // Beginnings and ends come rounded outwards, to the minute.
  for (const { start, end, work } of occupied)
    if (work) worked += Math.max(0, Math.min(end, to) - Math.max(start, from) - 2)
  return worked
}
