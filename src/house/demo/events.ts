import { cancelActivity, giveBack, joinWaitingList, repeatActivity } from '../../activities'
import { decideDispute, disputeHours } from '../../contributions'
import { unwrap } from '../../kit/result'
import { answerCause, closeIncident, startIncident } from '../../needs'
import { closeCase, noSubject, noteCase, reportHarm, takeCase } from '../../safety'
import { claimCredential, confirmCredential } from '../../training'
import { districts } from './land'
import type { Scene } from './past'
import type { Troupe } from './troupe'
import { confirmWork, openWork, type PlannedWork, runWork, signUp } from './work-scene'

const [{ region }] = districts

/** A water main breaks: the authority declares an accident, and calls it over two weeks later. `begun` hears of it. */
export async function* accidentScene(troupe: Troupe, begun: (incidentId: string) => void): Scene {
  const authority = troupe.inPart('authority')
  yield troupe.at(-30, '21:40')
  const { incidentId } = unwrap(
    await startIncident(authority, {
      regionId: region,
      name: 'Көкжардағы су құбырының апаты',
      hazard: 'accident',
      drill: false,
    }),
  )
  begun(incidentId)
  yield troupe.at(-16, '18:00')
  unwrap(await closeIncident(authority, incidentId))
}

/** Lessons in the library, every week: four were given, the next ones stand open. */
export async function* lessonsScene(troupe: Troupe): Scene {
  const lesson: PlannedWork = {
    ...{ day: -27, from: '16:00', hours: 2, work: 'teaching', village: 0, seats: 4 },
    title: 'Кітапханада сабаққа көмек',
    aim: '5–8-сынып оқушыларына математика мен ағылшын тілінен көмектесу',
    placeWords: 'Көкжар, аудандық кітапхана, оқу залы',
  }
  yield troupe.at(-33, '13:00')
  const { activityId, postId } = await openWork(troupe, lesson)
  const repeated = unwrap(
    await repeatActivity(troupe.inPart('coordinator'), { activityId, rule: 'FREQ=WEEKLY;COUNT=7' }),
  )
  const ids = [activityId, ...repeated.activityIds]
  // The next one is not full yet.
  yield troupe.at(-30, '10:00')
  const next = await postOf(troupe, ids[4] ?? '')
  for (const name of ['Наталья', 'Динара']) await signUp(troupe, next, name)
  const teachers = [
    ['Наталья', 'Динара', 'Лина'],
    ['Наталья', 'Динара', 'Арман'],
    ['Наталья', 'Лина', 'Светлана'],
    ['Динара', 'Арман', 'Светлана'],
  ]
  for (const [week, come] of teachers.entries()) {
    const day = lesson.day + 7 * week
    const post = week === 0 ? postId : await postOf(troupe, ids[week] ?? '')
    const startsAt = troupe.at(day, lesson.from)
    const running = {
      ...{ activityId: ids[week] ?? '', postId: post, startsAt, endsAt: startsAt.add({ hours: lesson.hours }) },
      ...{ seats: lesson.seats, district: 0, result: come.length * 2, isCalledOut: false, come },
    }
    yield troupe.at(day - 5, '10:00')
    yield* runWork(troupe, running)
    yield* confirmWork(troupe, running, week === 3 ? '' : 'Кітапхананың келушілер журналы.')
  }
}

async function postOf(troupe: Troupe, activityId: string): Promise<string> {
  const { id } = await troupe.ctx.db
    .selectFrom('posts')
    .select('id')
    .where('activity_id', '=', activityId)
    .orderBy('starts_at')
    .executeTakeFirstOrThrow()
  return id
}

/** More want to come than there are seats: two wait, one gives a seat back, and whoever waits longest gets it. Wind calls off another day. */
export async function* waitingScene(troupe: Troupe): Scene {
  const trees: PlannedWork = {
    ...{ day: -14, from: '10:00', hours: 3, work: 'clean-up', village: 2, seats: 3 },
    title: 'Үшбұлақта кәрі ағаштарды буып-түю',
    aim: 'Қысқа қарай бау-бақшаны қорғау: жас көшеттерді орап, айналасын тазалау',
    placeWords: 'Үшбұлақ, ескі бақ',
  }
  yield troupe.at(-20, '09:00')
  const { activityId, postId } = await openWork(troupe, trees)
  for (const name of ['Нұрлан', 'Бауыржан', 'Лина']) {
    yield troupe.ctx.clock.now().add({ minutes: 35 })
    await signUp(troupe, postId, name)
  }
  for (const name of ['Әсел', 'Айгүл']) {
    yield troupe.ctx.clock.now().add({ minutes: 50 })
    if (!(await signUp(troupe, postId, name)))
      await joinWaitingList(troupe.as(name), { postId, volunteerId: troupe.idOf(name) })
  }
  yield troupe.at(-17, '11:00')
  const seat = await troupe.ctx.db
    .selectFrom('assignments')
    .select('id')
    .where('post_id', '=', postId)
    .where('volunteer_id', '=', troupe.idOf('Бауыржан'))
    .where('state', '=', 'live')
    .executeTakeFirst()
  if (seat !== undefined) unwrap(await giveBack(troupe.as('Бауыржан'), { assignmentId: seat.id }))
  yield troupe.ctx.clock.now().add({ minutes: 40 })
  await signUp(troupe, postId, 'Әсел')
  const startsAt = troupe.at(trees.day, trees.from)
  const running = {
    ...{ activityId, postId, startsAt, endsAt: startsAt.add({ hours: trees.hours }), seats: trees.seats },
    ...{ district: 0, result: 14, isCalledOut: false, come: [] },
  }
  yield* runWork(troupe, running)
  yield* confirmWork(troupe, running, '14 қап, ескі бақтың суреті қоса берілді.')
}

