import {
  answerPost,
  checkIn,
  checkOut,
  createActivity,
  finishActivity,
  markNoShow,
  publishActivity,
} from '../../activities'
import { confirmHours, confirmResult, handOverResultLink, reportResult } from '../../contributions'
import { answerAsk, startCallOut } from '../../dispatch'
import { newChance } from '../../kit/chance'
import { unwrap } from '../../kit/result'
import { obligationIds } from '../../standards'
import { translator } from '../../web'
import { placeOf } from './land'
import type { Scene } from './past'
import type { Troupe } from './troupe'
import type { PastWork } from './works'

/** An activity that is published, and how it goes. */
export type RunningWork = {
  readonly activityId: string
  readonly postId: string
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly seats: number
  /** Index of the district whose people come. */
  readonly district: number
  /** In the unit of the activity. */
  readonly result: number
  readonly isCalledOut: boolean
  /** Those who sign up by themselves. */
  readonly come: readonly string[]
  /** Somebody with a seat who does not come. */
  readonly missing?: string | undefined
}

type Texts = { readonly aim: string; readonly briefing: string; readonly bring: string }

/** What the form of an activity is filled in with, in the language of whoever makes it. */
export function draftTexts(work: string, lang: 'kk' | 'ru' | 'en'): Texts {
  const t = translator(lang)
  const text = (part: keyof Texts) => t(`activities.work.${work}.${part}`)
  return { aim: text('aim'), briefing: text('briefing'), bring: text('bring') }
}

const ROUNDS_MINUTES = [7, 25, 48]
const CALL_OUT = { wantedPermille: 900, answerMinutes: 60 }

/** People are found, come, go; hours and the result are written down and confirmed by whoever may. */
export async function* runWork(troupe: Troupe, work: RunningWork): Scene {
  const chance = newChance(work.startsAt.epochMilliseconds)
  if (work.isCalledOut) {
    const ceiling = work.seats * 3 + 3
    const started = await startCallOut(troupe.inPart('coordinator'), { postId: work.postId, ceiling, ...CALL_OUT })
    if (!started.ok && started.error.kind !== 'nobody') unwrap(started)
    for (const minutes of ROUNDS_MINUTES) {
      yield troupe.ctx.clock.now().add({ minutes })
      await answerAsks(troupe, work.postId, (name) => {
        const own = chance.fork(`${name} ${minutes}`)
        return own.happens(0.4) ? undefined : own.happens(0.6) ? 'yes' : 'no'
      })
    }
  }
  for (const [index, name] of work.come.entries()) {
    if (index % 2 === 0) yield troupe.ctx.clock.now().add({ minutes: chance.between(5, 90) })
    await signUp(troupe, work.postId, name)
  }
  // Moments at which people are reminded.
  yield work.startsAt.subtract({ hours: 24 })
  yield work.startsAt.subtract({ minutes: 119 })
  yield work.startsAt.subtract({ minutes: 45 })
  await fillUp(troupe, work)
  yield work.startsAt.subtract({ minutes: 5 })
  const came = (await listSeated(troupe, work.postId)).filter(({ name }) => name !== work.missing)
  const present: { name: string; attendanceId: string }[] = []
  for (const { name } of came) {
    const { activityId, postId } = work
    const arrived = await checkIn(troupe.as(name), { activityId, postId, volunteerId: troupe.idOf(name), how: 'self' })
    if (arrived.ok) present.push({ name, attendanceId: arrived.value.attendanceId })
  }
  yield work.endsAt.add({ minutes: chance.between(-12, 9) })
  for (const { name, attendanceId } of present) unwrap(await checkOut(troupe.as(name), { attendanceId, how: 'self' }))
  yield work.endsAt.add({ minutes: 25 })
  await wrapUp(
    troupe,
    work,
    present.map(({ name }) => name),
  )
}

async function wrapUp(troupe: Troupe, work: RunningWork, present: readonly string[]): Promise<void> {
  const dana = troupe.inPart('coordinator')
  const { activityId } = work
  const [witness] = present
  for (const { name, assignmentId } of await listSeated(troupe, work.postId))
    if (name === work.missing && witness !== undefined)
      unwrap(await markNoShow(dana, { assignmentId, witnessId: troupe.idOf(witness) }))
  unwrap(await finishActivity(dana, { activityId }))
  unwrap(await reportResult(dana, { activityId, quantity: work.result, evidence: '', words: '' }))
}

/** Hours and result are confirmed a while later: by the coordinator, a second person who was there, or the owner of the site by a link. */
export async function* confirmWork(troupe: Troupe, work: RunningWork, evidence: string): Scene {
  const { activityId } = work
  yield troupe.ctx.clock.now().add({ minutes: 70 })
  unwrap(await confirmHours(troupe.inPart('coordinator'), { activityId, contributionIds: 'all' }))
  const { confirmer } = await troupe.ctx.db
    .selectFrom('activities')
    .select('result_confirmer as confirmer')
    .where('id', '=', activityId)
    .executeTakeFirstOrThrow()
  if (evidence === '' || confirmer === 'person-helped') return
  yield troupe.ctx.clock.now().add({ hours: 20 })
  if (confirmer === 'site-owner') {
    const { secret } = unwrap(await handOverResultLink(troupe.operatorOf(work.district), activityId))
    unwrap(await confirmResult(await troupe.onLink('confirm-result', secret), { activityId, isTrue: true, evidence }))
    return
  }
  const second = await troupe.ctx.db
    .selectFrom('attendances as a')
    .innerJoin('people as p', 'p.id', 'a.volunteer_id')
    .select('p.name')
    .where('a.activity_id', '=', activityId)
    .orderBy('p.name')
    .executeTakeFirst()
  if (second?.name != null) unwrap(await confirmResult(troupe.as(second.name), { activityId, isTrue: true, evidence }))
}

