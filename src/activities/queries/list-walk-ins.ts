import type { Db } from '../../platform'
import { type WalkInLine, walkInLines } from '../walk-in'
import { countRosters } from './count-rosters'

/** A printed line, and who was entered by it. */
export type WalkIn = WalkInLine & { readonly volunteerId: string | undefined }

/** Empty lines of the printed sheets of an activity, and whose each has become. */
export async function listWalkIns(
  db: Db,
  activityId: string,
  posts: readonly { readonly id: string }[],
): Promise<WalkIn[]> {
  const lines = walkInLines(
    posts.map(({ id }) => id),
    await countRosters(db, activityId),
  )
  if (lines.length === 0) return []
  const rows = await db
    .selectFrom('sheets')
    .select(['number', 'subject_id'])
    .where('kind', '=', 'walk-in')
    .where(
      'number',
      'in',
      lines.map(({ code }) => code),
    )
    .limit(lines.length)
    .execute()
  const taken = new Map(rows.map((row) => [row.number, row.subject_id]))
  return lines.map((line) => ({ ...line, volunteerId: taken.get(line.code) }))
}
