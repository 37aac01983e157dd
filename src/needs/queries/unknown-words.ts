import { sql } from 'kysely'
import type { Db } from '../../platform'

/** A wording that named nothing in the catalogue, and how many lines said it. */
export type UnknownWords = { readonly words: string; readonly lines: number; readonly open: number }

const SHOWN_MAX = 100

/**
 * Wordings of lines that nobody has recognised yet, most often said first; capitals aside. What was destroyed with its need is gone from
 * here too. Served by need_lines_unknown_idx.
 */
export const listUnknownWords = (db: Db, regions: readonly string[] | 'all'): Promise<UnknownWords[]> =>
  db
    .selectFrom('need_lines')
    .select(sql<string>`lower(words)`.as('words'))
    .select(({ fn }) => fn.countAll<number>().as('lines'))
    .select(sql<number>`count(*) FILTER (WHERE open > 0)::int`.as('open'))
    .where('kind', '=', 'words')
    .where('words', '<>', '')
    .$if(regions !== 'all', (query) => query.where('region_id', 'in', regions === 'all' ? [] : [...regions, '']))
    .groupBy(sql`lower(words)`)
    .orderBy('lines', 'desc')
    .orderBy('words')
    .limit(SHOWN_MAX)
    .execute()
