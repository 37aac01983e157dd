import { sql } from 'kysely'
import { registerAuthorityPart, registerClosingCheck, registerOrganizationPart } from '../organizations'
import { registerEraser, registerExporter } from '../people'
import { onLeave, registerIdleOffer } from '../volunteers'
import { Button, Card } from '../web'
import { sayTime } from './pages/say-place'
import { listSeenBy } from './public-grain'
import { listActivities } from './queries/list-activities'
import { findPost, holdActivity } from './steps/hold-activity'
import { leaveSeat } from './steps/leave-seat'
import { offerFreeSlots } from './steps/offer-free-slots'

// Who pauses or leaves gives back what they hold before they are there again: a freed seat without a cause.
onLeave('activities', ['assignment.given-back', 'waiting.offered', 'waiting.lapsed'], async (tx, leaving) => {
  const ahead = await tx.db
    .selectFrom('assignments')
    .select(['id', 'slot_id', 'volunteer_id', 'post_id', 'activity_id'])
    .where('volunteer_id', '=', leaving.volunteerId)
    .where('state', '=', 'live')
    .where('ends_at', '>', tx.now)
    .$if(leaving.until !== null, (query) => query.where('starts_at', '<', leaving.until as Temporal.Instant))
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('attendances as t').select('t.id').whereRef('t.assignment_id', '=', 'assignments.id')),
      ),
    )
    .orderBy('activity_id')
    .limit(1000)
    .execute()
  for (const assignment of ahead) {
    const activity = await holdActivity(tx, assignment.activity_id, 'share')
    const post = await findPost(tx.db, assignment.post_id)
    if (activity === undefined || post === undefined) continue
    await leaveSeat(tx, activity, post, assignment, { state: 'given-back' })
    await offerFreeSlots(tx, activity, post)
  }
  const waits = await sql<{ post_id: string; activity_id: string }>`
    UPDATE waiting_list w SET state = 'left' FROM posts p
    WHERE w.volunteer_id = ${leaving.volunteerId} AND w.state IN ('waiting', 'offered') AND p.id = w.post_id
    RETURNING w.post_id, p.activity_id`.execute(tx.db)
  await tx.db
    .updateTable('slots')
    .set({ offered_to: null, offered_until: null })
    .where('offered_to', '=', leaving.volunteerId)
    .execute()
  for (const { post_id, activity_id } of waits.rows) {
    const activity = await holdActivity(tx, activity_id, 'share')
    const post = await findPost(tx.db, post_id)
    if (activity !== undefined && post !== undefined) await offerFreeSlots(tx, activity, post)
  }
})

// Words are the person's own and go with them; that a seat was taken stays, under a number alone.
registerEraser('activities', async (tx, personId) => {
  await sql`DELETE FROM answer_words USING answers a WHERE a.id = answer_words.answer_id AND a.volunteer_id = ${personId}`.execute(
    tx.db,
  )
  await sql`DELETE FROM work_logs USING attendances t WHERE t.id = work_logs.attendance_id AND t.volunteer_id = ${personId}`.execute(
    tx.db,
  )
  await tx.db.updateTable('sign_up_groups').set({ name: '' }).where('made_by', '=', personId).execute()
})

registerExporter('activities', async (db, personId) => {
  const assignments = await db
    .selectFrom('assignments as s')
    .innerJoin('activities as a', 'a.id', 's.activity_id')
    .select(['a.reference', 'a.title', 's.state', 's.starts_at', 's.ends_at', 's.made_at', 's.ended_at'])
    .where('s.volunteer_id', '=', personId)
    .orderBy('s.starts_at', 'desc')
    .limit(10_000)
    .execute()
  const answers = await db
    .selectFrom('answers as w')
    .leftJoin('answer_words as x', 'x.answer_id', 'w.id')
    .select(['w.post_id', 'w.kind', 'w.at', 'w.door', 'w.undone_at', 'x.words'])
    .where('w.volunteer_id', '=', personId)
    .orderBy('w.at', 'desc')
    .limit(10_000)
    .execute()
  const attendances = await db
    .selectFrom('attendances as t')
    .innerJoin('activities as a', 'a.id', 't.activity_id')
    .leftJoin('work_logs as l', 'l.attendance_id', 't.id')
    .select(['a.reference', 't.checked_in_at', 't.checked_in_how', 't.checked_out_at', 't.near', 't.flags', 'l.words'])
    .where('t.volunteer_id', '=', personId)
    .orderBy('t.checked_in_at', 'desc')
    .limit(10_000)
    .execute()
  return { assignments, answers, attendances }
})

