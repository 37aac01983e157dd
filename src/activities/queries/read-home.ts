import { sql } from 'kysely'
import type { Ctx, Db } from '../../platform'

/** What of a person's activities stands on their home: live shifts from yesterday on, seats offered to them, where they are just now. */
export type HomeRow = {
  readonly what: 'shift' | 'offer' | 'here'
  /** Assignment, slot or attendance. */
  readonly id: string
  readonly activity_id: string
  readonly post_id: string
  readonly title: string
  readonly form: string
  readonly starts_at: Temporal.Instant
  readonly ends_at: Temporal.Instant
  readonly zone: string
  readonly estimated_minutes: number | null
  readonly locality_kk: string | null
  readonly locality_ru: string | null
  readonly locality_en: string | null
  readonly region_kk: string
  readonly region_ru: string
  readonly region_en: string
  readonly checked_in_at: Temporal.Instant | null
  readonly offered_until: Temporal.Instant | null
  readonly overdue_step: number | null
}

// The parts of one page ask for it one after another: they share one query.
const asked = new WeakMap<Ctx, Promise<readonly HomeRow[]>>()

/** {@link HomeRow}s of the person of this request, in one query however often it is asked; shifts by their start. */
export function readHome(ctx: Ctx, personId: string): Promise<readonly HomeRow[]> {
  const known = asked.get(ctx)
  if (known !== undefined) return known
  const rows = listHomeRows(ctx.db, personId, ctx.clock.now())
  asked.set(ctx, rows)
  return rows
}

// Served by assignments_volunteer_idx, slots_offered_to_idx and attendances_open_idx.
async function listHomeRows(db: Db, personId: string, now: Temporal.Instant): Promise<readonly HomeRow[]> {
  const yesterday = now.subtract({ hours: 26 }).toString()
  const { rows } = await sql<HomeRow>`
    SELECT x.what, x.id, x.activity_id, x.post_id, a.title, a.form, x.starts_at, x.ends_at, a.zone, a.estimated_minutes,
      l.name_kk AS locality_kk, l.name_ru AS locality_ru, l.name_en AS locality_en,
      r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
      x.checked_in_at, x.offered_until, x.overdue_step
    FROM (
      (SELECT 'shift' AS what, s.id, s.activity_id, s.post_id, s.starts_at, s.ends_at, t.checked_in_at,
          NULL::timestamptz AS offered_until, NULL::smallint AS overdue_step
        FROM assignments s LEFT JOIN attendances t ON t.volunteer_id = s.volunteer_id AND t.checked_out_at IS NULL AND t.assignment_id = s.id
        WHERE s.volunteer_id = ${personId} AND s.state = 'live' AND (t.id IS NOT NULL OR s.ends_at > ${yesterday}::timestamptz)
        ORDER BY s.starts_at LIMIT 100)
      UNION ALL
      (SELECT 'offer', s.id, s.activity_id, s.post_id, p.starts_at, p.ends_at, NULL, s.offered_until, NULL
        FROM slots s JOIN posts p ON p.id = s.post_id
        WHERE s.offered_to = ${personId} AND s.offered_until > ${now.toString()}::timestamptz ORDER BY s.offered_until LIMIT 10)
      UNION ALL
      SELECT 'here', t.id, t.activity_id, t.post_id, p.starts_at, p.ends_at, t.checked_in_at, NULL, t.overdue_step
        FROM attendances t JOIN posts p ON p.id = t.post_id WHERE t.volunteer_id = ${personId} AND t.checked_out_at IS NULL
    ) x
    JOIN activities a ON a.id = x.activity_id JOIN regions r ON r.id = a.region_id LEFT JOIN localities l ON l.id = a.locality_id
    ORDER BY x.starts_at LIMIT 200`.execute(db)
  return rows
}
