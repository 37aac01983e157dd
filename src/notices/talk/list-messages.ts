import { sql } from 'kysely'
import { type Ctx, recordLooks } from '../../platform'
import { helpedRegions } from '../helped-regions'
import type { Attention } from './plan'

/** A message that a person has to see. */
export type WaitingMessage = {
  readonly id: string
  readonly sender: string
  readonly text: string
  readonly reply: string | null
  readonly why: Attention
  readonly at: Temporal.Instant
  readonly personId: string | null
  readonly needId: string | null
  readonly name: string | null
}

/** Messages of the operator's regions that wait for a person: danger first, then the oldest, at most 100. Each known sender shown is a recorded look. */
export async function listMessages(ctx: Ctx): Promise<WaitingMessage[]> {
  const regions = helpedRegions(ctx)
  let query = ctx.db
    .selectFrom('inbound_messages as m')
    .leftJoin('people as p', 'p.id', 'm.person_id')
    .select(['m.id', 'm.sender', 'm.text', 'm.reply', 'm.attention', 'm.said_at', 'm.person_id', 'm.need_id', 'p.name'])
    .where('m.attention', 'is not', null)
    .where('m.handled_at', 'is', null)
    .orderBy(sql`m.attention = 'danger'`, 'desc')
    .orderBy('m.seq')
    .limit(100)
  if (regions !== 'all') query = query.where('m.region_id', 'in', regions)
  const rows = await query.execute()
  await recordLooks(
    ctx.db,
    ctx,
    rows.flatMap(({ id, person_id }) =>
      person_id === null
        ? []
        : [{ subjectPersonId: person_id, subjectKind: 'message', subjectId: id, what: ['name', 'contact'] }],
    ),
  )
  return rows.map((row) => ({
    id: row.id,
    sender: row.sender,
    text: row.text,
    reply: row.reply,
    why: row.attention as Attention,
    at: row.said_at,
    personId: row.person_id,
    needId: row.need_id,
    name: row.name,
  }))
}
