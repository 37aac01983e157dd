import { sql } from 'kysely'
import type { Db } from '../../platform'

/** An offer of exchange as one of the two sees it: the other by first name. */
export type ExchangeView = {
  readonly id: string
  readonly kind: 'stand-in' | 'swap'
  readonly mine: boolean
  /** Both said yes; whoever runs the work is asked. */
  readonly taken: boolean
  /** This person is the one who said yes to it. */
  readonly takenByMe: boolean
  readonly otherName: string | null
  readonly title: string
  readonly form: string
  readonly starts_at: Temporal.Instant
  readonly ends_at: Temporal.Instant
  readonly zone: string
  readonly estimated_minutes: number | null
  readonly activityId: string
}

const columns = sql`w.id, w.kind, split_part(p.name, ' ', 1) AS "otherName", a.title, a.form, q.starts_at, q.ends_at, a.zone,
  a.estimated_minutes, a.id AS "activityId", w.state = 'taken' AS taken`

/** Open offers about one assignment: the person's own, and those of others who would like this very post. At most 20. */
export async function listExchangesOf(
  db: Db,
  assignmentId: string,
  postId: string,
  personId: string,
): Promise<ExchangeView[]> {
  const { rows } = await sql<ExchangeView>`
    SELECT ${columns}, s.volunteer_id = ${personId} AS mine, w.taker_id IS NOT DISTINCT FROM ${personId} AS "takenByMe"
    FROM swaps w JOIN assignments s ON s.id = w.assignment_id JOIN people p ON p.id = s.volunteer_id
    JOIN posts q ON q.id = CASE WHEN w.assignment_id = ${assignmentId} THEN coalesce(w.wanted_post_id, s.post_id) ELSE s.post_id END
    JOIN activities a ON a.id = q.activity_id
    WHERE (w.state IN ('offered', 'taken') AND w.assignment_id = ${assignmentId})
      OR (w.wanted_post_id = ${postId} AND s.volunteer_id <> ${personId}
        AND (w.state = 'offered' OR (w.state = 'taken' AND w.taker_id = ${personId})))
    ORDER BY w.offered_at LIMIT 20`.execute(db)
  return rows
}

/** One open offer, for the page on which somebody may accept it. */
export async function findExchange(db: Db, swapId: string, personId: string): Promise<ExchangeView | undefined> {
  // Bounded by: one exchange by its id.
  const { rows } = await sql<ExchangeView>`
    SELECT ${columns}, s.volunteer_id = ${personId} AS mine, w.taker_id IS NOT DISTINCT FROM ${personId} AS "takenByMe"
    FROM swaps w JOIN assignments s ON s.id = w.assignment_id JOIN people p ON p.id = s.volunteer_id
    JOIN posts q ON q.id = s.post_id JOIN activities a ON a.id = q.activity_id
    WHERE w.id = ${swapId} AND ((w.state = 'offered' AND (w.offered_to IS NULL OR w.offered_to = ${personId}))
      OR (w.state = 'taken' AND w.taker_id = ${personId}) OR (w.state IN ('offered', 'taken') AND s.volunteer_id = ${personId}))`.execute(
    db,
  )
  return rows[0]
}

/** Posts somebody might rather have: other posts of the same organization within three weeks of theirs, all with people on them. At most 50. */
export async function listSwapTargets(
  db: Db,
  assignmentId: string,
  now: Temporal.Instant,
): Promise<
  {
    postId: string
    title: string
    postTitle: string
    starts_at: Temporal.Instant
    ends_at: Temporal.Instant
    zone: string
  }[]
> {
  const { rows } = await sql<{
    postId: string
    title: string
    postTitle: string
    starts_at: Temporal.Instant
    ends_at: Temporal.Instant
    zone: string
  }>`
    SELECT q.id AS "postId", b.title, q.title AS "postTitle", q.starts_at, q.ends_at, b.zone
    FROM assignments s JOIN activities a ON a.id = s.activity_id
    JOIN activities b ON b.organization_id = a.organization_id AND b.state IN ('open', 'closed') AND b.form = 'dated'
      AND b.starts_at BETWEEN s.starts_at - interval '21 days' AND s.starts_at + interval '21 days'
    JOIN posts q ON q.activity_id = b.id AND q.id <> s.post_id AND q.starts_at > ${now.toString()}
    WHERE s.id = ${assignmentId} AND EXISTS (SELECT FROM assignments o WHERE o.post_id = q.id AND o.state = 'live')
    ORDER BY q.starts_at, q.id LIMIT 50`.execute(db)
  return rows
}
