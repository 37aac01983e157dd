import { addPostIn, createActivityIn, publishActivityIn } from '../../activities'
import { type AskByHandError, askByHand } from '../../dispatch'
import { err, ok, type Result } from '../../kit/result'
import { personActing } from '../../people'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import type { ObligationId } from '../../standards'
import { activityDay } from '../../standards'
import { activityBriefing } from '../activity-words'
import { roundSent } from '../entries'
import { activityNeeds, flagsOf } from '../steps/activity-needs'
import { aboutRound, listGoods, listStops, lockRound, type RoundRow } from '../steps/lock-round'
import { DRIVING, VETTED } from '../vehicles/list-ready-vehicles'

/** Sends a proposed round out. */
export type SendRound = {
  readonly roundId: string
  /** Who sends it out, where a key passes it on. */
  readonly coordinatorId?: string | undefined
  /** A telephone for whoever is overdue; owed where the work is risky. */
  readonly emergencyContact: string
  /** Obligations the coordinator answers for. */
  readonly stated: readonly string[]
}

/** Why a round stays a proposal. */
export type SendRoundError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-proposed' | 'over' | 'goods-taken' | 'need-ended' | 'vehicle-gone' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'obligations-missing'; readonly obligations: readonly ObligationId[] }

/** `waits-for-review`: the authority looks at the gravest work before anybody is asked. */
export type SentRound = { readonly activityId: string; readonly state: 'open' | 'review' }

/** The driver is asked, or why not yet. */
export type RoundAsked = { readonly kind: 'asked' } | AskByHandError

/** A driver has so long to answer, unless the round leaves sooner. */
const ANSWER_MINUTES = 240

/**
 * Makes a proposed round an activity with a post for its driver, and one for a second person where two go. Its people come by their own yes
 * alone, under the same law and checks as everywhere. Asks for dispatch:run. Records round.sent and what an activity records.
 */
export const sendRound = (ctx: Ctx, input: SendRound): Promise<Result<SentRound, SendRoundError>> =>
  inCommand<SentRound, SendRoundError>(ctx, 'sendRound', async (tx) => {
    const round = await lockRound(tx, input.roundId)
    if (round === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: round.organization_id, regionId: round.region_id }
    if (!may(ctx, 'dispatch:run', scope)) return err({ kind: 'forbidden' })
    if (round.state !== 'proposed') return err({ kind: 'not-proposed' })
    if (Temporal.Instant.compare(round.starts_at, tx.now) < 0) return err({ kind: 'over' })
    const holds = await stillHolds(tx, round)
    if (!holds.ok) return holds
    const coordinatorId = (await personActing(tx, 'dispatch:run', scope, input.coordinatorId)) ?? undefined
    const made = await makeActivity(tx, round, { ...input, coordinatorId })
    if (!made.ok) return made
    const { activityId, driverPostId, helperPostId, state } = made.value
    await tx.db
      .updateTable('rounds')
      .set({ state: 'sent', activity_id: activityId, driver_post_id: driverPostId, helper_post_id: helperPostId })
      .where('id', '=', round.id)
      .execute()
    await tx.db.updateTable('round_goods').set({ state: 'planned' }).where('round_id', '=', round.id).execute()
    const stops = await listStops(tx, round.id)
    const hands = stops.filter(({ kind }) => kind === 'hand').length
    tx.append(
      roundSent.entry({
        subjectId: round.id,
        regionId: round.region_id,
        organizationId: round.organization_id,
        body: {
          ...aboutRound({ ...round, activity_id: activityId }),
          vehicleId: round.vehicle_id,
          stops: stops.length,
          meters: round.distance_meters,
        },
        public: {
          region: round.region_id,
          day: activityDay(round.starts_at, round.zone).toString(),
          activity: activityId,
          organization: round.organization_id,
          count: hands,
        },
      }),
    )
    return ok({ activityId, state })
  })

