import { RRuleTemporal } from 'rrule-temporal'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { parseFlags, riskContexts } from '../../standards'
import { addPostIn } from '../steps/add-post'
import { type HeldActivity, holdActivity } from '../steps/hold-activity'
import { parseRequirements } from '../steps/parse-requirements'
import { parseConfirmer, parseUnit } from '../work'
import { type CreateActivityError, createIn } from './create-activity'
import { type PublishError, publishIn } from './publish-activity'

/** Why no copy was made; `rule-invalid` means the rhythm gives no moment within what may be repeated. */
export type CopyError = CreateActivityError | PublishError | { readonly kind: 'rule-invalid' }

const REPEATS_MAX = 60

/** Makes a draft with the same posts and texts on another day. */
export const copyActivity = (
  ctx: Ctx,
  input: { readonly activityId: string; readonly startsAt: Temporal.Instant },
): Promise<Result<{ readonly activityId: string }, CopyError>> =>
  inCommand<{ activityId: string }, CopyError>(ctx, 'copyActivity', async (tx) => {
    const activity = await holdActivity(tx, input.activityId, 'share')
    return activity === undefined ? err({ kind: 'unknown' }) : copyIn(tx, activity, input.startsAt)
  })

async function copyIn(
  tx: Tx,
  activity: HeldActivity,
  startsAt: Temporal.Instant,
  series?: { id: string; rule: string },
): Promise<Result<{ readonly activityId: string }, CopyError>> {
  const shift = activity.starts_at.until(startsAt)
  const more = await tx.db
    .selectFrom('activities')
    .select(['bring', 'place_words'])
    .where('id', '=', activity.id)
    .executeTakeFirstOrThrow()
  const posts = await tx.db
    .selectFrom('posts')
    .selectAll()
    .where('activity_id', '=', activity.id)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(200)
    .execute()
  const [first, ...others] = posts
  if (first === undefined) return err({ kind: 'unknown' })
  const made = await createIn(tx, {
    organizationId: activity.organization_id,
    work: activity.work,
    title: activity.title,
    place: {
      regionId: activity.region_id,
      localityId: activity.locality_id ?? undefined,
      zone: activity.zone,
      point:
        activity.latitude === null || activity.longitude === null
          ? undefined
          : { latitude: activity.latitude, longitude: activity.longitude },
    },
    placeWords: more.place_words,
    startsAt: first.starts_at.add(shift),
    endsAt: first.ends_at.add(shift),
    remote: activity.form === 'remote',
    estimatedMinutes: activity.estimated_minutes ?? undefined,
    seats: first.seats,
    seatsMin: first.seats_min,
    competences: parseRequirements(first.competences),
    languages: first.languages,
    aim: activity.aim,
    briefing: activity.briefing,
    bring: more.bring,
    coordinatorId: activity.coordinator_id,
    emergencyContact: activity.emergency_contact,
    resultQuantity: activity.result_quantity,
    resultUnit: parseUnit(activity.result_unit),
    resultConfirmer: parseConfirmer(activity.result_confirmer),
    flags: [...parseFlags(activity.flags)].filter((flag) => flag !== 'night'),
    contexts: riskContexts.filter((one) => activity.contexts.includes(one)),
    copyOf: activity.id,
    series,
  })
  if (!made.ok) return made
  const copy = await holdActivity(tx, made.value.activityId, 'change')
  if (copy === undefined) return err({ kind: 'unknown' })
  for (const post of others) {
    await addPostIn(tx, copy, {
      title: post.title,
      seats: post.seats,
      seatsMin: post.seats_min,
      competences: parseRequirements(post.competences),
      languages: post.languages,
      startsAt: post.starts_at.add(shift),
      endsAt: post.ends_at.add(shift),
    })
  }
  await tx.db.updateTable('posts').set({ title: first.title }).where('id', '=', made.value.postId).execute()
  const ends = posts.map((post) => post.ends_at.add(shift)).sort(Temporal.Instant.compare)
  await tx.db
    .updateTable('activities')
    .set({ ends_at: ends.at(-1) ?? activity.ends_at.add(shift) })
    .where('id', '=', made.value.activityId)
    .execute()
  return ok({ activityId: made.value.activityId })
}

/** Moments at which a rule (RFC 5545) falls after the first one, in the zone of the place; undefined where it is no rule. At most 60. */
export function listOccurrences(rule: string, start: Temporal.ZonedDateTime): Temporal.Instant[] | undefined {
  if (!/^FREQ=(DAILY|WEEKLY|MONTHLY);[A-Z0-9=;,+-]{1,200}$/.test(rule) || !/(COUNT|UNTIL)=/.test(rule)) return undefined
  try {
    const occurrences = new RRuleTemporal({ rruleString: rule, dtstart: start }).all((_, n) => n <= REPEATS_MAX)
    return occurrences
      .map((at) => Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds))
      .filter((at) => Temporal.Instant.compare(at, start.toInstant()) > 0)
      .slice(0, REPEATS_MAX)
  } catch {
    return undefined
  }
}

/**
 * Repeats an activity by a rule: a series of dated activities, each with its own sign-up, in wall time of the place. Published ones
 * beget published ones; what has to be reviewed is reviewed for each.
 */
export const repeatActivity = (
  ctx: Ctx,
  input: { readonly activityId: string; readonly rule: string },
): Promise<Result<{ readonly activityIds: readonly string[] }, CopyError>> =>
  inCommand<{ activityIds: readonly string[] }, CopyError>(ctx, 'repeatActivity', async (tx) => {
    const activity = await holdActivity(tx, input.activityId, 'change')
    if (activity === undefined) return err({ kind: 'unknown' })
    const moments = listOccurrences(input.rule, activity.starts_at.toZonedDateTimeISO(activity.zone))
    if (moments === undefined || moments.length === 0) return err({ kind: 'rule-invalid' })
    const series = { id: activity.series_id ?? newPublicId(), rule: input.rule }
    const activityIds: string[] = []
    for (const startsAt of moments) {
      const made = await copyIn(tx, activity, startsAt, series)
      if (!made.ok) return made
      activityIds.push(made.value.activityId)
      if (activity.state === 'draft') continue
      const stated = await tx.db
        .selectFrom('activity_obligations')
        .select('obligation')
        .where('activity_id', '=', activity.id)
        .limit(50)
        .execute()
      const published = await publishIn(tx, {
        activityId: made.value.activityId,
        stated: stated.map((row) => row.obligation),
      })
      if (!published.ok) return published
    }
    await tx.db
      .updateTable('activities')
      .set({ series_id: series.id, series_rule: series.rule })
      .where('id', '=', activity.id)
      .execute()
    return ok({ activityIds })
  })
