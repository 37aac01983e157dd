import { parseReference } from '../../kit/reference'
import type { Db } from '../../platform'

/** An ask by the short code that its message carried, as typed by a person; undefined when the code is wrong or unknown. */
export async function findAskByCode(
  db: Db,
  typed: string,
): Promise<{ readonly id: string; readonly volunteerId: string; readonly postId: string } | undefined> {
  const code = parseReference(typed)
  if (code === undefined) return undefined
  const row = await db
    .selectFrom('asks')
    .select(['id', 'volunteer_id', 'post_id'])
    .where('code', '=', code)
    .executeTakeFirst()
  return row === undefined ? undefined : { id: row.id, volunteerId: row.volunteer_id, postId: row.post_id }
}