/** Whether what it was planned for is still there: the goods, who asked for them, and the vehicle. */
async function stillHolds(tx: Tx, round: RoundRow): Promise<Result<null, SendRoundError>> {
  const vehicle = await tx.db
    .selectFrom('vehicles')
    .select('id')
    .where('id', '=', round.vehicle_id)
    .where('state', '=', 'offered')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('rounds as r')
            .select('r.id')
            .whereRef('r.vehicle_id', '=', 'vehicles.id')
            .where('r.state', 'in', ['sent', 'underway'])
            .where('r.starts_at', '<', round.ends_at)
            .where('r.ends_at', '>', round.starts_at),
        ),
      ),
    )
    .forShare()
    .executeTakeFirst()
  if (vehicle === undefined) return err({ kind: 'vehicle-gone' })
  const needs = await activityNeeds(tx, round.id)
  if (needs.some((need) => need.closed_at !== null)) return err({ kind: 'need-ended' })
  for (const goods of await listGoods(tx, round.id)) {
    const taken = await tx.db
      .selectFrom('round_goods')
      .select('id')
      .where((eb) => eb.or([eb('pick_id', '=', goods.pick_id), eb('pledge_id', '=', goods.pledge_id)]))
      .where('state', 'in', ['planned', 'aboard'])
      .limit(1)
      .executeTakeFirst()
    if (taken !== undefined || !(await isThere(tx, goods))) return err({ kind: 'goods-taken' })
  }
  return ok(null)
}

async function isThere(
  tx: Tx,
  goods: { readonly pick_id: string | null; readonly pledge_id: string | null; readonly quantity: number },
): Promise<boolean> {
  if (goods.pick_id !== null) {
    const pick = await tx.db
      .selectFrom('stock_picks')
      .select('id')
      .where('id', '=', goods.pick_id)
      .where('state', '=', 'held')
      .executeTakeFirst()
    return pick !== undefined
  }
  const pledge = await tx.db
    .selectFrom('pledges')
    .select('awaited')
    .where('id', '=', goods.pledge_id ?? '')
    .executeTakeFirst()
  return (pledge?.awaited ?? 0) >= goods.quantity
}

type MadeActivity = SentRound & { readonly driverPostId: string; readonly helperPostId: string | null }

async function makeActivity(tx: Tx, round: RoundRow, input: SendRound): Promise<Result<MadeActivity, SendRoundError>> {
  const needs = await activityNeeds(tx, round.id)
  const words = activityBriefing(tx.ctx.lang, round, needs)
  const made = await createActivityIn(tx, {
    organizationId: round.organization_id,
    work: 'delivery',
    title: words.title,
    place: { regionId: round.region_id, zone: round.zone },
    startsAt: round.starts_at,
    endsAt: round.ends_at,
    postTitle: words.driver,
    seats: 1,
    competences: [{ id: DRIVING, level: 1 }, ...(round.vetted ? [{ id: VETTED, level: 1 as const }] : [])],
    languages: round.languages,
    aim: words.aim,
    briefing: words.briefing,
    coordinatorId: input.coordinatorId,
    emergencyContact: input.emergencyContact,
    resultQuantity: Math.max(1, needs.length),
    resultUnit: 'delivery',
    flags: flagsOf(needs),
  })
  if (!made.ok) return err({ kind: 'refused', why: made.error.kind })
  const { activityId, postId } = made.value
  const activity = await tx.db
    .selectFrom('activities')
    .select(['id', 'region_id', 'organization_id', 'state', 'zone', 'need_id', 'home_address', 'flags'])
    .where('id', '=', activityId)
    .executeTakeFirstOrThrow()
  const helperPostId = round.two
    ? await addPostIn(tx, activity, {
        title: words.helper,
        seats: 1,
        startsAt: round.starts_at,
        endsAt: round.ends_at,
      })
    : null
  const published = await publishActivityIn(tx, { activityId, stated: input.stated })
  if (!published.ok)
    return published.error.kind === 'obligations-missing'
      ? err({ kind: 'obligations-missing', obligations: published.error.obligations })
      : err({ kind: 'refused', why: published.error.kind })
  return ok({ activityId, driverPostId: postId, helperPostId, state: published.value.state })
}

/** Asks the owner of a round's vehicle to drive it, under the rules of every ask. Records ask.sent. */
export async function askDriver(ctx: Ctx, roundId: string): Promise<RoundAsked> {
  const round = await ctx.db
    .selectFrom('rounds as r')
    .innerJoin('vehicles as v', 'v.id', 'r.vehicle_id')
    .select(['r.driver_post_id', 'v.person_id'])
    .where('r.id', '=', roundId)
    .executeTakeFirst()
  if (round?.driver_post_id == null || round.person_id === null) return { kind: 'unknown' }
  const asked = await askByHand(ctx, {
    postId: round.driver_post_id,
    volunteerId: round.person_id,
    answerMinutes: ANSWER_MINUTES,
  })
  return asked.ok ? { kind: 'asked' } : asked.error
}
