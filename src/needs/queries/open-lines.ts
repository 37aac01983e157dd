import { sql } from 'kysely'
import { isId } from '../../kit/ids'
import type { Db } from '../../platform'
import { findItem } from '../catalogue/items'
import { isStale } from '../need'

/** A line still open, as anyone may see it: health-related things are one group, the day and the region are the finest grain. */
export type OpenLine = {
  readonly id: string
  readonly needId: string
  readonly regionId: string
  /** Id of the item or competence, `health` for anything related to it, `words` for what nobody recognised. */
  readonly kind: string
  /** Missing for health-related lines. */
  readonly unit: string | undefined
  readonly open: number
  readonly held: number
  readonly dueDay: string
  readonly verified: boolean
  readonly stale: boolean
  readonly drill: boolean
}

/** Open lines of a region by due time. Served by need_lines_open_idx, line_claims_line_idx. */
export async function listOpenLines(
  db: Db,
  input: { readonly regionId: string; readonly cursor?: string | undefined; readonly limit: number },
  now: Temporal.Instant,
): Promise<{ lines: OpenLine[]; next: string | undefined }> {
  const after = parseCursor(input.cursor)
  let query = db
    .selectFrom('need_lines as l')
    .innerJoin('needs as n', 'n.id', 'l.need_id')
    .select(['l.id', 'l.need_id', 'l.region_id', 'l.item_id', 'l.competence_id', 'l.unit', 'l.open', 'l.due_at'])
    .select(['n.state', 'n.kind as need_kind', 'n.zone', 'n.urgency', 'n.checked_at', 'n.drill'])
    .select(
      sql<number>`(SELECT coalesce(sum(c.quantity), 0)::int FROM line_claims c
        WHERE c.line_id = l.id AND c.state = 'held')`.as('held'),
    )
    .where('l.region_id', '=', input.regionId)
    .where('l.open', '>', 0)
    .where('n.state', 'in', ['raised', 'verified'])
    .orderBy('l.due_at')
    .orderBy('l.id')
    .limit(input.limit + 1)
  if (after !== undefined)
    query = query.where(sql<boolean>`(l.due_at, l.id) > (${after.at}::timestamptz, ${after.id}::uuid)`)
  const rows = await query.execute()
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  return {
    lines: shown.map((row) => {
      const health =
        row.need_kind === 'health' || (row.item_id !== null && findItem(row.item_id)?.healthRelated === true)
      return {
        id: row.id,
        needId: row.need_id,
        regionId: row.region_id,
        kind: health ? 'health' : (row.item_id ?? row.competence_id ?? 'words'),
        unit: health ? undefined : row.unit,
        open: row.open,
        held: row.held,
        dueDay: row.due_at.toZonedDateTimeISO(row.zone).toPlainDate().toString(),
        verified: row.state === 'verified',
        stale: isStale(row, now),
        drill: row.drill,
      }
    }),
    next: last === undefined ? undefined : Buffer.from(`${last.due_at} ${last.id}`).toString('base64url'),
  }
}

// Untrusted: anything that is not a cursor of ours means the first page.
function parseCursor(text: string | undefined): { at: string; id: string } | undefined {
  const [at = '', id] = Buffer.from((text ?? '').slice(0, 200), 'base64url')
    .toString()
    .split(' ')
  if (!isId(id) || !/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(at)) return undefined
  return { at, id }
}
