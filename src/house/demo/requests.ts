import type { Cause, NeedKind, ReceiptReason } from '../../needs'
import type { Village } from './land'

/** A request of the past weeks, from the first word to what the person helped said of it. */
export type PastRequest = {
  /** Counted from today. */
  readonly day: number
  readonly time: string
  readonly who: string
  readonly lang: 'kk' | 'ru'
  /** A call or a sheet of paper reaches the operator, who enters it. */
  readonly door: 'web' | 'call' | 'sms' | 'telegram' | 'paper'
  readonly village: Village
  readonly kind: NeedKind
  readonly what: string
  readonly amount: string
  readonly words: string
  readonly dueDays: number
  readonly atHome?: true
  /** Part of the accident at the water main. */
  readonly accident?: true
  /** Absent: nobody came, and `ends` says why. */
  readonly help?: {
    readonly work: 'delivery' | 'visit' | 'repair'
    readonly title: string
    readonly daysLater: number
    readonly from: string
    readonly hours: number
    readonly seats: number
    readonly result: number
  }
  /** What the person helped said, or how it ended without them; `silent`: they have not said yet. */
  readonly ends: 'yes' | 'partly' | 'no' | 'silent' | 'not-found' | 'duplicate-served' | 'cancelled' | 'nobody-found'
  readonly why?: ReceiptReason
  readonly cause?: Cause
}

const toDoor = (
  title: string,
  daysLater: number,
  from: string,
  result: number,
  seats = 2,
): NonNullable<PastRequest['help']> => ({ work: 'delivery', title, daysLater, from, hours: 2, seats, result })

const toHome = (
  work: 'visit' | 'repair',
  title: string,
  daysLater: number,
  from: string,
  seats = 2,
): NonNullable<PastRequest['help']> => ({ work, title, daysLater, from, hours: 2, seats, result: 1 })

const kk = { lang: 'kk' } as const
const ru = { lang: 'ru' } as const

