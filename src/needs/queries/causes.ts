import { sql } from 'kysely'
import { isId } from '../../kit/ids'
import type { Db } from '../../platform'

/** How many needs of a place named a cause. */
export type CauseCount = {
  readonly region_id: string
  readonly district_id: string | null
  readonly cause: string
  readonly needs: number
}

/** Needs that named each cause in the last year, by district. Served by need_causes_region_idx. */
export async function countCauses(db: Db, regionId: string | undefined, now: Temporal.Instant): Promise<CauseCount[]> {
  let query = db
    .selectFrom('need_causes as c')
    .innerJoin('needs as n', 'n.id', 'c.need_id')
    .select(['c.region_id', 'c.district_id', 'c.cause', sql<number>`count(DISTINCT c.need_id)::int`.as('needs')])
    .where('c.said_at', '>=', now.subtract({ hours: 365 * 24 }))
    .where('n.drill', '=', false)
    .groupBy(['c.region_id', 'c.district_id', 'c.cause'])
    .limit(5000)
  if (regionId !== undefined) query = query.where('c.region_id', '=', regionId)
  return query.execute()
}

/** An authority's answer: dated, signed by its office through whoever wrote it. */
export type CauseAnswer = {
  readonly region_id: string
  readonly district_id: string | null
  readonly cause: string
  readonly words: string
  readonly answered_at: Temporal.Instant
}

/** Answers of the authorities, the latest first; at most 200. Served by cause_answers_idx. */
export async function listAnswers(db: Db, regionId: string | undefined): Promise<CauseAnswer[]> {
  let query = db
    .selectFrom('cause_answers')
    .select(['region_id', 'district_id', 'cause', 'words', 'answered_at'])
    .orderBy('answered_at', 'desc')
    .limit(200)
  if (regionId !== undefined) query = query.where('region_id', '=', regionId)
  return query.execute()
}

/** Whether this person answered a post for this need, so that they may say what would have made it unnecessary. */
export async function wasInvolved(db: Db, needId: string, personId: string): Promise<boolean> {
  if (!isId(needId)) return false
  const row = await db
    .selectFrom('need_visits')
    .select('id')
    .where('need_id', '=', needId)
    .where(sql<boolean>`${personId}::uuid = ANY(person_ids)`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
