import { askByHand, startCallOut } from '../../dispatch'
import { unwrap } from '../../kit/result'
import { claimLine, verifyNeed } from '../../needs'
import { createOrganization } from '../../organizations'
import { joinAsVolunteer } from '../../volunteers'
import { type AskFor, ask } from './ask'
import { ZONE } from './land'
import type { Scene } from './past'
import type { Troupe } from './troupe'
import { answerAsks, confirmWork, openWork, type PlannedWork, runWork, signUp } from './work-scene'

/** Twelve houses are cut off: their request is claimed, work is planned for tomorrow, and people are being asked. */
export async function* parcelsScene(troupe: Troupe): Scene {
  yield troupe.at(-1, '16:10')
  const asked = await ask(troupe.inPart('asking'), troupe, {
    ...{ who: 'Серік', lang: 'kk', kind: 'food', what: 'азық-түлік жинағы', amount: '12', village: 2, dueDays: 4 },
    words: 'Көшеміздегі он екі үйге жол жабылып қалды, дүкенге жете алмай отырмыз.',
  })
  yield troupe.at(-1, '16:35')
  unwrap(await verifyNeed(troupe.inPart('operator'), { needId: asked.needId, method: 'call' }))
  yield troupe.at(-1, '17:10')
  const dana = troupe.inPart('coordinator')
  const { claimId } = unwrap(
    await claimLine(dana, {
      lineId: asked.line.id,
      organizationId: troupe.organizationId(),
      quantity: asked.line.requested,
      until: troupe.at(4, '18:00'),
    }),
  )
  const { postId } = await openWork(troupe, {
    ...{ day: 1, from: '10:00', hours: 3, work: 'parcels', village: 0, seats: 6, claimId },
    title: 'Үшбұлаққа азық-түлік жинаймыз',
    aim: 'Үшбұлақтағы он екі үйге азық-түлік жинап, жеткізуге дайындау',
    placeWords: 'Көкжар, мәдениет үйінің жанындағы қойма',
  })
  yield troupe.at(-1, '17:30')
  unwrap(await startCallOut(dana, { postId, ceiling: 10, wantedPermille: 900, answerMinutes: 2 * 24 * 60 }))
  // Answers by name: somebody said no, and the others have not looked yet.
  yield troupe.at(-1, '18:05')
  await answerAsks(troupe, postId, (name) => (sure.has(name) ? 'yes' : refuses.has(name) ? 'no' : undefined))
  const answerMinutes = 2 * 24 * 60
  // She is the one who is met first: if her turn has not come, the coordinator asks her by hand.
  await askByHand(dana, { postId, volunteerId: troupe.idOf('Лина'), answerMinutes })
}

const sure = new Set(['Әсел', 'Гүлсім'])
const refuses = new Set(['Ерлан', 'Бауыржан'])

/** Requests that came yesterday and in the last hours: one checked and free to take, the others wait for a look. */
export async function* queueScene(troupe: Troupe, now: Temporal.Instant): Scene {
  const operator = { ...troupe.inPart('operator'), door: 'call' } as const
  const kk = { lang: 'kk', village: 0 } as const
  yield troupe.at(-1, '11:00')
  const visit = await ask(operator, troupe, {
    ...{ ...kk, who: 'Жамал', kind: 'company', what: 'әңгімелесу', amount: '1', village: 1, dueDays: 6, atHome: true },
    words: 'Анамыз тағы да жалғыз қалды, аптасына бір рет барып тұратын адам керек.',
  })
  yield troupe.at(-1, '11:20')
  unwrap(await verifyNeed(operator, { needId: visit.needId, method: 'call' }))
  yield now.subtract({ hours: 3 })
  const lift = await ask(operator, troupe, {
    ...{ who: 'Анна Петровна', lang: 'ru', kind: 'transport', what: 'подвезти человека', amount: '1' },
    ...{ village: 0, dueDays: 2 },
    words: 'Послезавтра к девяти надо быть у кардиолога, в автобус с ходунками не зайти.',
  })
  yield now.subtract({ minutes: 160 })
  unwrap(await verifyNeed(operator, { needId: lift.needId, method: 'known' }))
  const waiting: readonly (AskFor & { readonly minutes: number })[] = [
    {
      ...{ ...kk, minutes: 95, who: 'Ботагөз', kind: 'things', what: 'көрпе', amount: '20', dueDays: 2 },
      words: 'Мектеп спортзалына орналасқан отбасыларға жылы көрпе керек.',
    },
    {
      ...{ minutes: 40, who: 'Игорь', lang: 'ru', kind: 'home', what: 'расчистить снег', amount: '1' },
      ...{ village: 1, dueDays: 1, atHome: true },
      words: 'У соседки 82 года, калитку завалило, выйти не может.',
    },
    {
      ...{
        ...kk,
        minutes: 12,
        who: 'Гүлназ',
        kind: 'food',
        what: 'сәби қоспасы',
        amount: '2',
        urgency: 'immediate',
      },
      ...{ village: 2, dueDays: 1 },
      words: 'Үш айлық нәрестенің тамағы таусылды, дүкен ертең ғана ашылады.',
    },
  ]
  for (const { minutes, ...asked } of waiting) {
    yield now.subtract({ minutes })
    await ask(troupe.visitor(asked.lang), troupe, asked)
  }
}