/** Requests of the district by the Zhaiyq and of its neighbour, in the order in which they came. */
export const pastRequests: readonly PastRequest[] = [
  {
    ...{ day: -42, time: '10:20', who: 'Жамал', ...kk, door: 'call', village: 1, dueDays: 3, atHome: true },
    ...{ kind: 'company', what: 'әңгімелесу', amount: '1', ends: 'yes', cause: 'care' },
    words: 'Анамыз жалғыз тұрады, көзі нашар көреді. Қасында отырып, газет оқып беретін адам керек.',
    help: toHome('visit', 'Тасөткелде қарт адамға бару', 2, '15:00'),
  },
  {
    ...{ day: -41, time: '18:40', who: 'Ғалия', ...kk, door: 'sms', village: 2, dueDays: 3 },
    ...{ kind: 'food', what: 'азық-түлік', amount: '3', ends: 'yes', cause: 'transport' },
    words: 'Автобус аптасына бір-ақ рет жүреді, дүкенге шыға алмай қалдық.',
    help: toDoor('Үшбұлаққа азық-түлік апару', 2, '11:00', 3),
  },
  {
    ...{ day: -39, time: '10:05', who: 'Сергей', ...ru, door: 'web', village: 0, dueDays: 5, atHome: true },
    ...{ kind: 'papers', what: 'помощь с документами', amount: '1', ends: 'yes', cause: 'documents' },
    words: 'Не могу подать заявление на адресную помощь: портал не принимает справку, а очки не помогают.',
    help: toHome('visit', 'Помочь подать заявление', 2, '16:00'),
  },
  {
    ...{ day: -37, time: '12:30', who: 'Ақмарал', ...kk, door: 'web', village: 0, dueDays: 4 },
    ...{ kind: 'children', what: 'жылы киім', amount: '4', ends: 'partly', why: 'less', cause: 'income-prices' },
    words: 'Төрт балаға қысқы киім керек: 6, 8, 11 және 13 жаста.',
    help: toDoor('Көкжарда киім жеткізу', 3, '17:00', 3),
  },
  {
    ...{ day: -36, time: '09:15', who: 'Қабдеш', ...kk, door: 'paper', village: 2, dueDays: 5, atHome: true },
    ...{ kind: 'home', what: 'отын жару', amount: '1', ends: 'yes', cause: 'care' },
    words: 'Отын түсіп қалды, өзім жара алмаймын, белім ауырады.',
    help: toHome('repair', 'Үшбұлақта отын жару', 3, '10:00', 3),
  },
  {
    ...{ day: -35, time: '11:45', who: 'Бибігүл', ...kk, door: 'sms', village: 3, dueDays: 3 },
    ...{ kind: 'food', what: 'азық-түлік', amount: '5', ends: 'yes', cause: 'transport' },
    words: 'Құм басып, жол жабылды. Бес үйге азық-түлік керек.',
    help: toDoor('Майлықұмда азық-түлік тарату', 1, '12:00', 5, 3),
  },
  {
    ...{ day: -33, time: '14:10', who: 'Тамара', ...ru, door: 'call', village: 0, dueDays: 2 },
    ...{ kind: 'transport', what: 'подвезти человека', amount: '1', ends: 'yes', cause: 'transport' },
    words: 'Надо попасть в районную больницу к десяти утра, на автобус не подняться.',
    help: toDoor('Довезти до районной больницы', 1, '09:00', 1),
  },
  {
    ...{ day: -32, time: '19:25', who: 'Ерболат', ...kk, door: 'telegram', village: 1, dueDays: 4 },
    ...{ kind: 'things', what: 'мектеп құралдары', amount: '2', ends: 'silent' },
    words: 'Екі оқушыға дәптер, қалам, сөмке керек.',
    help: toDoor('Тасөткелге мектеп құралдарын апару', 3, '15:00', 2),
  },
  {
    ...{ day: -29, time: '07:50', who: 'Роза', ...kk, door: 'call', village: 0, dueDays: 1, accident: true },
    ...{ kind: 'food', what: 'ауыз су', amount: '200 л', ends: 'yes', cause: 'utilities' },
    words: 'Көп қабатты үйге су келмей қалды, үшінші қабатта қарттар тұрады.',
    help: toDoor('Көкжарда ауыз су тарату: №3 үй', 0, '15:00', 12, 4),
  },
  {
    ...{ day: -29, time: '08:35', who: 'Михаил', ...ru, door: 'web', village: 0, dueDays: 1, accident: true },
    ...{ kind: 'food', what: 'вода', amount: '60 л', ends: 'yes', cause: 'utilities' },
    words: 'В подъезде пять квартир с маленькими детьми, воды нет со вчерашнего вечера.',
    help: toDoor('Подвоз воды на улицу Абая', 0, '16:00', 5, 3),
  },
  {
    ...{ day: -28, time: '09:05', who: 'Шолпан', ...kk, door: 'call', village: 1, dueDays: 1, accident: true },
    ...{ kind: 'food', what: 'ауыз су', amount: '100 л', ends: 'partly', why: 'late', cause: 'utilities' },
    words: 'Тасөткелге де су келмей тұр, мектептің асханасы жабылды.',
    help: toDoor('Тасөткелге ауыз су апару', 0, '15:00', 8, 3),
  },
  {
    ...{ day: -28, time: '10:15', who: 'Роза', ...kk, door: 'web', village: 0, dueDays: 1, accident: true },
    ...{ kind: 'food', what: 'ауыз су', amount: '200 л', ends: 'duplicate-served' },
    words: 'Кеше де жазғанмын: №3 үйге су керек.',
  },
  {
    ...{ day: -27, time: '13:20', who: 'Клара', ...kk, door: 'web', village: 0, dueDays: 2, accident: true },
    ...{ kind: 'things', what: 'канистра', amount: '10', ends: 'yes', cause: 'utilities' },
    words: 'Су тасымалдайтын ыдыс жетпейді, он үйде шелек қана бар.',
    help: toDoor('Көкжарда канистра тарату', 1, '11:00', 10),
  },
  {
    ...{ day: -25, time: '16:00', who: 'Досжан', ...kk, door: 'sms', village: 3, dueDays: 4 },
    ...{ kind: 'things', what: 'көмір', amount: '2 т', ends: 'yes', cause: 'benefit-late' },
    words: 'Отын жәрдемақысы кешігіп жатыр, екі үйдің көмірі таусылды.',
    help: toDoor('Майлықұмға көмір жеткізу', 2, '10:00', 2, 4),
  },
  {
    ...{ day: -24, time: '11:10', who: 'Людмила', ...ru, door: 'web', village: 0, dueDays: 6, atHome: true },
    ...{ kind: 'home', what: 'починить электричество', amount: '1', ends: 'nobody-found' },
    words: 'В комнате не работают розетки, хозяин квартиры не отвечает.',
  },
  {
    ...{ day: -22, time: '10:30', who: 'Серік', ...kk, door: 'web', village: 2, dueDays: 3 },
    ...{ kind: 'transport', what: 'адамды апарып-әкелу', amount: '1', ends: 'yes', cause: 'transport' },
    words: 'Аудан орталығындағы көз дәрігеріне жазылдым, бара алмай отырмын.',
    help: toDoor('Үшбұлақтан дәрігерге апару', 2, '09:00', 1),
  },
  {
    ...{ day: -21, time: '15:45', who: 'Зылиха', ...kk, door: 'call', village: 3, dueDays: 4, atHome: true },
    ...{ kind: 'home', what: 'үй тазалау', amount: '1', ends: 'yes', cause: 'care' },
    words: 'Ауруханадан шықтым, үйді жинап алуға шамам келмейді.',
    help: toHome('visit', 'Майлықұмда үй жинауға көмек', 2, '14:00'),
  },
  {
    ...{ day: -19, time: '20:10', who: 'Айсұлу', ...kk, door: 'telegram', village: 1, dueDays: 3 },
    ...{ kind: 'children', what: 'балалар жөргегі', amount: '6', ends: 'no', why: 'other-thing' },
    words: 'Жаңа туған егіздерге жөргек керек, ең кіші өлшемі.',
    help: toDoor('Тасөткелге жөргек апару', 2, '18:00', 6),
  },
  {
    ...{ day: -17, time: '09:40', who: 'Виктор Павлович', ...ru, door: 'call', village: 0, dueDays: 3 },
    ...{ kind: 'food', what: 'продукты', amount: '1', ends: 'yes', cause: 'transport' },
    words: 'После операции из дома не выхожу, продукты кончились.',
    help: toDoor('Привезти продукты в Кокжар', 1, '12:00', 1),
  },
  {
    ...{ day: -15, time: '13:05', who: 'Гүлбаршын', ...kk, door: 'sms', village: 3, dueDays: 5 },
    ...{ kind: 'papers', what: 'құжат толтыруға көмек', amount: '3', ends: 'yes', cause: 'information' },
    words: 'Үш отбасы жәрдемақыға құжат тапсыра алмай жүр, қай қағаз керегін ешкім айтпайды.',
    help: toDoor('Майлықұмда құжат толтыруға көмек', 3, '16:00', 3),
  },
  {
    ...{ day: -13, time: '17:15', who: 'Бекзат', ...kk, door: 'web', village: 0, dueDays: 2 },
    ...{ kind: 'things', what: 'жиһаз', amount: '1', ends: 'not-found' },
    words: 'Диван керек.',
  },
  {
    ...{ day: -11, time: '10:50', who: 'Рәзия', ...kk, door: 'call', village: 1, dueDays: 4, atHome: true },
    ...{ kind: 'company', what: 'әңгімелесу', amount: '1', ends: 'yes', cause: 'care' },
    words: 'Жолдасым қайтыс болды, үйде жалғызбын. Кешке біреу келіп отырса екен.',
    help: toHome('visit', 'Тасөткелде жалғыз тұратын адамға бару', 2, '17:00'),
  },
  {
    ...{ day: -9, time: '08:20', who: 'Ольга', ...ru, door: 'web', village: 0, dueDays: 3 },
    ...{ kind: 'things', what: 'обогреватель', amount: '1', ends: 'cancelled' },
    words: 'Отопление дали слабое, у ребёнка кашель.',
  },
  {
    ...{ day: -8, time: '12:00', who: 'Мұрат', ...kk, door: 'sms', village: 2, dueDays: 3 },
    ...{ kind: 'food', what: 'азық-түлік', amount: '4', ends: 'yes', cause: 'transport' },
    words: 'Төрт үйде қарттар тұрады, автолавка екі аптадан бері келмеді.',
    help: toDoor('Үшбұлаққа азық-түлік апару', 2, '13:00', 4, 3),
  },
  {
    ...{ day: -6, time: '15:30', who: 'Назгүл', ...kk, door: 'sms', village: 3, dueDays: 3 },
    ...{ kind: 'things', what: 'көрпе', amount: '5', ends: 'yes', cause: 'benefit-late' },
    words: 'Бес балаға жылы көрпе керек.',
    help: toDoor('Майлықұмға көрпе жеткізу', 2, '11:00', 5),
  },
  {
    ...{ day: -4, time: '09:30', who: 'Валентина', ...ru, door: 'call', village: 1, dueDays: 3 },
    ...{ kind: 'transport', what: 'перевезти вещи', amount: '1', ends: 'silent' },
    words: 'Переезжаю к дочери, нужно перевезти кровать и шкаф.',
    help: toDoor('Перевезти вещи из Тасоткеля', 2, '10:00', 1, 3),
  },
]
