import { sql } from 'kysely'
import { inAskingOrder } from '../../allocation'
import type { Db } from '../../platform'
import { type AskedPost, toProblemPost } from './find-post'
import type { RankedPerson } from './rank-for-post'
import { accompaniedAt } from './read-company'

const ASKED_MAX = 20_000

/**
 * Ranked people in the order to ask them: whoever was asked in this organization's call-out before stands behind everyone who was not, unless
 * they have been with the person accompanied before; among
 * these, whoever still owes somebody an answer stands behind. Those asked for this post under its terms are left out, but for asks that were taken back.
 */
export async function toAskingOrder(
  db: Db,
  post: AskedPost,
  ranked: readonly RankedPerson[],
  callOutId?: string,
): Promise<RankedPerson[]> {
  const before = db
    .selectFrom('call_outs')
    .select('id')
    .where('organization_id', '=', post.organization_id)
    .where('sent', '>', 0)
    .$if(callOutId !== undefined, (query) => query.where('id', '<>', callOutId ?? ''))
    .orderBy('started_at', 'desc')
    .limit(1)
  const askedBefore = await db
    .selectFrom('asks')
    .select('volunteer_id')
    .where('call_out_id', '=', before)
    .limit(ASKED_MAX)
    .execute()
  const ids = ranked.map((one) => one.personId)
  const owing =
    ids.length === 0
      ? []
      : await db
          .selectFrom('asks')
          .select('volunteer_id')
          .where(sql<boolean>`volunteer_id = any(${ids}::uuid[])`)
          .where('state', '=', 'asked')
          .where('post_id', '<>', post.id)
          .limit(ASKED_MAX)
          .execute()
  const askedNow = await db
    .selectFrom('asks')
    .select('volunteer_id')
    .where('post_id', '=', post.id)
    .where('terms_version', '=', post.terms_version)
    .where('state', '<>', 'withdrawn')
    .limit(ASKED_MAX)
    .execute()
  const idsOf = (rows: readonly { readonly volunteer_id: string }[]) => new Set(rows.map((row) => row.volunteer_id))
  // Twice: to owe somebody an answer weighs less than to have been asked last time.
  const inTurn = idsOf(askedBefore)
  const accompanied = accompaniedAt(toProblemPost(post, []))
  for (const { personId, person } of ranked)
    if (accompanied.some((whom) => person.visitsTo.has(whom))) inTurn.delete(personId)
  return inAskingOrder(inAskingOrder(ranked, idsOf(owing)), inTurn, idsOf(askedNow))
}
