import { newPublicId } from '../../kit/ids'
import type { Tx } from '../../platform'
import {
  defined,
  needFirstYes,
  peopleComing,
  peopleOnTheWay,
  publicOfNeed,
  visitCancelled,
  visitDelayed,
} from '../entries'
import { mayStep } from '../need'
import { lockNeed, minutesBetween } from './needs-of'
import { recordHelped } from './record-helped'

/**
 * Notes that the first person said yes to helping with a need; later calls change nothing. For rooms below, inside their command.
 * Entry to declare: need.first-yes.
 */
export async function noteFirstYes(tx: Tx, needId: string): Promise<void> {
  const need = await lockNeed(tx, needId)
  if (need === undefined || need.first_yes_at !== null || !mayStep('come', need.state)) return
  await tx.db.updateTable('needs').set({ first_yes_at: tx.now }).where('id', '=', need.id).execute()
  const waitMinutes = minutesBetween(need.raised_at, tx.now)
  tx.append(
    needFirstYes.entry({
      subjectId: need.id,
      regionId: need.region_id,
      body: { waitMinutes },
      public: { ...publicOfNeed(need, tx.now), ...defined, waitMinutes },
    }),
  )
}

/** Who comes to whom and when. `sourceId` is the activity (or round) that sends them: one visit per need and source. */
export type PeopleComing = {
  readonly needId: string
  readonly sourceId: string
  readonly organizationId: string
  readonly personIds: readonly string[]
  readonly arrivesAt: Temporal.Instant
}

const DELAY_MINUTES_MIN = 10

/**
 * Notes who comes to a need and when, so that the person helped is told: first names, organization, code word, time. Called again with
 * other people or another time it tells the change; ten minutes later or more is a delay. For rooms below, inside their command.
 * Entries to declare: need.people-coming, need.delayed.
 */
export async function notePeopleComing(tx: Tx, input: PeopleComing): Promise<void> {
  const need = await lockNeed(tx, input.needId)
  if (need === undefined || !mayStep('come', need.state)) return
  const known = await findVisit(tx, input.needId, input.sourceId)
  const late = known === undefined ? 0 : minutesBetween(known.arrives_at, input.arrivesAt)
  const delayed = known !== undefined && known.state !== 'cancelled' && late >= DELAY_MINUTES_MIN
  const visit = known?.id ?? newPublicId()
  const values = {
    organization_id: input.organizationId,
    person_ids: [...input.personIds],
    arrives_at: input.arrivesAt,
    state: 'coming',
    told_at: tx.now,
  }
  if (known === undefined) {
    await tx.db
      .insertInto('need_visits')
      .values({ ...values, id: visit, need_id: need.id, source_id: input.sourceId, promised_at: input.arrivesAt })
      .execute()
  } else {
    const promised = delayed ? known.promised_at : input.arrivesAt
    await tx.db
      .updateTable('need_visits')
      .set({ ...values, promised_at: promised, delays: known.delays + (delayed ? 1 : 0) })
      .where('id', '=', visit)
      .execute()
  }
  await tx.db.updateTable('needs').set({ coming_at: input.arrivesAt }).where('id', '=', need.id).execute()
  const body = { visit, arrivesAt: input.arrivesAt.toString(), people: input.personIds.length }
  tx.append(
    delayed
      ? visitDelayed.entry({
          subjectId: need.id,
          regionId: need.region_id,
          organizationId: input.organizationId,
          body: { ...body, lateMinutes: late },
          public: { ...publicOfNeed(need, tx.now), minutes: late },
        })
      : peopleComing.entry({
          subjectId: need.id,
          regionId: need.region_id,
          organizationId: input.organizationId,
          body,
          public: { ...publicOfNeed(need, tx.now), organization: input.organizationId },
        }),
  )
}

const findVisit = (tx: Tx, needId: string, sourceId: string) =>
  tx.db
    .selectFrom('need_visits')
    .selectAll()
    .where('need_id', '=', needId)
    .where('source_id', '=', sourceId)
    .executeTakeFirst()

/** Notes that they have set out. For rooms below, inside their command. Entry to declare: need.on-the-way. */
export async function notePeopleOnTheWay(tx: Tx, needId: string, sourceId: string): Promise<void> {
  await changeVisit(tx, needId, sourceId, ['coming'], 'on-the-way')
}

/** Notes that those people do not come after all. For rooms below, inside their command. Entry to declare: need.visit-cancelled. */
export async function notePeopleNotComing(tx: Tx, needId: string, sourceId: string): Promise<void> {
  await changeVisit(tx, needId, sourceId, ['coming', 'on-the-way'], 'cancelled')
}

async function changeVisit(
  tx: Tx,
  needId: string,
  sourceId: string,
  from: readonly string[],
  to: 'on-the-way' | 'cancelled',
): Promise<void> {
  const need = await lockNeed(tx, needId)
  const visit = need === undefined ? undefined : await findVisit(tx, needId, sourceId)
  if (need === undefined || visit === undefined || !from.includes(visit.state)) return
  await tx.db.updateTable('need_visits').set({ state: to, told_at: tx.now }).where('id', '=', visit.id).execute()
  const entry = to === 'cancelled' ? visitCancelled : peopleOnTheWay
  tx.append(
    entry.entry({
      subjectId: need.id,
      regionId: need.region_id,
      organizationId: visit.organization_id,
      body: { visit: visit.id },
      public: publicOfNeed(need, tx.now),
    }),
  )
}

/**
 * Notes that those who came say it is done: from now on the person helped is asked whether it was what they needed. Later calls change
 * nothing. For rooms below, inside their command. Entry to declare: need.helped.
 */
export async function noteHelped(tx: Tx, needId: string): Promise<void> {
  const need = await lockNeed(tx, needId)
  if (need === undefined || !mayStep('help', need.state)) return
  await tx.db.updateTable('needs').set({ state: 'helped', helped_at: tx.now }).where('id', '=', need.id).execute()
  await tx.db
    .updateTable('need_visits')
    .set({ state: 'done' })
    .where('need_id', '=', need.id)
    .where('state', 'in', ['coming', 'on-the-way'])
    .execute()
  await recordHelped(tx, need)
}
