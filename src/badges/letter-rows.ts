import type { Db } from '../platform'
import type { LetterView, Worker, WrittenLetter } from './pages/letter-pages'

/** Letters about a person that wait or were kept, the newest first, at most 100. */
export async function listLettersOf(db: Db, volunteerId: string): Promise<LetterView[]> {
  const rows = await db
    .selectFrom('letters as l')
    .innerJoin('activities as a', 'a.id', 'l.activity_id')
    .innerJoin('organizations as o', 'o.id', 'l.organization_id')
    .innerJoin('people as p', 'p.id', 'l.author_id')
    .select(['l.id', 'l.words', 'l.state', 'l.written_at', 'a.title', 'o.name as organization', 'p.name as author'])
    .where('l.volunteer_id', '=', volunteerId)
    .where('l.state', 'in', ['offered', 'kept'])
    .orderBy('l.written_at', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ written_at, ...row }) => ({ ...row, writtenAt: written_at }))
}

/** Letters somebody wrote for people of an activity and did not withdraw, whatever became of them, the newest first, at most 200. */
export async function listWritten(db: Db, authorId: string, activityId: string): Promise<WrittenLetter[]> {
  const rows = await db
    .selectFrom('letters as l')
    .innerJoin('people as p', 'p.id', 'l.volunteer_id')
    .select(['l.id', 'l.words', 'l.written_at', 'p.name'])
    .where('l.author_id', '=', authorId)
    .where('l.activity_id', '=', activityId)
    .where('l.state', 'in', ['offered', 'kept'])
    .orderBy('l.written_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ written_at, ...row }) => ({ ...row, writtenAt: written_at }))
}

/** Who worked in an activity and still has an account, by name, at most 500. */
export const listWorkers = async (db: Db, activityId: string): Promise<Worker[]> => {
  const rows = await db
    .selectFrom('contributions as c')
    .innerJoin('people as p', 'p.id', 'c.volunteer_id')
    .select(['p.id', 'p.name'])
    .distinct()
    .where('c.activity_id', '=', activityId)
    .where('p.state', '=', 'active')
    .orderBy('p.name')
    .limit(500)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name ?? '' }))
}
