import type { Entry } from '../../journal'
import type { Db } from '../../platform'

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const SEATED_MAX = 100_000

/** As much of an entry as says whom it may have changed. */
export type Naming = Pick<Entry, 'kind' | 'subjectId' | 'body'>

/**
 * Every id that entries name: whoever they may have changed is among them. Work that is done gives the time of everybody in it back and
 * names nobody, so its people are looked up.
 */
export async function listNamed(db: Db, entries: readonly Naming[]): Promise<string[]> {
  const named = new Set(
    entries.flatMap(({ subjectId, body }) => `${subjectId} ${JSON.stringify(body)}`.match(ids) ?? []),
  )
  const done = entries.filter(({ kind }) => kind === 'activity.done').map(({ subjectId }) => subjectId)
  if (done.length === 0) return [...named]
  const seated = await db
    .selectFrom('assignments')
    .select('volunteer_id')
    .distinct()
    .where('activity_id', 'in', done)
    .limit(SEATED_MAX)
    .execute()
  for (const { volunteer_id } of seated) named.add(volunteer_id)
  return [...named]
}
