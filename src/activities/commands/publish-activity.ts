import { err, ok, type Result } from '../../kit/result'
import { personActing, suspensionOfOrganization } from '../../people'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { legalFlags, type ObligationId } from '../../standards'
import { DEFINITION, isAllowed } from '../activity'
import { activityPublished, activityReturned, activitySentToReview } from '../entries'
import { publicWhen, servesPerson } from '../public-grain'
import { findMissing } from '../queries/find-missing'
import { obligationsOf } from '../steps/decide-accepted'
import { type HeldActivity, holdActivity } from '../steps/hold-activity'
import { statedObligations } from '../steps/list-missing'

/** Why an activity stays a draft; `obligations-missing` names what is still owed. */
export type PublishError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-draft' | 'over' | 'organization-suspended' }
  | { readonly kind: 'obligations-missing'; readonly obligations: readonly ObligationId[] }

/** Open to sign-ups, or waiting for the authority's word. */
export type Published = { readonly state: 'open' | 'review' }

/**
 * Publishes a draft whose obligations are met. The gravest tier goes to the authority of the region first.
 * @param input.stated obligations the organizer answers for with this very act
 */
export const publishActivity = (
  ctx: Ctx,
  input: { readonly activityId: string; readonly stated?: readonly string[] },
): Promise<Result<Published, PublishError>> => inCommand(ctx, 'publishActivity', (tx) => publishIn(tx, input))

/** {@link publishActivity} as a step of repeating. */
export async function publishIn(
  tx: Tx,
  input: { readonly activityId: string; readonly stated?: readonly string[] },
): Promise<Result<Published, PublishError>> {
  const activity = await holdActivity(tx, input.activityId, 'change')
  if (activity === undefined) return err({ kind: 'unknown' })
  const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
  if (!may(tx.ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
  if (!isAllowed('publish', activity.state)) return err({ kind: 'not-draft' })
  if (Temporal.Instant.compare(activity.ends_at, tx.now) <= 0) return err({ kind: 'over' })
  if ((await suspensionOfOrganization(tx.db, activity.organization_id, tx.now)) !== undefined)
    return err({ kind: 'organization-suspended' })
  await state(tx, activity, input.stated ?? [])
  const missing = await findMissing(tx.db, activity)
  if (missing.length > 0) return err({ kind: 'obligations-missing', obligations: missing })
  // A key that may review says in a step of its own which person did.
  const reviews = tx.ctx.actor.kind !== 'key' && may(tx.ctx, 'region:review', { regionId: activity.region_id })
  if (activity.risk_tier === 3 && !reviews) {
    await tx.db.updateTable('activities').set({ state: 'review' }).where('id', '=', activity.id).execute()
    tx.append(
      activitySentToReview.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, tier: activity.risk_tier },
        public: {
          region: activity.region_id,
          activity: activity.id,
          organization: activity.organization_id,
          kind: activity.kind,
          tier: activity.risk_tier,
          flags: activity.flags,
        },
      }),
    )
    return ok({ state: 'review' })
  }
  await openIn(tx, activity)
  return ok({ state: 'open' })
}

async function state(tx: Tx, activity: HeldActivity, stated: readonly string[]): Promise<void> {
  const owed = obligationsOf(activity)
  const now = statedObligations.filter((id) => owed.includes(id) && stated.includes(id))
  if (now.length === 0) return
  const person = personOf(tx.ctx) ?? activity.coordinator_id
  await tx.db
    .insertInto('activity_obligations')
    .values(now.map((obligation) => ({ activity_id: activity.id, obligation, said_by: person, said_at: tx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function openIn(tx: Tx, activity: HeldActivity): Promise<void> {
  await tx.db
    .updateTable('activities')
    .set({ state: 'open', published_at: tx.now })
    .where('id', '=', activity.id)
    .execute()
  const { seats } = await tx.db
    .selectFrom('posts')
    .select((eb) => eb.fn.sum<number>('seats').as('seats'))
    .where('activity_id', '=', activity.id)
    .executeTakeFirstOrThrow()
  tx.append(
    activityPublished.entry({
      subjectId: activity.id,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      body: { activityId: activity.id, needId: activity.need_id, coordinatorId: activity.coordinator_id },
      public: {
        region: activity.region_id,
        activity: activity.id,
        organization: activity.organization_id,
        ...(activity.incident_id === null ? {} : { incident: activity.incident_id }),
        kind: activity.kind,
        ...publicWhen(activity, { startsAt: activity.starts_at, endsAt: activity.ends_at }),
        ...(activity.locality_id === null || servesPerson(activity) ? {} : { locality: activity.locality_id }),
        remote: activity.form === 'remote',
        seats,
        tier: activity.risk_tier,
        flags: legalFlags.filter((flag) => activity.flags.includes(flag)),
        quantity: activity.result_quantity,
        unit: activity.result_unit,
        confirmedBy: activity.result_confirmer,
        waitMinutes: Math.max(0, Math.round(tx.now.since(activity.created_at).total('minutes'))),
        definition: DEFINITION,
      },
    }),
  )
}

/** The authority's word on an activity of the gravest tier: open it, or return it to its organizer with words. */
export const reviewActivity = (
  ctx: Ctx,
  input: {
    readonly activityId: string
    readonly opens: boolean
    readonly words?: string | undefined
    /** Who looked, where a partner's key passes it on. */
    readonly reviewerId?: string | undefined
  },
): Promise<
  Result<{ readonly state: 'open' | 'draft' }, { readonly kind: 'unknown' | 'forbidden' | 'not-in-review' }>
> =>
  inCommand(ctx, 'reviewActivity', async (tx) => {
    const activity = await holdActivity(tx, input.activityId, 'change')
    if (activity === undefined) return err({ kind: 'unknown' })
    const scope = { regionId: activity.region_id }
    const reviewerId = await personActing(tx, 'region:review', scope, input.reviewerId)
    if (reviewerId === null || !may(ctx, 'region:review', scope)) return err({ kind: 'forbidden' })
    if (!isAllowed('review', activity.state)) return err({ kind: 'not-in-review' })
    await tx.db
      .updateTable('activities')
      .set({
        state: input.opens ? 'review' : 'draft',
        reviewed_by: reviewerId,
        reviewed_at: tx.now,
        review_words: input.words?.slice(0, 2000) ?? null,
      })
      .where('id', '=', activity.id)
      .execute()
    if (input.opens) {
      await openIn(tx, activity)
      return ok({ state: 'open' })
    }
    tx.append(
      activityReturned.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: { activityId: activity.id, reviewerId },
        public: {
          region: activity.region_id,
          activity: activity.id,
          organization: activity.organization_id,
          outcome: 'returned',
        },
      }),
    )
    return ok({ state: 'draft' })
  })
