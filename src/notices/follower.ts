import type { Entry, Follower } from '../journal'
import type { Ctx, Db } from '../platform'
import { rules } from './rules/all'
import { tell } from './tell'
import type { Told } from './told'

/** Entries that end an assignment: what was still to be said about it is taken back. */
const endings = new Set([
  'assignment.given-back',
  'assignment.handed-over',
  'assignment.ended-by-change',
  'assignment.ended-by-cancel',
  'assignment.ended-by-organizer',
  'assignment.no-show',
])

/**
 * Turns entries into notices, each once: what it writes commits together with its position. Texts are made later, when a notice is
 * sent or looked at.
 */
export const noticesFollower = (ctx: Ctx): Follower => ({
  name: 'notices',
  durable: true,
  handle: async (entries, db) => {
    const now = ctx.clock.now()
    let untold: (Told & { entryId: string })[] = []
    const tellAll = async (): Promise<void> => {
      await tell(db, untold, now, ctx.ports)
      untold = []
    }
    for (const entry of entries) {
      if (endings.has(entry.kind)) {
        // What was to be told of the same assignment a moment ago is taken back too.
        await tellAll()
        await withdrawUnsent(db, entry.body.assignmentId, now)
      }
      for (const one of await toldBy(ctx, entry, db)) untold.push({ ...one, entryId: entry.id })
    }
    await tellAll()
  },
})

async function toldBy(ctx: Ctx, entry: Entry, db: Db): Promise<readonly Told[]> {
  const rule = rules[entry.kind]
  if (rule === undefined || entry.door === 'simulation' || entry.publicBody.drill === true) return []
  try {
    return await rule(entry, db)
  } catch (cause) {
    // An entry of an older form tells nobody; what the database refuses stops the follower, which then tries again.
    if (!(cause instanceof Error) || 'code' in cause) throw cause
    ctx.log('notices.entry-not-understood', { kind: entry.kind, message: cause.message })
    return []
  }
}

async function withdrawUnsent(db: Db, assignmentId: unknown, now: Temporal.Instant): Promise<void> {
  if (typeof assignmentId !== 'string') return
  await db
    .updateTable('notices')
    .set({ withdrawn_at: now })
    .where('subject_kind', '=', 'assignment')
    .where('subject_id', '=', assignmentId)
    .where('due_at', '>', now)
    .where('withdrawn_at', 'is', null)
    .execute()
}
