import type { Db } from '../../platform'
import type { Held } from './claim'

/** How long a notice is kept that no way led out for. */
const KEEP_DAYS = 14

type Saying = Pick<Held, 'kind' | 'subjectId' | 'personId' | 'values' | 'dueAt' | 'withdrawn' | 'seen'>

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
  return (await isSettled(db, held)) ? 'settled-already' : undefined
}

const ofPresence = new Set(['are-you-safe', 'not-checked-out', 'not-checked-out-officer'])

// An alarm that somebody has seen to meanwhile frightens at the next door for nothing.
async function isSettled(db: Db, { kind, subjectId }: Saying): Promise<boolean> {
  if (ofPresence.has(kind)) {
    const row = await db
      .selectFrom('attendances')
      .select('checked_out_at')
      .where('id', '=', subjectId)
      .executeTakeFirst()
    return row !== undefined && row.checked_out_at !== null
  }
  if (kind === 'danger') {
    const row = await db
      .selectFrom('needs')
      .select(['danger_seen_by', 'closed_at'])
      .where('id', '=', subjectId)
      .executeTakeFirst()
    return row !== undefined && (row.danger_seen_by !== null || row.closed_at !== null)
  }
  if (kind === 'message-danger') {
    const row = await db
      .selectFrom('inbound_messages')
      .select('handled_at')
      .where('id', '=', subjectId)
      .executeTakeFirst()
    return row !== undefined && row.handled_at !== null
  }
  return false
}
