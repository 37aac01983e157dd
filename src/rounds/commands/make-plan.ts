import type { RoundsProblem } from '../../allocation'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { roundPlanMade } from '../entries'
import { askPlanner } from '../plan/ask-planner'
import { buildProblem, type RoundSpan } from '../plan/build-problem'
import type { Delivery } from '../plan/delivery'
import { listDeliveries } from '../plan/list-deliveries'
import type { AnswerTo } from '../plan/planner-messages'
import { type LeftOutReason, whyLeftOut } from '../plan/why-left-out'
import { PLAN_HOURS } from '../round'
import { keepProposals } from '../steps/keep-proposals'
import { listReadyVehicles } from '../vehicles/list-ready-vehicles'
import type { ReadyVehicle } from '../vehicles/vehicle'

/** A day for which rounds are planned. */
export type MakeRoundPlan = {
  readonly organizationId: string
  readonly day: Temporal.PlainDate
  /** Minutes of the day within which rounds are on the road. */
  readonly fromMinute: number
  readonly untilMinute: number
  /** Where what is fetched at donors' goes: straight to whoever asked, or to this site. */
  readonly fetchTo: { readonly siteId: string } | 'straight'
}

/** Why there is no plan. */
export type RoundPlanError = { readonly kind: 'forbidden' | 'over' | 'time-invalid' | 'site-unknown' | 'nothing-waits' }

/** How long the planner may look for something better. */
const SECONDS = 3

/** A delivery in no round of a plan. */
export type LeftOut = { readonly needId: string; readonly why: LeftOutReason }

type Stage = {
  readonly regionId: string
  readonly zone: string
  readonly span: RoundSpan
  readonly deliveries: readonly Delivery[]
  readonly withoutPlace: readonly string[]
  readonly vehicles: readonly ReadyVehicle[]
  readonly homes: ReadonlySet<string>
  readonly drills: ReadonlySet<string>
}

/**
 * Plans rounds for what waits at an organization's sites and at donors', with the vehicles offered in its region. Nothing moves and nobody
 * is asked: the rounds are proposals that a person sends out. Asks for dispatch:run. Records round-plan.made.
 */
export async function makeRoundPlan(
  ctx: Ctx,
  input: MakeRoundPlan,
): Promise<Result<{ readonly planId: string }, RoundPlanError>> {
  const stage = await inCommand({ ...ctx, idempotency: undefined }, 'readDeliveries', (tx) => readStage(tx, input))
  // A repeat gets the first outcome, whatever has become of the deliveries since.
  if (!stage.ok) return inCommand<{ planId: string }, RoundPlanError>(ctx, 'makeRoundPlan', async () => stage)
  const { deliveries, vehicles, span } = stage.value
  const problem = buildProblem(deliveries, vehicles, span)
  const { answer } = await askPlanner({ kind: 'plan', problem, seconds: SECONDS })
  return inCommand(ctx, 'makeRoundPlan', (tx) => keep(tx, input, stage.value, problem, answer))
}

async function readStage(tx: Tx, input: MakeRoundPlan): Promise<Result<Stage, RoundPlanError>> {
  const organization = await tx.db
    .selectFrom('organizations as o')
    .innerJoin('regions as r', 'r.id', 'o.region_id')
    .select(['o.region_id', 'r.zone'])
    .where('o.id', '=', input.organizationId)
    .executeTakeFirst()
  if (organization === undefined) return err({ kind: 'forbidden' })
  const { region_id: regionId, zone } = organization
  if (!may(tx.ctx, 'dispatch:run', { organizationId: input.organizationId, regionId }))
    return err({ kind: 'forbidden' })
  if (input.fromMinute >= input.untilMinute) return err({ kind: 'time-invalid' })
  const dawn = input.day.toZonedDateTime(zone)
  const until = dawn.add({ minutes: input.untilMinute }).toInstant()
  if (Temporal.Instant.compare(until, tx.now) <= 0) return err({ kind: 'over' })
  const asked = dawn.add({ minutes: input.fromMinute }).toInstant()
  const from = Temporal.Instant.compare(asked, tx.now) < 0 ? nextMinute(tx.now) : asked
  if (input.fetchTo !== 'straight' && !(await isOwnSite(tx, input.organizationId, input.fetchTo.siteId)))
    return err({ kind: 'site-unknown' })
  const { deliveries, withoutPlace } = await listDeliveries(tx, input)
  if (deliveries.length + withoutPlace.length === 0) return err({ kind: 'nothing-waits' })
  const span = { from, until }
  const vehicles = await listReadyVehicles(tx, regionId, span)
  const needs = await tx.db
    .selectFrom('needs')
    .select(['id', 'home_address', 'drill'])
    .where('id', 'in', deliveries.map(({ needId }) => needId).concat(withoutPlace))
    .limit(1000)
    .execute()
  return ok({
    regionId,
    zone,
    span,
    deliveries,
    withoutPlace,
    vehicles,
    homes: new Set(needs.filter((need) => need.home_address).map((need) => need.id)),
    drills: new Set(needs.filter((need) => need.drill).map((need) => need.id)),
  })
}

const nextMinute = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: 'minute', roundingMode: 'ceil' })

const isOwnSite = async (tx: Tx, organizationId: string, siteId: string): Promise<boolean> =>
  (await tx.db
    .selectFrom('sites')
    .select('id')
    .where('id', '=', siteId)
    .where('organization_id', '=', organizationId)
    .where('state', '<>', 'closed')
    .executeTakeFirst()) !== undefined

async function keep(
  tx: Tx,
  input: MakeRoundPlan,
  stage: Stage,
  problem: RoundsProblem,
  answer: AnswerTo<{ kind: 'plan'; problem: RoundsProblem; seconds: number }>['answer'],
): Promise<Result<{ planId: string }, RoundPlanError>> {
  const planId = newPublicId()
  const leftOut: LeftOut[] = [
    ...whyLeftOut(problem, answer).map(({ job, why }) => ({ needId: stage.deliveries[job]?.needId ?? '', why })),
    ...stage.withoutPlace.map((needId) => ({ needId, why: 'no-place' as const })),
  ]
  await tx.db
    .insertInto('round_plans')
    .values({
      id: planId,
      region_id: stage.regionId,
      organization_id: input.organizationId,
      zone: stage.zone,
      starts_at: stage.span.from,
      ends_at: stage.span.until,
      left_out: JSON.stringify(leftOut),
      vehicles: stage.vehicles.length,
      made_by: personOf(tx.ctx),
      made_at: tx.now,
      until: tx.now.add({ hours: PLAN_HOURS }),
    })
    .execute()
  const { organizationId } = input
  const plan = answer.solution ?? { rounds: [], vehicles: 0, distance: 0, undone: [] }
  const { rounds, stops } = await keepProposals(tx, { ...stage, planId, organizationId, problem, plan })
  tx.append(
    roundPlanMade.entry({
      subjectId: planId,
      regionId: stage.regionId,
      organizationId,
      body: { rounds, stops, leftOut: leftOut.length, vehicles: stage.vehicles.length },
      public: { region: stage.regionId, organization: organizationId, count: rounds },
    }),
  )
  return ok({ planId })
}
