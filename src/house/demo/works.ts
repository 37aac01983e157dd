import type { Village } from './land'

/** Work of the past weeks that the organization planned by itself. */
export type PastWork = {
  /** Counted from today. */
  readonly day: number
  readonly from: string
  readonly hours: number
  readonly plannedDays: number
  readonly work: 'clean-up' | 'parcels' | 'teaching' | 'event'
  readonly title: string
  readonly aim?: string
  readonly village: Village
  readonly placeWords: string
  readonly seats: number
  readonly come: readonly string[]
  readonly missing?: string
  /** In the unit of the work. */
  readonly result: number
  /** What whoever confirmed the result wrote; empty: nobody has yet. */
  readonly evidence: string
}

/** In the order of their days. */
export const pastWorks: readonly PastWork[] = [
  {
    ...{ day: -38, from: '10:00', hours: 3, plannedDays: 4, work: 'clean-up', village: 0, seats: 8, result: 31 },
    title: 'Көкжар саябағын тазалау',
    placeWords: 'Көкжар, орталық саябақтың қақпасы',
    come: ['Лина', 'Ерлан', 'Гүлсім', 'Наталья', 'Бауыржан', 'Айгүл'],
    evidence: '31 қап, саябақ қақпасының алдында түсірілген сурет бар.',
  },
  {
    ...{ day: -31, from: '11:00', hours: 3, plannedDays: 5, work: 'parcels', village: 0, seats: 6, result: 40 },
    title: 'Қарттар күніне жиынтық дайындау',
    aim: 'Аудандағы жалғыз тұратын қырық қартқа жиынтық жинау',
    placeWords: 'Көкжар, мәдениет үйінің жанындағы қойма',
    come: ['Лина', 'Арман', 'Әсел', 'Гүлсім', 'Ерлан'],
    missing: 'Ерлан',
    evidence: 'Қойма журналында 40 жиынтық тіркелген.',
  },
  {
    ...{ day: -24, from: '10:00', hours: 4, plannedDays: 6, work: 'clean-up', village: 1, seats: 10, result: 54 },
    title: 'Тасөткелде бұлақ көзін ашу',
    placeWords: 'Тасөткел, мектептің артындағы бұлақ',
    come: ['Ильяс', 'Марат', 'Лина', 'Бауыржан', 'Айгүл', 'Наталья', 'Динара'],
    evidence: 'Бұлақ көзі ашылды, 54 қап шығарылды: ауыл әкімдігінің актісі.',
  },
  {
    ...{ day: -18, from: '09:30', hours: 2, plannedDays: 5, work: 'clean-up', village: 3, seats: 8, result: 22 },
    title: 'Майлықұм мектебінің ауласын тазалау',
    placeWords: 'Майлықұм, мектеп ауласы',
    come: ['Самат', 'Перизат', 'Қуаныш', 'Айнұр', 'Виктор'],
    evidence: '22 қап, мектеп директорының жазбасы.',
  },
  {
    ...{ day: -10, from: '11:00', hours: 3, plannedDays: 4, work: 'event', village: 0, seats: 6, result: 120 },
    title: 'Аудандық дәрігерлер күні: келгендерді қарсы алу',
    aim: 'Тегін тексеруге келген тұрғындарға жол көрсету, кезекті реттеу',
    placeWords: 'Көкжар, аудандық аурухана',
    come: ['Лина', 'Светлана', 'Әсел', 'Динара', 'Арман', 'Айгүл'],
    evidence: 'Тіркеу парағында 120 адам бар.',
  },
  {
    ...{ day: -3, from: '15:00', hours: 3, plannedDays: 3, work: 'parcels', village: 0, seats: 6, result: 25 },
    title: 'Мектепке азық-түлік жиынтығын дайындау',
    placeWords: 'Көкжар, мәдениет үйінің жанындағы қойма',
    come: ['Лина', 'Гүлсім', 'Рустам', 'Жанар', 'Нұрлан'],
    evidence: '',
  },
]
