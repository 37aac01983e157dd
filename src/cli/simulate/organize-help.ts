import { createActivity, publishActivity, reviewActivity } from '../../activities'
import { type StartCallOut, startCallOut } from '../../dispatch'
import { claimLine } from '../../needs'
import { findLocality, findRegion } from '../../places'
import { obligationIds } from '../../standards'
import type { Cast, Coordinator } from './cast'
import type { Stage } from './stage'

/** Work that was organized for a need and waits for its time. */
export type OrganizedWork = {
  readonly needId: string
  readonly activityId: string
  readonly postId: string
  readonly coordinator: Coordinator
  readonly claimIds: readonly string[]
  readonly endsAt: Temporal.Instant
}

/** Who hears of what a coordinator does: of each work that was published, and of each call-out just before it starts. */
export type Listener = {
  onWork(work: OrganizedWork): void
  beforeCallOut(callOut: StartCallOut): Promise<void>
}

const CLAIM_HOURS = 72
const ANSWER_MINUTES = 30
const WORK_HOURS = 2
const FIRST_HOUR = 8
const LAST_HOUR = 18

/**
 * A coordinator takes what a need still lacks, makes the work of it, publishes it and starts asking: goods go in one round, each competence
 * is work of its own.
 */
export async function organizeHelp(
  stage: Stage,
  cast: Cast,
  coordinator: Coordinator,
  needId: string,
  listener: Listener,
): Promise<void> {
  const { db } = stage.system
  const now = stage.timeline.clock.now()
  const lines = await db
    .selectFrom('need_lines as l')
    .select(['l.id', 'l.open', 'l.competence_id', 'l.words'])
    .where('l.need_id', '=', needId)
    .where('l.open', '>', 0)
    .orderBy('l.words')
    .orderBy('l.id')
    .limit(50)
    .execute()
  const rounds = new Map<string, string[]>()
  for (const line of lines) {
    const until = now.add({ hours: CLAIM_HOURS })
    const { organizationId } = coordinator
    const claimed = await claimLine(stage.as(coordinator.actor), {
      lineId: line.id,
      organizationId,
      quantity: line.open,
      until,
    })
    if (!claimed.ok) continue
    const round = line.competence_id ?? 'goods'
    rounds.set(round, [...(rounds.get(round) ?? []), claimed.value.claimId])
  }
  for (const [round, claimIds] of rounds)
    await organizeRound(stage, cast, coordinator, { needId, round, claimIds }, listener)
}

/** Makes, publishes and calls out the work of one round, for claims that are held. */
export async function organizeRound(
  stage: Stage,
  cast: Cast,
  coordinator: Coordinator,
  {
    needId,
    round,
    claimIds,
  }: { readonly needId: string; readonly round: string; readonly claimIds: readonly string[] },
  listener: Listener,
): Promise<void> {
  const need = await stage.system.db
    .selectFrom('needs')
    .select(['region_id', 'locality_id', 'zone', 'home_address', 'reference'])
    .where('id', '=', needId)
    .executeTakeFirstOrThrow()
  const locality = need.locality_id === null ? undefined : await findLocality(stage.system.db, need.locality_id)
  const point = locality?.point ?? (await findRegion(stage.system.db, need.region_id))?.point
  const startsAt = nextSlot(stage.timeline.clock.now(), need.zone)
  const endsAt = startsAt.add({ hours: WORK_HOURS })
  const chance = stage.chanceOf(`work ${round}`, needId)
  const seatsMin = need.home_address ? 2 : 1
  const [claimId] = claimIds
  const made = await createActivity(stage.as(coordinator.actor), {
    organizationId: coordinator.organizationId,
    work: round === 'goods' ? 'delivery' : 'visit',
    title: need.reference,
    place: { regionId: need.region_id, localityId: need.locality_id ?? undefined, zone: need.zone, point },
    startsAt,
    endsAt,
    seats: seatsMin + chance.between(0, 1),
    seatsMin,
    aim: 'Help reaches those who asked',
    briefing: 'Meet at the place, go in pairs, ask before you enter.',
    emergencyContact: '+7 701 000 00 00',
    claimId,
  })
  if (!made.ok) return
  const { activityId, postId } = made.value
  stage.name(postId, `${stage.nameOf(needId)} ${round} ${startsAt.toString()}`)
  const published = await publishActivity(stage.as(coordinator.actor), { activityId, stated: obligationIds })
  if (!published.ok) return
  const work = { needId, activityId, postId, coordinator, claimIds, endsAt }
  const callOut = async (): Promise<void> => {
    const chosen = { postId, ceiling: 60, wantedPermille: 900, answerMinutes: ANSWER_MINUTES }
    await listener.beforeCallOut(chosen)
    await startCallOut(stage.as(coordinator.actor), chosen)
  }
  listener.onWork(work)
  if (published.value.state === 'open') return callOut()
  stage.timeline.after(chance.minutes(15), async () => {
    const reviewed = await reviewActivity(stage.as(cast.authority), { activityId, opens: true })
    if (reviewed.ok) await callOut()
  })
}

/** The next quarter of an hour by day that leaves people time to answer and come. */
export function nextSlot(now: Temporal.Instant, zone: string): Temporal.Instant {
  const soonest = now.add({ minutes: 90 }).toZonedDateTimeISO(zone)
  const quarter = soonest.round({ smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'ceil' })
  if (quarter.hour >= FIRST_HOUR && quarter.hour < LAST_HOUR) return quarter.toInstant()
  const day = quarter.hour >= LAST_HOUR ? quarter.add({ days: 1 }) : quarter
  return day.with({ hour: FIRST_HOUR, minute: 30, second: 0, millisecond: 0 }).toInstant()
}
