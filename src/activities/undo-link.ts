import { type Db, makeSecretLink } from '../platform'

/** Purpose of the links by which a person takes back what somebody said for them. */
export const UNDO_LINK = 'answer-undo'

/**
 * Makes the link by which a person takes back an answer passed on for them, without signing in; it lives until the work begins.
 * @returns the path, `/undo/<secret>`; undefined for an answer that does not exist or whose work has begun
 */
export async function makeUndoLink(db: Db, answerId: string, now: Temporal.Instant): Promise<string | undefined> {
  const answer = await db
    .selectFrom('answers as w')
    .innerJoin('posts as p', 'p.id', 'w.post_id')
    .select(['w.volunteer_id', 'p.starts_at'])
    .where('w.id', '=', answerId)
    .executeTakeFirst()
  if (answer === undefined || Temporal.Instant.compare(answer.starts_at, now) <= 0) return undefined
  const link = { purpose: UNDO_LINK, subjectId: answerId, personId: answer.volunteer_id, expiresAt: answer.starts_at }
  return `/undo/${await makeSecretLink(db, link, now)}`
}
