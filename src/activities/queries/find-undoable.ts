import type { Db } from '../../platform'

/** An answer somebody passed on, as its person sees it by their link. */
export type UndoableAnswer = NonNullable<Awaited<ReturnType<typeof findUndoable>>>

/** An answer with what it was about. */
export const findUndoable = (db: Db, answerId: string) =>
  db
    .selectFrom('answers as w')
    .innerJoin('posts as p', 'p.id', 'w.post_id')
    .innerJoin('activities as a', 'a.id', 'p.activity_id')
    .select([
      'w.id',
      'w.kind',
      'w.undone_at',
      'a.id as activity_id',
      'a.title',
      'a.zone',
      'a.form',
      'a.estimated_minutes',
    ])
    .select(['p.starts_at', 'p.ends_at'])
    .where('w.id', '=', answerId)
    .executeTakeFirst()
