import { type Selectable, sql } from 'kysely'
import type { DB, Db } from '../../platform'
import type { Sender } from './who-writes'

/** What was said last with whoever writes from a number or address. */
export type Conversation = Selectable<DB['conversations']>

/** The conversations of senders, in their order. */
export async function findConversations(db: Db, senders: readonly Sender[]): Promise<(Conversation | undefined)[]> {
  const rows = await db
    .selectFrom('conversations as c')
    .selectAll()
    .modifyFront(sql`/* one plan */`)
    .where(
      sql<boolean>`(c.door, c.sender) IN (SELECT * FROM unnest(${senders.map(({ door }) => door)}::text[], ${senders.map(({ sender }) => sender)}::text[]))`,
    )
    .limit(senders.length)
    .execute()
  const bySender = new Map(rows.map((row) => [`${row.door} ${row.sender}`, row]))
  return senders.map(({ door, sender }) => bySender.get(`${door} ${sender}`))
}
