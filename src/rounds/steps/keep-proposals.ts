import type { RoundsPlan, RoundsProblem } from '../../allocation'
import { newPublicId } from '../../kit/ids'
import { newReference } from '../../kit/reference'
import type { Tx } from '../../platform'
import { touchesNight } from '../../standards'
import { momentOf, type RoundSpan } from '../plan/build-problem'
import type { Delivery } from '../plan/delivery'
import { type LaidStop, layOutRound } from '../plan/lay-out-round'
import type { StopKind } from '../round'
import type { ReadyVehicle } from '../vehicles/vehicle'

/** Roads and doors take longer than reckoned: whoever drives says yes to so much more. */
const SLACK_MINUTES = 30

/** What a plan found, to be kept as proposals. */
export type Proposals = {
  readonly planId: string
  readonly organizationId: string
  readonly regionId: string
  readonly zone: string
  readonly span: RoundSpan
  readonly problem: RoundsProblem
  readonly deliveries: readonly Delivery[]
  readonly vehicles: readonly ReadyVehicle[]
  readonly plan: RoundsPlan
  /** Needs met at a home, and needs of a drill. */
  readonly homes: ReadonlySet<string>
  readonly drills: ReadonlySet<string>
}

/** Writes the rounds of a plan down as proposals. @returns how many rounds and stops there are */
export async function keepProposals(tx: Tx, found: Proposals): Promise<{ rounds: number; stops: number }> {
  let stops = 0
  for (const round of found.plan.rounds) {
    const laid = layOutRound(found.problem, round)
    const vehicle = found.vehicles[round.vehicle]
    if (vehicle === undefined) throw new RangeError(`expected a vehicle of the plan, got ${round.vehicle}`)
    const roundId = newPublicId()
    const own = [...new Set(round.stops.map(({ job }) => job))].flatMap((job) => found.deliveries[job] ?? [])
    const startsAt = momentOf(found.span, Math.floor(laid.leaves))
    const endsAt = momentOf(found.span, laid.back + SLACK_MINUTES)
    await tx.db
      .insertInto('rounds')
      .values({
        id: roundId,
        reference: newReference(),
        region_id: found.regionId,
        organization_id: found.organizationId,
        plan_id: found.planId,
        vehicle_id: vehicle.id,
        zone: found.zone,
        state: 'proposed',
        starts_at: startsAt,
        ends_at: endsAt,
        distance_meters: Math.round(laid.meters),
        two: own.some(({ needId }) => found.homes.has(needId)) || touchesNight(startsAt, endsAt, found.zone),
        vetted: own.some(({ abilities }) => abilities.includes('vetted')),
        languages: [...new Set(own.flatMap(({ language }) => language ?? []))].sort(),
        drill: own.some(({ needId }) => found.drills.has(needId)),
        made_at: tx.now,
      })
      .execute()
    stops += await keepStops(tx, found, roundId, laid.stops)
  }
  return { rounds: found.plan.rounds.length, stops }
}

/** What is done at a laid stop, as stops of their own: a site where one unloads and loads is two. */
export function kindsOf(stop: LaidStop, deliveries: readonly Delivery[]) {
  const parts: { kind: StopKind; picks: readonly number[]; drops: readonly number[]; id: string }[] = []
  const drop = deliveries[stop.drops[0] ?? -1]?.to.place
  if (drop !== undefined)
    parts.push({ kind: drop.kind === 'need' ? 'hand' : 'unload', picks: [], drops: stop.drops, id: drop.id })
  const pick = deliveries[stop.picks[0] ?? -1]?.from.place
  if (pick !== undefined)
    parts.push({ kind: pick.kind === 'donor' ? 'fetch' : 'load', picks: stop.picks, drops: [], id: pick.id })
  return parts
}

async function keepStops(tx: Tx, found: Proposals, roundId: string, laid: readonly LaidStop[]): Promise<number> {
  const { deliveries, span } = found
  const from = new Map<number, string>()
  const goods: { job: number; toStopId: string }[] = []
  let position = 0
  for (const stop of laid)
    for (const part of kindsOf(stop, deliveries)) {
      const id = newPublicId()
      const end = deliveries[part.drops[0] ?? -1]?.to ?? deliveries[part.picks[0] ?? -1]?.from
      await tx.db
        .insertInto('round_stops')
        .values({
          id,
          round_id: roundId,
          position: position++,
          kind: part.kind,
          site_id: part.kind === 'load' || part.kind === 'unload' ? part.id : null,
          need_id: part.kind === 'hand' ? part.id : null,
          pledge_id: part.kind === 'fetch' ? part.id : null,
          arrives_at: momentOf(span, stop.arrives),
          minutes: Math.ceil(stop.minutes),
          window_from: end?.from ?? null,
          window_until: end?.until ?? null,
          state: 'planned',
        })
        .execute()
      for (const job of part.picks) from.set(job, id)
      for (const job of part.drops) goods.push({ job, toStopId: id })
    }
  for (const { job, toStopId } of goods) {
    const delivery = deliveries[job]
    for (const cargo of delivery?.cargo ?? [])
      await tx.db
        .insertInto('round_goods')
        .values({
          id: newPublicId(),
          round_id: roundId,
          need_id: delivery?.needId ?? '',
          pick_id: cargo.pickId,
          pledge_id: cargo.pledgeId,
          from_stop_id: from.get(job) ?? '',
          to_stop_id: toStopId,
          quantity: cargo.quantity,
          state: 'proposed',
        })
        .execute()
  }
  return position
}
