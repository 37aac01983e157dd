import { sql } from 'kysely'
import { type Fairness, fairnessOf } from '../allocation'
import { newPublicId } from '../kit/ids'
import { ok } from '../kit/result'
import { asSystem, type Ctx, type Db, inCommand } from '../platform'
import { idleMeasured, loadMeasured } from './entries'

const DAYS = 30
const PEOPLE_MAX = 2_000_000

/**
 * Records once a month how evenly the work of the last 30 days was spread. Only shares leave the database, and only where enough people stand
 * behind them: neither sums nor head counts, which could be held against other numbers.
 */
export async function measureFairness(ctx: Ctx): Promise<void> {
  const country = await ctx.db.selectFrom('countries').select('code').where('is_home', '=', true).executeTakeFirst()
  const day = ctx.clock.now().toZonedDateTimeISO('UTC').toPlainDate()
  if (country === undefined || (await listDue(ctx.db, day)).length === 0) return
  const { busiestTenth, idle } = await readFairness(ctx.db, ctx.clock.now())
  await inCommand(asSystem(ctx, 'indicators'), 'measureFairness', async (tx) => {
    // Two processes at once: the second waits here, and sees what the first wrote.
    await sql`SELECT pg_advisory_xact_lock(hashtext('measure fairness'))`.execute(tx.db)
    for (const entry of await listDue(tx.db, day)) {
      const share = entry === loadMeasured ? busiestTenth : idle
      if (share === undefined) continue
      const said = { day: day.toString(), permille: Math.round(1000 * share) }
      tx.append(entry.entry({ subjectId: newPublicId(), regionId: country.code, body: {}, public: said }))
    }
    return ok(null)
  })
}

/** What was not recorded yet in the month of a day. */
async function listDue(db: Db, day: Temporal.PlainDate): Promise<(typeof loadMeasured | typeof idleMeasured)[]> {
  const month = day.with({ day: 1 }).toZonedDateTime('UTC').toInstant()
  const rows = await db
    .selectFrom('journal')
    .select('kind')
    .where('kind', 'in', [loadMeasured.kind, idleMeasured.kind])
    .where('at', '>=', month)
    .limit(10)
    .execute()
  const known = new Set(rows.map(({ kind }) => kind))
  return [loadMeasured, idleMeasured].filter(({ kind }) => !known.has(kind))
}

/** Of everyone who is available now and was there 30 days ago: minutes of work since. */
async function readFairness(db: Db, now: Temporal.Instant): Promise<Fairness> {
  const since = now.subtract({ hours: 24 * DAYS })
  const span = sql`tstzrange(${since.toString()}::timestamptz, ${now.toString()}::timestamptz)`
  // Grouped by how much: of a country, some thousand rows.
  const { rows } = await sql<{ minutes: number; people: number }>`
    SELECT minutes, count(*)::int AS people FROM (
      SELECT v.id, coalesce((
        SELECT ceil(sum(extract(epoch FROM upper(o.during * ${span}) - lower(o.during * ${span}))) / 60)
        FROM occupancy o WHERE o.volunteer_id = v.id AND o.kind = 'assignment' AND o.during && ${span}), 0)::int AS minutes
      FROM volunteers v
      WHERE v.state = 'active' AND NOT v.interested_only AND v.joined_at <= ${since.toString()}::timestamptz
        AND EXISTS (SELECT FROM availability_rules r WHERE r.volunteer_id = v.id)
      LIMIT ${PEOPLE_MAX}) each GROUP BY minutes`.execute(db)
  return fairnessOf(rows.flatMap(({ minutes, people }) => Array.from({ length: people }, () => minutes)))
}
