import { sql } from 'kysely'
import { isId } from '../../kit/ids'
import type { Db } from '../../platform'

/** Which needs of the queue: those waiting, or those that ended, the latest first. */
export type QueueFilter = {
  readonly regions: readonly string[] | 'all'
  readonly closed?: boolean
  readonly cursor?: string | undefined
  readonly limit?: number
}

/** A need in the queue: no contact, no address, no words. */
export type QueueRow = {
  readonly id: string
  readonly reference: string
  readonly state: string
  readonly kind: string
  readonly urgency: string
  readonly severity: string
  readonly escalation: number
  readonly alarm: boolean
  readonly raised_at: Temporal.Instant
  readonly needed_by: Temporal.Instant
  readonly checked_at: Temporal.Instant
  readonly closed_at: Temporal.Instant | null
  readonly told_unmet_at: Temporal.Instant | null
  readonly receipt: string | null
  readonly zone: string
  readonly region_id: string
  readonly locality_kk: string | null
  readonly locality_ru: string | null
  readonly locality_en: string | null
  readonly proposals: number
  readonly followUpDue: boolean
  readonly lines: readonly QueueLine[]
}

/** A line of a need in the queue. */
export type QueueLine = {
  readonly need_id: string
  readonly item_id: string | null
  readonly competence_id: string | null
  readonly attributes: unknown
  readonly unit: string
  readonly requested: number
  readonly open: number
  readonly withdrawn: number
  readonly held: number
}

const PAGE = 50

/**
 * Needs waiting, an unseen alarm first, then by urgency, then the oldest; or needs that ended, the latest first.
 * Served by needs_queue_idx, needs_queue_all_idx, needs_done_idx and needs_done_all_idx.
 */
export async function listQueue(
  db: Db,
  filter: QueueFilter,
  now: Temporal.Instant,
): Promise<{ rows: QueueRow[]; next: string | undefined }> {
  const limit = Math.min(filter.limit ?? PAGE, 100)
  const rows = await selectQueue(db, filter, now, limit + 1)
  const shown = rows.slice(0, limit)
  const lines = await listQueueLines(
    db,
    shown.map((row) => row.id),
  )
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({ ...row, lines: lines.filter((line) => line.need_id === row.id) })),
    next: rows.length > limit && last !== undefined ? cursorOf(filter, last) : undefined,
  }
}

async function selectQueue(db: Db, filter: QueueFilter, now: Temporal.Instant, limit: number) {
  if (filter.regions !== 'all' && filter.regions.length === 0) return []
  const after = parseCursor(filter.cursor)
  let query = db
    .selectFrom('needs as n')
    .leftJoin('localities as l', 'l.id', 'n.locality_id')
    .select((eb) => [
      'n.id',
      'n.reference',
      'n.state',
      'n.kind',
      'n.rank',
      'n.urgency',
      'n.severity',
      'n.escalation',
      'n.raised_at',
      'n.needed_by',
      'n.checked_at',
      'n.closed_at',
      'n.told_unmet_at',
      'n.receipt',
      'n.zone',
      'n.region_id',
      'l.name_kk as locality_kk',
      'l.name_ru as locality_ru',
      'l.name_en as locality_en',
      eb('n.rank', '=', 0).$castTo<boolean>().as('alarm'),
      sql<number>`(SELECT count(*)::int FROM need_links k
        WHERE k.state = 'proposed' AND (k.need_id = n.id OR k.other_id = n.id))`.as('proposals'),
      eb
        .exists(
          eb
            .selectFrom('need_referrals as f')
            .select('f.id')
            .whereRef('f.need_id', '=', 'n.id')
            .where('f.closed_at', 'is', null)
            .where('f.follow_up_at', '<=', now),
        )
        .$castTo<boolean>()
        .as('followUpDue'),
    ])
    .limit(limit)
  if (filter.regions !== 'all') query = query.where('n.region_id', 'in', filter.regions)
  if (filter.closed) {
    query = query.where('n.closed_at', 'is not', null).orderBy('n.closed_at', 'desc').orderBy('n.id')
    if (after !== undefined) {
      const { at, id } = after
      query = query.where(
        sql<boolean>`(n.closed_at < ${at}::timestamptz OR (n.closed_at = ${at}::timestamptz AND n.id > ${id}))`,
      )
    }
    return query.execute()
  }
  query = query.where('n.closed_at', 'is', null).orderBy('n.rank').orderBy('n.raised_at').orderBy('n.id')
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(n.rank, n.raised_at, n.id) > (${after.rank}, ${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  return query.execute()
}

type Place = {
  readonly id: string
  readonly rank: number
  readonly raised_at: Temporal.Instant
  readonly closed_at: Temporal.Instant | null
}

const cursorOf = (filter: QueueFilter, row: Place): string =>
  Buffer.from(JSON.stringify([row.rank, String(filter.closed ? row.closed_at : row.raised_at), row.id])).toString(
    'base64url',
  )

// Untrusted: anything that is not a cursor of ours means the first page.
function parseCursor(text: string | undefined): { rank: number; at: string; id: string } | undefined {
  if (text === undefined) return undefined
  try {
    const [rank, at, id] = JSON.parse(Buffer.from(text.slice(0, 300), 'base64url').toString()) as unknown[]
    if (typeof rank !== 'number' || typeof at !== 'string' || typeof id !== 'string' || !isId(id)) return undefined
    return { rank, at: Temporal.Instant.from(at).toString(), id }
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof RangeError || cause instanceof TypeError) return undefined
    throw cause
  }
}

/** Lines of some needs with what is held of each. Served by need_lines_need_idx, line_claims_line_idx. */
async function listQueueLines(db: Db, needIds: readonly string[]): Promise<QueueLine[]> {
  if (needIds.length === 0) return []
  return db
    .selectFrom('need_lines as l')
    .select([
      'l.need_id',
      'l.item_id',
      'l.competence_id',
      'l.attributes',
      'l.unit',
      'l.requested',
      'l.open',
      'l.withdrawn',
    ])
    .select(
      sql<number>`(SELECT coalesce(sum(c.quantity), 0)::int FROM line_claims c
        WHERE c.line_id = l.id AND c.state = 'held')`.as('held'),
    )
    .where('l.need_id', 'in', needIds)
    .orderBy('l.id')
    .limit(1000)
    .execute()
}

/** A need by the number people say, for whoever searches. */
export const findByReference = (db: Db, reference: string): Promise<{ id: string } | undefined> =>
  db.selectFrom('needs').select('id').where('reference', '=', reference).executeTakeFirst()
