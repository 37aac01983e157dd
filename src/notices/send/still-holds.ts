import type { Db } from '../../platform'
import type { Held } from './claim'

/** How long a notice is kept that no way led out for. */
const KEEP_DAYS = 14

type Saying = Pick<Held, 'kind' | 'personId' | 'values' | 'dueAt' | 'withdrawn' | 'seen'>

/** Why a notice need not be said any more, or undefined while it holds. State and time are read anew at the moment of sending. */
export async function outdated(db: Db, held: Saying, now: Temporal.Instant): Promise<string | undefined> {
  const { values } = held
  if (held.withdrawn) return 'withdrawn'
  if (held.seen) return 'seen'
  if (held.dueAt.add({ hours: 24 * KEEP_DAYS }).epochMilliseconds < now.epochMilliseconds) return 'kept-too-long'
  if (values.until !== undefined && Temporal.Instant.compare(Temporal.Instant.from(values.until), now) <= 0)
    return 'too-late'
  if (values.assignmentId !== undefined) {
    const row = await db
      .selectFrom('assignments')
      .select(['state', 'starts_at'])
      .where('id', '=', values.assignmentId)
      .executeTakeFirst()
    if (row?.state !== 'live') return 'no-longer-assigned'
    if (values.startsAt !== undefined && row.starts_at.toString() !== values.startsAt) return 'time-changed'
  }
  if (values.askId !== undefined) {
    const row = await db.selectFrom('asks').select('state').where('id', '=', values.askId).executeTakeFirst()
    if (row?.state !== 'asked') return 'answered-already'
  }
  if (held.kind === 'seat-offered' && values.postId !== undefined && held.personId !== null) {
    const row = await db
      .selectFrom('waiting_list')
      .select('state')
      .where('post_id', '=', values.postId)
      .where('volunteer_id', '=', held.personId)
      .executeTakeFirst()
    if (row?.state !== 'offered') return 'offer-over'
  }
  return undefined
}
