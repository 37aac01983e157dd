import type { Ctx, Db } from '../platform'
import type { Lang } from '../web'
import { helpedRegions } from './helped-regions'
import { findFacts, renderNotice } from './render'
import type { NoticeValues } from './told'

/** A call an operator has to make, because the person helped cannot be written to. */
export type CallToMake = {
  readonly deliveryId: string
  readonly needId: string
  readonly reference: string
  readonly text: string
  readonly since: Temporal.Instant
  readonly pace: string
}

/** Calls of the operator's regions, oldest first, at most 100. The number itself stands on the page of the need. */
export async function listCalls(db: Db, ctx: Ctx, lang: Lang): Promise<CallToMake[]> {
  const regions = helpedRegions(ctx)
  let query = db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .innerJoin('needs as e', 'e.id', 'n.need_id')
    .select(['d.id as delivery_id', 'd.next_try_at', 'n.id', 'n.kind', 'n.path', 'n.values', 'n.pace'])
    .select(['e.id as need_id', 'e.reference'])
    .where('d.channel', '=', 'operator')
    .where('d.state', '=', 'waiting')
    .where('n.withdrawn_at', 'is', null)
    .orderBy('d.next_try_at')
    .limit(100)
  if (regions !== 'all') query = query.where('d.region_id', 'in', regions)
  const rows = (await query.execute()).map((row) => ({ ...row, values: row.values as NoticeValues }))
  const facts = await findFacts(db, rows)
  return rows.map((row) => ({
    deliveryId: row.delivery_id,
    needId: row.need_id,
    reference: row.reference,
    text: renderNotice(row, facts, lang),
    since: row.next_try_at,
    pace: row.pace,
  }))
}
