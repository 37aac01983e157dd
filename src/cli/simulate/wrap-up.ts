import { cancelActivity, checkOut, finishActivity, markNoShow } from '../../activities'
import { confirmHours, reportResult } from '../../contributions'
import { receiveHelp, releaseClaim } from '../../needs'
import type { Cast } from './cast'
import type { OrganizedWork } from './organize-help'
import type { Stage } from './stage'

const CONFIRM_MINUTES = 30

/** What came of a piece of work: how many people came. */
export type WorkOutcome = { readonly came: number }

/** A coordinator ends a piece of work: checks out who forgot to, notes with a witness who did not come, closes. */
export async function wrapUp(stage: Stage, work: OrganizedWork): Promise<WorkOutcome> {
  const { db } = stage.system
  const { activityId, coordinator } = work
  const present = await db
    .selectFrom('attendances')
    .select(['id', 'volunteer_id', 'checked_out_at'])
    .where('activity_id', '=', activityId)
    .orderBy('volunteer_id')
    .limit(500)
    .execute()
  for (const { id } of present.filter((one) => one.checked_out_at === null))
    await checkOut(stage.as(coordinator.actor), { attendanceId: id, how: 'coordinator' })
  const witness = present[0]?.volunteer_id
  if (witness === undefined) {
    await cancelActivity(stage.as(coordinator.actor), { activityId, words: 'Nobody came' })
    return { came: 0 }
  }
  const missing = await db
    .selectFrom('assignments')
    .select(['id', 'volunteer_id'])
    .where('activity_id', '=', activityId)
    .where('state', '=', 'live')
    .orderBy('volunteer_id')
    .limit(500)
    .execute()
  for (const one of missing.filter(({ volunteer_id }) => !present.some((other) => other.volunteer_id === volunteer_id)))
    await markNoShow(stage.as(coordinator.actor), { assignmentId: one.id, witnessId: witness })
  const finished = await stage.twice(coordinator.actor, (ctx) => finishActivity(ctx, { activityId }))
  const came = finished.ok ? finished.value.came : 0
  if (came > 0) {
    await reportResult(stage.as(coordinator.actor), { activityId, quantity: came, evidence: '', words: '' })
    stage.timeline.after(CONFIRM_MINUTES, async () => {
      await confirmHours(stage.as(coordinator.actor), { activityId, contributionIds: 'all' })
    })
  }
  return { came }
}

/** Gives back what was claimed for work that came to nothing. */
export async function giveUp(stage: Stage, work: OrganizedWork): Promise<void> {
  for (const claimId of work.claimIds) await releaseClaim(stage.as(work.coordinator.actor), claimId)
}

/** The person helped says whether it was what they needed: by their own link where they have one, else by telephone through an operator. */
export async function sayReceipt(stage: Stage, cast: Cast, needId: string): Promise<void> {
  const chance = stage.chanceOf('receipt', needId)
  const answer = chance.happens(0.82)
    ? ({ result: 'yes', reason: null } as const)
    : chance.happens(0.6)
      ? ({ result: 'partly', reason: 'less' } as const)
      : ({ result: 'no', reason: 'other-thing' } as const)
  const link = await stage.system.db
    .selectFrom('secret_links as l')
    .innerJoin('needs as n', 'n.id', 'l.subject_id')
    .select('l.id')
    .where('l.subject_id', '=', needId)
    .where('l.purpose', '=', 'need')
    .where('l.revoked_at', 'is', null)
    .where('n.door', '=', 'web')
    .executeTakeFirst()
  if (link !== undefined) {
    const onLink = { kind: 'link', linkId: link.id, purpose: 'need', subjectId: needId, personId: null } as const
    await stage.twice(onLink, (ctx) => receiveHelp(ctx, { needId, ...answer }))
    return
  }
  const operator = chance.one(cast.operators)
  await receiveHelp(stage.as(operator), { needId, ...answer, consentHow: 'by-phone' })
}