/** The wind calls off a day on the river bank. */
export async function* calledOffScene(troupe: Troupe): Scene {
  yield troupe.at(-12, '10:00')
  const { activityId, postId } = await openWork(troupe, {
    ...{ day: -7, from: '10:00', hours: 3, work: 'clean-up', village: 0, seats: 8 },
    title: 'Жайық жағасына ағаш отырғызуға дайындық',
    placeWords: 'Көкжар, көпір түбі',
  })
  for (const name of ['Лина', 'Наталья', 'Ерлан']) await signUp(troupe, postId, name)
  yield troupe.at(-8, '17:30')
  const words = 'Ертең қатты жел болады: 25 м/с. Жаңа күнін хабарлаймыз.'
  unwrap(await cancelActivity(troupe.inPart('coordinator'), { activityId, words }))
}

/** Somebody's hours were written down too short; they say so, and the coordinator looks again. */
export async function* disputeScene(troupe: Troupe): Scene {
  yield troupe.at(-29, '19:00')
  const row = await troupe.ctx.db
    .selectFrom('contributions as c')
    .innerJoin('activities as a', 'a.id', 'c.activity_id')
    .select(['c.id', 'c.minutes'])
    .where('c.volunteer_id', '=', troupe.idOf('Арман'))
    .where('a.work', '=', 'parcels')
    .executeTakeFirst()
  if (row === undefined) return
  const minutes = Number(row.minutes) + 45
  const words = 'После сборки я ещё сорок пять минут развозил коробки по складу, а отметился раньше.'
  const { disputeId } = unwrap(await disputeHours(troupe.as('Арман'), { contributionId: row.id, minutes, words }))
  yield troupe.at(-28, '10:20')
  const answer = 'Қойма меңгерушісі растады: қосымша 45 минут жазылды.'
  unwrap(await decideDispute(troupe.inPart('coordinator'), { disputeId, minutes, answer }))
}

/** A report of a near miss is taken in hand and settled; another, of money, came in this morning. */
export async function* safetyScene(troupe: Troupe): Scene {
  yield troupe.at(-23, '20:15')
  const near = unwrap(
    await reportHarm(troupe.as('Марат'), {
      kind: 'near-miss',
      concerns: 'other',
      words: 'У родника поднимали бетонную плиту вдвоём и без перчаток, плита сорвалась. Никто не пострадал.',
      contact: null,
      anonymous: false,
      urgent: false,
      subject: noSubject,
      regionId: region,
      notOfficers: [],
    }),
  )
  const officer = troupe.inPart('officer')
  yield troupe.at(-22, '09:10')
  unwrap(await takeCase(officer, near.id))
  const words = 'Спасибо, что рассказали. Тяжёлое теперь поднимают вчетвером, перчатки выдают до начала.'
  unwrap(await noteCase(officer, near.id, { words, forReporter: true }))
  yield troupe.at(-20, '17:00')
  unwrap(await closeCase(officer, near.id, { outcome: 'settled', words: 'Правило внесено в инструктаж.' }))
  yield troupe.at(-1, '18:30')
  unwrap(
    await reportHarm(troupe.visitor('kk'), {
      kind: 'money',
      concerns: 'other',
      words: 'Кеше біреу қоңырау шалып, «Жайық көмекшілерінің» атынан жеткізгені үшін екі мың теңге сұрады.',
      contact: null,
      anonymous: true,
      urgent: false,
      subject: noSubject,
      regionId: region,
      notOfficers: [],
    }),
  )
}

/** The authority answers what many named as the cause. */
export async function* answerScene(troupe: Troupe): Scene {
  yield troupe.at(-2, '11:00')
  unwrap(
    await answerCause(troupe.inPart('authority'), {
      regionId: region,
      districtId: troupe.districtIds[0] ?? null,
      cause: 'transport',
      words:
        'Үшбұлақ пен Көкжардың арасына автобус енді аптасына үш рет жүреді: дүйсенбі, сәрсенбі және жұма күндері сағат 9:00-де.',
    }),
  )
}

/** A first-aider shows her certificate; a driver's licence still waits to be looked at. */
export async function* credentialScene(troupe: Troupe): Scene {
  yield troupe.at(-40, '18:00')
  const organizationId = troupe.organizationId()
  const { credentialId } = unwrap(
    await claimCredential(troupe.as('Лина'), {
      competence: 'first-aid',
      level: 2,
      evidence: 'Қызыл Жарты ай қоғамының куәлігі, №4417',
      organizationId,
    }),
  )
  yield troupe.at(-39, '10:00')
  const validUntil = troupe.at(320, '00:00')
  unwrap(await confirmCredential(troupe.inPart('coordinator'), { credentialId, validUntil }))
  yield troupe.at(-1, '19:20')
  unwrap(
    await claimCredential(troupe.as('Арман'), {
      competence: 'car-driver',
      level: 2,
      evidence: 'Водительское удостоверение категории B, стаж 6 лет',
      organizationId,
    }),
  )
}
