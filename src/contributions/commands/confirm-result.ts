import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { DEFINITION, isConfirmedByLink } from '../contribution'
import { resultConfirmed, resultDenied, resultReported } from '../entries'
import { whoGains } from '../gains'

/** Why a result is not reported, confirmed or denied. */
export type ResultError = {
  readonly kind:
    | 'unknown'
    | 'forbidden'
    | 'not-begun'
    | 'already'
    | 'quantity-invalid'
    | 'own'
    | 'evidence-missing'
    | 'wrong-confirmer'
}

const QUANTITY_MAX = 1_000_000

const findActivityRow = (tx: Tx, id: string) =>
  tx.db
    .selectFrom('activities')
    .select(['id', 'region_id', 'organization_id', 'need_id', 'kind', 'state', 'starts_at', 'zone'])
    .select(['result_unit', 'result_confirmer', 'coordinator_id'])
    .where('id', '=', id)
    .executeTakeFirst()

type ActivityRow = NonNullable<Awaited<ReturnType<typeof findActivityRow>>>

const publicOf = (activity: ActivityRow, quantity: number) => ({
  region: activity.region_id,
  activity: activity.id,
  organization: activity.organization_id,
  kind: activity.kind,
  quantity,
  unit: activity.result_unit,
  definition: DEFINITION,
})

/** The organizer says what came of an activity that has begun. Until somebody confirms it, it is shown as unconfirmed. */
export const reportResult = (
  ctx: Ctx,
  input: {
    readonly activityId: string
    readonly quantity: number
    readonly evidence: string
    readonly words: string
  },
): Promise<Result<null, ResultError>> =>
  inCommand<null, ResultError>(ctx, 'reportResult', async (tx) => {
    const activity = await findActivityRow(tx, input.activityId)
    if (activity === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    // A key reports for the organization whose coordinator is named in the activity.
    const reporter = ctx.actor.kind === 'key' ? activity.coordinator_id : personOf(ctx)
    if (reporter === null || !may(ctx, 'contributions:confirm', scope)) return err({ kind: 'forbidden' })
    if (!['open', 'closed', 'done'].includes(activity.state)) return err({ kind: 'not-begun' })
    if (Temporal.Instant.compare(activity.starts_at, tx.now) > 0) return err({ kind: 'not-begun' })
    if (!Number.isInteger(input.quantity) || input.quantity < 0 || input.quantity > QUANTITY_MAX)
      return err({ kind: 'quantity-invalid' })
    const row = {
      quantity: input.quantity,
      unit: activity.result_unit,
      reported_by: reporter,
      reported_at: tx.now,
      state: 'unconfirmed',
      confirmed_by_kind: null,
      confirmed_by: null,
      confirmed_at: null,
      evidence: input.evidence.trim().slice(0, 2000),
      words: input.words.trim().slice(0, 2000),
    }
    const written = await tx.db
      .insertInto('results')
      .values({ activity_id: activity.id, region_id: activity.region_id, ...row })
      .onConflict((conflict) =>
        conflict.column('activity_id').doUpdateSet(row).where('results.state', 'in', ['unconfirmed', 'denied']),
      )
      .executeTakeFirst()
    if (Number(written.numInsertedOrUpdatedRows ?? 0n) === 0) return err({ kind: 'already' })
    tx.append(
      resultReported.entry({
        subjectId: activity.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: {
          activityId: activity.id,
          needId: activity.need_id,
          quantity: input.quantity,
          reportedBy: reporter,
        },
        public: publicOf(activity, input.quantity),
      }),
    )
    return ok(null)
  })

/**
 * Somebody other than the reporter says whether the result is true: the person helped or the site's owner by their secret link, or a
 * second named person of the organization who gives evidence. The activity fixed beforehand which of them counts.
 */
export const confirmResult = (
  ctx: Ctx,
  input: {
    readonly activityId: string
    readonly isTrue: boolean
    readonly evidence?: string | undefined
    readonly words?: string | undefined
  },
): Promise<Result<{ readonly state: 'confirmed' | 'denied' }, ResultError>> =>
  inCommand<{ state: 'confirmed' | 'denied' }, ResultError>(ctx, 'confirmResult', async (tx) => {
    const activity = await findActivityRow(tx, input.activityId)
    const result = await tx.db
      .selectFrom('results')
      .selectAll()
      .where('activity_id', '=', input.activityId)
      .forUpdate()
      .executeTakeFirst()
    if (activity === undefined || result === undefined) return err({ kind: 'unknown' })
    const by = await whoConfirms(tx, activity, result.reported_by)
    if (!by.ok) return by
    if (result.state !== 'unconfirmed') return err({ kind: 'already' })
    const evidence = input.evidence?.trim().slice(0, 2000) ?? ''
    if (by.value.kind === 'second-person' && input.isTrue && evidence === '' && result.evidence === '')
      return err({ kind: 'evidence-missing' })
    const state = input.isTrue ? 'confirmed' : 'denied'
    await tx.db
      .updateTable('results')
      .set({
        state,
        confirmed_by_kind: by.value.kind,
        confirmed_by: by.value.personId,
        confirmed_at: tx.now,
        ...(evidence === '' ? {} : { evidence }),
        ...(input.words === undefined || input.words.trim() === '' ? {} : { words: input.words.trim().slice(0, 2000) }),
      })
      .where('activity_id', '=', activity.id)
      .execute()
    const common = {
      subjectId: activity.id,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      public: { ...publicOf(activity, result.quantity), confirmedBy: by.value.kind },
    }
    const body = { activityId: activity.id, needId: activity.need_id, quantity: result.quantity }
    tx.append(
      input.isTrue
        ? resultConfirmed.entry({ ...common, body: { ...body, confirmedBy: by.value.personId } })
        : resultDenied.entry({ ...common, body: { ...body, deniedBy: by.value.personId } }),
    )
    return ok({ state })
  })

async function whoConfirms(
  tx: Tx,
  activity: ActivityRow,
  reporter: string,
): Promise<Result<{ kind: string; personId: string | null }, ResultError>> {
  const { actor } = tx.ctx
  if (actor.kind === 'link') {
    if (actor.purpose !== 'confirm-result' || actor.subjectId !== activity.id) return err({ kind: 'forbidden' })
    // The link goes to whoever was fixed beforehand; for a second person it would be anybody.
    if (!isConfirmedByLink(activity)) return err({ kind: 'wrong-confirmer' })
    return ok({ kind: activity.result_confirmer, personId: null })
  }
  // The word of the person helped, passed on by their receipt.
  if (actor.kind === 'system') return ok({ kind: 'person-helped', personId: null })
  if (actor.kind !== 'person') return err({ kind: 'forbidden' })
  // The activity is theirs, whoever wrote down what came of it.
  if (actor.personId === reporter || actor.personId === activity.coordinator_id) return err({ kind: 'own' })
  if (activity.result_confirmer !== 'second-person') return err({ kind: 'wrong-confirmer' })
  // Of the organization or there to see it: named in the record as a second person, not as one who was helped.
  const knows = await whoGains(tx.db, activity, [actor.personId])
  if (knows.size === 0) return err({ kind: 'forbidden' })
  return ok({ kind: 'second-person', personId: actor.personId })
}