const FIRST_HOUR = 8
const LAST_HOUR = 17

/** An activity of today, by day around this very hour; people are there. */
export async function* todayScene(troupe: Troupe, now: Temporal.Instant): Scene {
  const { hour } = now.toZonedDateTimeISO(ZONE).subtract({ minutes: 40 })
  const from = `${String(Math.min(LAST_HOUR, Math.max(FIRST_HOUR, hour))).padStart(2, '0')}:00`
  const today: PlannedWork = {
    ...{ day: 0, from, hours: 3, work: 'clean-up', village: 0, seats: 6 },
    title: 'Мектеп ауласын тазалау',
    placeWords: 'Көкжар, №1 мектептің ауласы',
  }
  yield troupe.at(-4, '10:30')
  const { activityId, postId } = await openWork(troupe, today)
  const startsAt = troupe.at(0, from)
  const running = {
    ...{ activityId, postId, startsAt, endsAt: startsAt.add({ hours: today.hours }), seats: today.seats },
    ...{ district: 0, result: 18, isCalledOut: false, come: ['Айгүл', 'Наталья', 'Светлана', 'Ерлан'] },
  }
  yield* runWork(troupe, running)
  yield* confirmWork(troupe, running, '')
}

/** What lies ahead: the river bank in six days. */
export async function* aheadScene(troupe: Troupe): Scene {
  yield troupe.at(-5, '12:00')
  const { postId } = await openWork(troupe, {
    ...{ day: 6, from: '09:00', hours: 3, work: 'clean-up', village: 0, seats: 10 },
    title: 'Жайық жағасын тазалау',
    aim: 'Су қайтқан соң жағадағы қоқысты жинау',
    placeWords: 'Көкжар, көпір түбі',
  })
  for (const name of ['Лина', 'Нұрлан', 'Зере']) {
    yield troupe.ctx.clock.now().add({ hours: 7 })
    await signUp(troupe, postId, name)
  }
}

/** What waits for the authority: a dam to strengthen, and an association that wants to be verified. A newcomer joined this morning. */
export async function* waitingForOthersScene(troupe: Troupe, now: Temporal.Instant): Scene {
  yield troupe.at(-2, '14:00')
  unwrap(
    await createOrganization(troupe.as('Нұрлан'), {
      kind: 'ngo',
      legalForm: 'public-association',
      name: 'Таза жаға',
      about: 'Үшбұлақ пен Көкжардың арасындағы жағаны таза ұстаймыз.',
      place: { localityId: troupe.villageIds[2] ?? '' },
      bin: ANOTHER_BIN,
    }),
  )
  yield troupe.at(-1, '15:00')
  await openWork(troupe, {
    ...{ day: 4, from: '09:00', hours: 4, work: 'flood', village: 1, seats: 12 },
    title: 'Тасөткел бөгетін нығайту',
    aim: 'Көктемгі су келмей тұрып, бөгеттің әлсіз жерін қаппен бекіту',
    placeWords: 'Тасөткел, шығыс бөгет',
  })
  yield now.subtract({ hours: 2 })
  const personId = troupe.idOf('Мадина')
  unwrap(
    await joinAsVolunteer(troupe.as('Мадина'), {
      personId,
      place: { localityId: troupe.villageIds[0] ?? '' },
      when: 'today',
    }),
  )
}

/** A number of the right form for an association that does not exist. */
const ANOTHER_BIN = '180640000026'
