import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { type ObligationId, parseFlags, riskContexts } from '../../standards'
import { isAllowed } from '../activity'
import { activitySentToReview, postChanged } from '../entries'
import { publicWhen } from '../public-grain'
import { findMissing } from '../queries/find-missing'
import { describeRisk } from '../steps/describe-risk'
import { findPost, type HeldActivity } from '../steps/hold-activity'
import { holdWithEveryone } from '../steps/hold-everyone'
import { leaveSeat } from '../steps/leave-seat'
import { OFFER_LAPSES, offerMinutes } from '../steps/offer-free-slots'
import { parseRequirements } from '../steps/parse-requirements'
import { findWork } from '../work'
import type { ActivityPlace } from './create-activity'

/** Why an activity keeps its time and place; `over` means it has ended, `obligations-missing` names what the new form would owe. */
export type ChangeError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-allowed' | 'time-invalid' | 'over' }
  | { readonly kind: 'obligations-missing'; readonly obligations: readonly ObligationId[] }

/** New time of one post, new place of all. Absent parts stay. */
export type ChangeActivity = {
  readonly activityId: string
  readonly post?: { readonly postId: string; readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant }
  readonly place?: ActivityPlace & { readonly placeWords: string }
}

/**
 * Changes when or where. The terms people said yes to are gone: their assignments end, their time is free, and each is offered their own
 * seat on the new terms for a while. A change that makes the work riskier must meet what it now owes.
 * @returns how many are asked anew
 */
