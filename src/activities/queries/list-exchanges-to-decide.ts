import { sql } from 'kysely'
import { type Ctx, recordLooks } from '../../platform'

/** An exchange both sides said yes to and that waits for whoever runs the work. */
export type ExchangeToDecide = {
  readonly id: string
  readonly kind: 'stand-in' | 'swap'
  readonly giverId: string
  readonly giver: string | null
  readonly takerId: string
  readonly taker: string | null
  readonly post: string
  readonly starts_at: Temporal.Instant
  readonly ends_at: Temporal.Instant
}

/** Exchanges of an activity that wait for agreement, first come first, at most 50. Each name shown is a recorded look. */
export async function listExchangesToDecide(ctx: Ctx, activityId: string): Promise<ExchangeToDecide[]> {
  const { rows } = await sql<ExchangeToDecide>`
    SELECT w.id, w.kind, s.volunteer_id AS "giverId", g.name AS giver, w.taker_id AS "takerId", t.name AS taker, q.title AS post,
      q.starts_at, q.ends_at
    FROM assignments s JOIN swaps w ON w.assignment_id = s.id AND w.state = 'taken'
    JOIN posts q ON q.id = s.post_id JOIN people g ON g.id = s.volunteer_id JOIN people t ON t.id = w.taker_id
    WHERE s.activity_id = ${activityId} AND s.state = 'live' ORDER BY w.offered_at LIMIT 50`.execute(ctx.db)
  await recordLooks(
    ctx.db,
    ctx,
    rows.map((row) => ({ subjectPersonId: row.takerId, subjectKind: 'swap', subjectId: row.id, what: ['name'] })),
  )
  return rows
}
