import { createActivity, publishActivity, reviewActivity } from '../../activities'
import { newChance } from '../../kit/chance'
import { unwrap } from '../../kit/result'
import { cancelNeed, claimLine, closeNeed, receiveHelp, refuseNeed, sayCause, verifyNeed } from '../../needs'
import type { Ctx } from '../../platform'
import { obligationIds } from '../../standards'
import { type Asked, ask } from './ask'
import { placeOf } from './land'
import type { Scene } from './past'
import type { PastRequest } from './requests'
import type { Troupe } from './troupe'
import { confirmWork, draftTexts, runWork } from './work-scene'

/** A request as it went: asked, checked, claimed, people called out, help, and the word of the person helped. */
export async function* requestScene(troupe: Troupe, request: PastRequest, incidentId: () => string | undefined): Scene {
  const { help, ends } = request
  const district = placeOf(request.village).district
  const operator = troupe.operatorOf(district)
  const chance = newChance(`${request.who} ${request.day}`)
  yield troupe.at(request.day, request.time)
  const asked = await ask(asker(troupe, request, operator), troupe, {
    ...request,
    incidentId: request.accident && incidentId(),
  })
  yield later(troupe, chance.between(12, 55))
  if (ends === 'not-found' || ends === 'duplicate-served') {
    unwrap(await refuseNeed(operator, { needId: asked.needId, method: 'call', reason: ends }))
    return
  }
  unwrap(await verifyNeed(operator, { needId: asked.needId, method: chance.happens(0.7) ? 'call' : 'known' }))
  if (help === undefined) {
    yield later(troupe, chance.between(1500, 2600))
    if (ends === 'cancelled')
      unwrap(await cancelNeed(operator, { needId: asked.needId, by: { consentHow: 'by-phone' } }))
    else unwrap(await closeNeed(operator, { needId: asked.needId, reason: 'nobody-found' }))
    return
  }
  yield later(troupe, chance.between(10, 40))
  const work = await openWork(troupe, request, help, asked)
  if (work.waits) {
    yield later(troupe, chance.between(10, 25))
    unwrap(await reviewActivity(troupe.inPart('authority'), { activityId: work.activityId, opens: true }))
  }
  const running = { ...work, district, result: help.result, isCalledOut: true, come: [] }
  yield* runWork(troupe, running)
  yield* confirmWork(troupe, running, '')
  if (ends === 'silent') return
  yield later(troupe, chance.between(60, 900))
  const receipt = { needId: asked.needId, result: ends as 'yes' | 'partly' | 'no', reason: request.why ?? null }
  // Whoever asked without a page is rung.
  const isRung = request.door === 'call' || request.door === 'paper'
  const said = isRung
    ? await receiveHelp({ ...operator, door: 'call' }, { ...receipt, consentHow: 'by-phone' })
    : await receiveHelp(await troupe.onLink('need', asked.secret), receipt)
  unwrap(said)
  if (request.cause === undefined) return
  yield later(troupe, 2)
  const by = { saidBy: 'person-helped', saidRef: asked.needId } as const
  const speaker = isRung ? operator : await troupe.onLink('need', asked.secret)
  unwrap(await sayCause(speaker, { needId: asked.needId, cause: request.cause, words: '', ...by }))
}

const later = (troupe: Troupe, minutes: number): Temporal.Instant => troupe.ctx.clock.now().add({ minutes })

function asker(troupe: Troupe, request: PastRequest, operator: Ctx): Ctx {
  const { door, lang } = request
  if (door === 'call' || door === 'paper') return { ...operator, door }
  // A message of somebody whom nobody here knows yet.
  if (door === 'sms' || door === 'telegram')
    return { ...troupe.ctx, actor: { kind: 'system', name: 'talk' }, door, lang }
  return request.who === 'Серік' ? troupe.inPart('asking') : troupe.visitor(lang)
}

async function openWork(
  troupe: Troupe,
  { day, village, lang }: PastRequest,
  help: NonNullable<PastRequest['help']>,
  asked: Asked,
) {
  const dana = { ...troupe.inPart('coordinator'), lang }
  const organizationId = troupe.organizationId()
  const startsAt = troupe.at(day + help.daysLater, help.from)
  const { id: lineId, requested: quantity } = asked.line
  const until = startsAt.add({ hours: 72 })
  const { claimId } = unwrap(await claimLine(dana, { lineId, organizationId, quantity, until }))
  const made = unwrap(
    await createActivity(dana, {
      ...draftTexts(help.work, lang),
      organizationId,
      work: help.work,
      title: help.title,
      place: { ...placeOf(village), localityId: troupe.villageIds[village] },
      startsAt,
      endsAt: startsAt.add({ hours: help.hours }),
      seats: help.seats,
      seatsMin: 2,
      resultQuantity: help.result,
      emergencyContact: 'Дана, +7 711 200 00 00',
      claimId,
    }),
  )
  const published = unwrap(await publishActivity(dana, { activityId: made.activityId, stated: obligationIds }))
  return {
    activityId: made.activityId,
    postId: made.postId,
    startsAt,
    endsAt: startsAt.add({ hours: help.hours }),
    seats: help.seats,
    waits: published.state === 'review',
  }
}