/** Whoever was asked for a post and has not answered says yes, no, or nothing yet (undefined). */
export async function answerAsks(
  troupe: Troupe,
  postId: string,
  sayOf: (name: string) => 'yes' | 'no' | undefined,
): Promise<void> {
  const asks = await troupe.ctx.db
    .selectFrom('asks as q')
    .innerJoin('people as p', 'p.id', 'q.volunteer_id')
    .select(['q.id', 'p.name'])
    .where('q.post_id', '=', postId)
    .where('q.state', '=', 'asked')
    .orderBy('q.asked_at')
    .orderBy('p.name')
    .limit(100)
    .execute()
  for (const { id, name } of asks) {
    const kind = name === null ? undefined : sayOf(name)
    if (name === null || kind === undefined) continue
    const said = { askId: id, kind, travelAccepted: true } as const
    const answered = await answerAsk(troupe.answering(name), said)
    if (!answered.ok && answered.error.kind === 'accept-first')
      await answerAsk(troupe.answering(name), { ...said, accepted: acceptedOf(answered.error) })
  }
}

/** Somebody signs up by themselves, if they may and are free. @returns whether they have a seat now */
export async function signUp(troupe: Troupe, postId: string, name: string): Promise<boolean> {
  const said = { postId, volunteerId: troupe.idOf(name), kind: 'yes', travelAccepted: true, orWait: true } as const
  let answered = await answerPost(troupe.answering(name), said)
  if (!answered.ok && answered.error.kind === 'accept-first')
    answered = await answerPost(troupe.answering(name), { ...said, accepted: acceptedOf(answered.error) })
  return answered.ok && answered.value.outcome === 'seated'
}

const acceptedOf = (owed: { ethicsVersion: number | null; briefingVersion: number | null }) => ({
  ...(owed.ethicsVersion === null ? {} : { ethicsVersion: owed.ethicsVersion }),
  ...(owed.briefingVersion === null ? {} : { briefingVersion: owed.briefingVersion }),
})

// Whoever is rung at the last moment: work for which too few said yes is not left undone.
async function fillUp(troupe: Troupe, work: RunningWork): Promise<void> {
  const wanted = Math.min(work.seats, 2)
  for (const name of await troupe.volunteers(work.district)) {
    const seated = await listSeated(troupe, work.postId)
    if (seated.length >= wanted) return
    if (!seated.some((one) => one.name === name)) await signUp(troupe, work.postId, name)
  }
}

async function listSeated(troupe: Troupe, postId: string): Promise<{ name: string; assignmentId: string }[]> {
  const rows = await troupe.ctx.db
    .selectFrom('assignments as a')
    .innerJoin('people as p', 'p.id', 'a.volunteer_id')
    .select(['p.name', 'a.id'])
    .where('a.post_id', '=', postId)
    .where('a.state', '=', 'live')
    .orderBy('p.name')
    .limit(100)
    .execute()
  return rows.map(({ id, name }) => ({ name: name ?? '', assignmentId: id }))
}

/** An activity nobody asked for by name: planned, published, signed up for, done. */
export async function* workScene(troupe: Troupe, work: PastWork): Scene {
  yield troupe.at(work.day - work.plannedDays, '12:00')
  const { activityId, postId } = await openWork(troupe, work)
  const startsAt = troupe.at(work.day, work.from)
  const running: RunningWork = {
    ...{ activityId, postId, startsAt, endsAt: startsAt.add({ hours: work.hours }), seats: work.seats },
    ...{ district: placeOf(work.village).district, result: work.result, isCalledOut: false },
    ...{ come: work.come, missing: work.missing },
  }
  yield* runWork(troupe, running)
  // Of the latest work nobody has looked at the hours yet.
  if (work.evidence !== '') yield* confirmWork(troupe, running, work.evidence)
}

/** What is known of work when it is planned; `claimId` names the claim it serves. */
export type PlannedWork = Omit<PastWork, 'plannedDays' | 'come' | 'missing' | 'result' | 'evidence' | 'work'> & {
  readonly result?: number
  readonly work: PastWork['work'] | 'flood'
  readonly claimId?: string
}

/** Makes an activity of the organization and publishes it, or sends it to the authority. */
export async function openWork(troupe: Troupe, work: PlannedWork): Promise<{ activityId: string; postId: string }> {
  const dana = troupe.inPart('coordinator')
  const startsAt = troupe.at(work.day, work.from)
  const made = unwrap(
    await createActivity(dana, {
      ...draftTexts(work.work, 'kk'),
      ...(work.aim === undefined ? {} : { aim: work.aim }),
      organizationId: troupe.organizationId(),
      work: work.work,
      title: work.title,
      place: { ...placeOf(work.village), localityId: troupe.villageIds[work.village] },
      placeWords: work.placeWords,
      startsAt,
      endsAt: startsAt.add({ hours: work.hours }),
      seats: work.seats,
      ...(work.result === undefined ? {} : { resultQuantity: work.result }),
      emergencyContact: 'Дана, +7 711 200 00 00',
      ...(work.claimId === undefined ? {} : { claimId: work.claimId }),
    }),
  )
  unwrap(await publishActivity(dana, { activityId: made.activityId, stated: obligationIds }))
  return made
}