/** Degrees of latitude per metre; near enough to look for something in reach. */
const DEGREES_PER_METER = 1 / 111_000

registerIdleOffer(async (db, volunteer, now) => {
  const reach = Math.max(5_000, volunteer.reachMeters) * DEGREES_PER_METER
  const { rows } = await sql<{ id: string }>`
    SELECT a.id FROM activities a
    WHERE a.region_id = ${volunteer.regionId} AND a.state = 'open' AND a.risk_tier = 0 AND a.starts_at > ${now.toString()}
      AND (a.latitude IS NULL OR (abs(a.latitude - ${volunteer.latitude}) < ${reach}
        AND abs(a.longitude - ${volunteer.longitude}) * cos(radians(${volunteer.latitude})) < ${reach}))
      AND EXISTS (SELECT FROM slots s WHERE s.activity_id = a.id AND s.volunteer_id IS NULL AND s.offered_until IS NULL)
    ORDER BY a.starts_at LIMIT 1`.execute(db)
  return rows[0] === undefined ? undefined : { activityId: rows[0].id }
})

registerOrganizationPart('activities', async (ctx, v, organization, mine) => {
  const rows = listSeenBy(
    ctx,
    await listActivities(ctx.db, { from: ctx.clock.now(), organizationId: organization.id, limit: 10 }),
  )
  const drafts = mine
    ? await ctx.db
        .selectFrom('activities')
        .select(['id', 'title', 'state'])
        .where('organization_id', '=', organization.id)
        .where('state', 'in', ['draft', 'review'])
        .orderBy('starts_at', 'desc')
        .limit(20)
        .execute()
    : []
  if (rows.length === 0 && !mine) return undefined
  return (
    <section class="section">
      <h2>{v.t('activities.list.title')}</h2>
      {mine ? (
        <p>
          <Button href="/activities/new" kind="secondary" icon="plus">
            {v.t('activities.list.new')}
          </Button>
        </p>
      ) : null}
      <ul>
        {drafts.map((row) => (
          <li>
            <a href={`/activities/${row.id}/manage`}>{row.title}</a>{' '}
            <span class="muted">{v.t(`activities.state.${row.state}`)}</span>
          </li>
        ))}
        {rows.map((row) => (
          <li>
            <a href={`/activities/${row.id}${mine ? '/manage' : ''}`}>{row.title}</a> · {sayTime(v, row)}
          </li>
        ))}
      </ul>
      {rows.length === 0 && drafts.length === 0 ? <p class="muted">{v.t('activities.list.empty')}</p> : null}
    </section>
  )
})

// The gravest work waits for the authority of its region.
registerAuthorityPart('activities', async (ctx, v, regions) => {
  let query = ctx.db
    .selectFrom('activities as a')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .select(['a.id', 'a.title', 'a.starts_at', 'a.zone', 'o.name as organization'])
    .where('a.state', '=', 'review')
    .orderBy('a.created_at')
    .limit(50)
  if (regions !== 'all') query = query.where('a.region_id', 'in', regions.length === 0 ? [''] : [...regions])
  const rows = await query.execute()
  if (rows.length === 0) return undefined
  return (
    <section class="section">
      <h2>{v.t('activities.review.queue')}</h2>
      {rows.map((row) => (
        <Card
          title={row.title}
          href={`/activities/${row.id}`}
          tone="needs-you"
          meta={`${v.say.dateTime(row.starts_at, row.zone)} · ${row.organization}`}
        />
      ))}
    </section>
  )
})

registerClosingCheck('activities', async (tx, organizationId) => {
  const open = await tx.db
    .selectFrom('activities')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('state', 'in', ['open', 'closed', 'review'])
    .where('ends_at', '>', tx.now)
    .limit(1)
    .executeTakeFirst()
  return open === undefined ? undefined : 'activities.error.still-open'
})
