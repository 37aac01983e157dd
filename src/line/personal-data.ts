import { sql } from 'kysely'
import { registerEraser, registerExporter } from '../people'
import type { Ctx } from '../platform'

const WORDS_DAYS = 30

/** Erasing a person takes what was said with them, when to ring them and whoever has them now; that calls were made stays, of nobody. */
registerEraser('line', async ({ db }, personId) => {
  const mine = db
    .selectFrom('line_tries')
    .select('id')
    .where('callee_kind', '=', 'person')
    .where('callee_id', '=', personId)
  await db.deleteFrom('line_words').where('try_id', 'in', mine).execute()
  await db.deleteFrom('line_calls').where('callee_kind', '=', 'person').where('callee_id', '=', personId).execute()
  await db.deleteFrom('line_leases').where('callee_kind', '=', 'person').where('callee_id', '=', personId).execute()
})

registerExporter('line', (db, personId) =>
  db
    .selectFrom('line_tries as t')
    .leftJoin('line_words as w', 'w.try_id', 't.id')
    .select(['t.at', 't.outcome', 't.incoming', 'w.words'])
    .where('t.callee_kind', '=', 'person')
    .where('t.callee_id', '=', personId)
    .where('t.undone_at', 'is', null)
    .orderBy('t.at', 'desc')
    .limit(1000)
    .execute(),
)

/** Ends leases that ran out, and what was said thirty days ago or about a request whose data are destroyed. */
export async function forgetCalls({ db, clock }: Ctx): Promise<void> {
  const now = clock.now()
  await db
    .deleteFrom('line_leases')
    .where('until', '<', now.subtract({ hours: 1 }))
    .execute()
  await sql`DELETE FROM line_words w USING line_tries t WHERE t.id = w.try_id AND (w.at < ${now.subtract({ hours: 24 * WORDS_DAYS })}
    OR t.callee_kind = 'need' AND EXISTS (SELECT FROM needs n WHERE n.id = t.callee_id AND n.destroyed_at IS NOT NULL))`.execute(
    db,
  )
}