export const changeActivity = (
  ctx: Ctx,
  input: ChangeActivity,
): Promise<Result<{ readonly asked: number }, ChangeError>> =>
  inCommand(ctx, 'changeActivity', async (tx) => {
    const postId = input.place === undefined ? input.post?.postId : undefined
    const held = await holdWithEveryone(tx, input.activityId, postId)
    if (held === undefined) return err({ kind: 'unknown' })
    const { activity, live } = held
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!may(ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
    if (!isAllowed('change', activity.state)) return err({ kind: 'not-allowed' })
    const posts = await tx.db
      .selectFrom('posts')
      .selectAll()
      .where('activity_id', '=', activity.id)
      .limit(200)
      .execute()
    const target = posts.find((post) => post.id === input.post?.postId)
    if (input.post !== undefined) {
      if (target === undefined) return err({ kind: 'unknown' })
      if (Temporal.Instant.compare(input.post.startsAt, input.post.endsAt) >= 0) return err({ kind: 'time-invalid' })
      if (Temporal.Instant.compare(input.post.endsAt, tx.now) <= 0) return err({ kind: 'over' })
    }
    const changed = input.place === undefined ? posts.filter((post) => post === target) : posts
    for (const post of changed) {
      const times =
        post === target && input.post !== undefined ? input.post : { startsAt: post.starts_at, endsAt: post.ends_at }
      await tx.db
        .updateTable('posts')
        .set({
          starts_at: times.startsAt,
          ends_at: times.endsAt,
          terms_version: sql<number>`terms_version + 1`,
          ...(input.place === undefined ? {} : { region_id: input.place.regionId }),
        })
        .where('id', '=', post.id)
        .execute()
    }
    await writePlace(tx, activity, input)
    const after = await recalculate(tx, activity)
    if (!after.ok) return after
    for (const post of changed) {
      const now = await findPost(tx.db, post.id)
      if (now === undefined) continue
      const own = live.filter((one) => one.post_id === post.id)
      for (const assignment of own) {
        await leaveSeat(tx, after.value, now, assignment, { state: 'ended-by-change' })
        await offerBack(tx, after.value, now, assignment)
      }
      tx.append(
        postChanged.entry({
          subjectId: post.id,
          regionId: activity.region_id,
          organizationId: activity.organization_id,
          body: {
            activityId: activity.id,
            postId: post.id,
            termsVersion: now.terms_version,
            ended: own.length,
            placeChanged: input.place !== undefined,
          },
          public: {
            region: after.value.region_id,
            activity: activity.id,
            post: post.id,
            ...publicWhen(after.value, { startsAt: now.starts_at, endsAt: now.ends_at }),
            version: now.terms_version,
          },
        }),
      )
    }
    return ok({ asked: live.length })
  })

async function writePlace(tx: Tx, activity: HeldActivity, { place }: ChangeActivity): Promise<void> {
  if (place === undefined) return
  await tx.db
    .updateTable('activities')
    .set({
      region_id: place.regionId,
      locality_id: place.localityId ?? null,
      zone: place.zone,
      latitude: place.point?.latitude ?? null,
      longitude: place.point?.longitude ?? null,
      place_words: place.placeWords,
    })
    .where('id', '=', activity.id)
    .execute()
}

/** Brings span, flags and tier of an activity in line with its posts; a new gravest tier goes to the authority again. */
export async function recalculate(
  tx: Tx,
  activity: HeldActivity,
): Promise<
  Result<HeldActivity, { readonly kind: 'obligations-missing'; readonly obligations: readonly ObligationId[] }>
> {
  const posts = await tx.db.selectFrom('posts').selectAll().where('activity_id', '=', activity.id).limit(200).execute()
  const work = findWork(activity.work)
  if (work === undefined) throw new Error(`activity ${activity.id} has unknown work ${activity.work}`)
  const remote = activity.form === 'remote'
  const risk = describeRisk({
    work,
    flags: [...parseFlags(activity.flags)].filter((flag) => flag !== 'night'),
    contexts: riskContexts.filter((one) => activity.contexts.includes(one) && one !== 'crowd'),
    inIncident: false,
    incidentOngoing: false,
    atHome: activity.home_address,
    posts: posts.map((post) => ({
      seats: post.seats,
      competences: parseRequirements(post.competences),
      startsAt: post.starts_at,
      endsAt: post.ends_at,
    })),
    zone: activity.zone,
    remote,
  })
  const starts = posts.map((post) => post.starts_at).sort(Temporal.Instant.compare)
  const ends = posts.map((post) => post.ends_at).sort(Temporal.Instant.compare)
  const isGraver = risk.tier === 3 && activity.risk_tier < 3
  const state = isGraver && (activity.state === 'open' || activity.state === 'closed') ? 'review' : activity.state
  const after: HeldActivity = {
    ...activity,
    flags: risk.flags,
    contexts: risk.contexts,
    risk_tier: risk.tier,
    starts_at: starts[0] ?? activity.starts_at,
    ends_at: ends.at(-1) ?? activity.ends_at,
    state,
  }
  if (state !== 'draft' && risk.tier > activity.risk_tier) {
    const missing = await findMissing(tx.db, after)
    if (missing.length > 0) return err({ kind: 'obligations-missing', obligations: missing })
  }
  const mayReview = may(tx.ctx, 'region:review', { regionId: activity.region_id })
  const written = { ...after, state: mayReview ? activity.state : state }
  await tx.db
    .updateTable('activities')
    .set({
      flags: written.flags,
      contexts: written.contexts,
      risk_tier: written.risk_tier,
      starts_at: written.starts_at,
      ends_at: written.ends_at,
      state: written.state,
    })
    .where('id', '=', activity.id)
    .execute()
  if (written.state === 'review' && activity.state !== 'review') {
    tx.append(
      activitySentToReview.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, tier: risk.tier },
        public: {
          region: activity.region_id,
          activity: activity.id,
          organization: activity.organization_id,
          kind: activity.kind,
          tier: risk.tier,
          flags: risk.flags,
        },
      }),
    )
  }
  return ok(written)
}

// Their own seat waits for them while they are asked anew.
async function offerBack(
  tx: Tx,
  activity: HeldActivity,
  post: { id: string; starts_at: Temporal.Instant; ends_at: Temporal.Instant; terms_version: number },
  assignment: { slot_id: string; volunteer_id: string },
): Promise<void> {
  const until = tx.now.add({
    minutes: offerMinutes(tx.now, activity.form === 'remote' ? post.ends_at : post.starts_at),
  })
  await tx.db
    .updateTable('slots')
    .set({ offered_to: assignment.volunteer_id, offered_until: until })
    .where('id', '=', assignment.slot_id)
    .execute()
  await tx.db
    .insertInto('waiting_list')
    .values({
      post_id: post.id,
      volunteer_id: assignment.volunteer_id,
      terms_version: post.terms_version,
      since: tx.now,
      state: 'offered',
    })
    .onConflict((conflict) =>
      conflict
        .columns(['post_id', 'volunteer_id'])
        .doUpdateSet({ state: 'offered', since: tx.now, terms_version: post.terms_version }),
    )
    .execute()
  tx.wake(OFFER_LAPSES, { postId: post.id }, until)
}
