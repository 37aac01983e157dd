import { type Db, makeSecretLink } from '../platform'
import { ASK_LINK } from './ask'

/**
 * Makes the link by which the person asked answers without signing in; it lives until the work ends. Each message carries one of its own.
 * @returns the path, `/a/<secret>`; undefined for an ask that does not exist or whose work is over
 */
export async function makeAskLink(db: Db, askId: string, now: Temporal.Instant): Promise<string | undefined> {
  const ask = await db
    .selectFrom('asks as q')
    .innerJoin('posts as p', 'p.id', 'q.post_id')
    .select(['q.volunteer_id', 'p.ends_at'])
    .where('q.id', '=', askId)
    .executeTakeFirst()
  if (ask === undefined || Temporal.Instant.compare(ask.ends_at, now) <= 0) return undefined
  const secret = await makeSecretLink(
    db,
    { purpose: ASK_LINK, subjectId: askId, personId: ask.volunteer_id, expiresAt: ask.ends_at },
    now,
  )
  return `/a/${secret}`
}
