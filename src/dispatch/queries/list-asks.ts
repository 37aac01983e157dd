import { sql } from 'kysely'
import { type Ctx, type Db, type Look, recordLooks } from '../../platform'

/** A call-out as its drawer shows it. */
export type CallOutView = NonNullable<Awaited<ReturnType<typeof findCallOut>>>

/** The latest call-out of a post, running or not. Served by call_outs_post_idx. */
export const findCallOut = (db: Db, postId: string) =>
  db
    .selectFrom('call_outs')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A person asked, as the coordinator sees them: first name, what they said, word for word. */
export type AskedRow = Awaited<ReturnType<typeof listAsked>>[number]

/** Everyone asked for a post, those who said something first, at most 200. Served by asks_post_idx. */
export const listAsked = (db: Db, postId: string) =>
  db
    .selectFrom('asks as q')
    .innerJoin('people as p', 'p.id', 'q.volunteer_id')
    .leftJoin('answers as w', 'w.id', 'q.answer_id')
    .leftJoin('answer_words as said', 'said.answer_id', 'q.answer_id')
    .select([
      'q.id',
      'q.code',
      'q.volunteer_id',
      'q.call_out_id',
      'q.state',
      'q.wave',
      'q.why',
      'q.chance_permille',
      'q.asked_at',
      'q.answer_by',
      'q.answered_at',
      'w.yes_from',
      'said.words',
      sql<string | null>`split_part(p.name, ' ', 1)`.as('name'),
      sql<boolean>`(w.author_id IS NOT NULL AND w.author_id <> q.volunteer_id)`.as('conveyed'),
    ])
    .where('q.post_id', '=', postId)
    .orderBy(
      sql`CASE q.state WHEN 'words' THEN 0 WHEN 'yes-from' THEN 1 WHEN 'asked' THEN 2 WHEN 'yes' THEN 3 WHEN 'full' THEN 4 WHEN 'silent' THEN 5 WHEN 'no' THEN 6 ELSE 7 END`,
    )
    .orderBy('q.asked_at', 'desc')
    .limit(200)
    .execute()

/** What a coordinator sees of a person asked. */
export const lookOf = (row: AskedRow): Look => ({
  subjectPersonId: row.volunteer_id,
  subjectKind: 'ask',
  subjectId: row.id,
  what: row.words === null ? ['name'] : ['name', 'words'],
})

/** {@link listAsked} for a coordinator's page, each look recorded. */
export async function lookAtAsked(ctx: Ctx, postId: string): Promise<AskedRow[]> {
  const rows = await listAsked(ctx.db, postId)
  await recordLooks(ctx.db, ctx, rows.map(lookOf))
  return rows
}
