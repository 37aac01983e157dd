import type { Role } from '../../platform'
import type { Village } from './land'

/** What a demonstration person is there for; shown in the bar that switches between them. */
export type Part =
  | 'volunteer'
  | 'new-volunteer'
  | 'coordinator'
  | 'operator'
  | 'authority'
  | 'officer'
  | 'administrator'
  | 'asking'
  | 'minor'
  | 'guardian'

/** A person of the imagined district; the coordinator's roles come with the organization they begin. All of them are invented. */
export type CastMember = {
  readonly name: string
  readonly part: Part
  readonly lang: 'kk' | 'ru' | 'en'
  readonly ageBand: 'under-14' | '14-15' | '16-17' | '18-64' | '65-plus'
  readonly village: Village
  readonly role?: { readonly role: Role; readonly scope: 'region' | 'house' }
  /** When a volunteer said they have time. */
  readonly when?: 'today' | 'weekends' | 'evenings' | 'emergency'
}

/** The people of the demonstration; the first volunteer is the one who is met first. */
export const cast: readonly CastMember[] = [
  { name: 'Лина', part: 'volunteer', lang: 'kk', ageBand: '18-64', village: 0, when: 'weekends' },
  { name: 'Арман', part: 'volunteer', lang: 'ru', ageBand: '18-64', village: 0, when: 'evenings' },
  { name: 'Айгүл', part: 'volunteer', lang: 'kk', ageBand: '18-64', village: 1, when: 'emergency' },
  { name: 'Мадина', part: 'new-volunteer', lang: 'kk', ageBand: '18-64', village: 0, when: 'today' },
  {
    name: 'Дана',
    part: 'coordinator',
    lang: 'kk',
    ageBand: '18-64',
    village: 0,
  },
  {
    name: 'Олжас',
    part: 'operator',
    lang: 'ru',
    ageBand: '18-64',
    village: 0,
    role: { role: 'operator', scope: 'region' },
  },
  {
    name: 'Аружан',
    part: 'authority',
    lang: 'kk',
    ageBand: '18-64',
    village: 0,
    role: { role: 'authority', scope: 'region' },
  },
  {
    name: 'Сәуле',
    part: 'officer',
    lang: 'kk',
    ageBand: '18-64',
    village: 0,
    role: { role: 'safety-officer', scope: 'region' },
  },
  {
    name: 'Тимур',
    part: 'administrator',
    lang: 'ru',
    ageBand: '18-64',
    village: 0,
    role: { role: 'administrator', scope: 'house' },
  },
  { name: 'Серік', part: 'asking', lang: 'kk', ageBand: '65-plus', village: 2 },
  { name: 'Зере', part: 'minor', lang: 'kk', ageBand: '14-15', village: 0, when: 'weekends' },
  { name: 'Гүлнар', part: 'guardian', lang: 'kk', ageBand: '18-64', village: 0 },
]

/** Where each part begins when the bar switches to it. */
export const startPaths: Readonly<Record<Part, string>> = {
  volunteer: '/me',
  'new-volunteer': '/me',
  coordinator: '/desk',
  operator: '/needs',
  authority: '/authority',
  officer: '/safety',
  administrator: '/admin',
  asking: '/ask',
  minor: '/me',
  guardian: '/me/account',
}

/** Latin letters of the names, for addresses nobody can have. */
export const addressOf = (index: number): string =>
  `${['lina', 'arman', 'aigul', 'madina', 'dana', 'olzhas', 'aruzhan', 'saule', 'timur', 'serik', 'zere', 'gulnar'][index] ?? `person-${index}`}@asar.example`

/** Someone of the district whom the bar does not offer, but whom one meets on seats, lists and in the numbers. */
export type Neighbour = Pick<CastMember, 'name' | 'lang' | 'ageBand' | 'village'> & {
  /** Day on which they joined as volunteers, counted from today; absent for those who serve otherwise. */
  readonly joined?: number
  readonly when?: 'evenings' | 'weekends' | 'everyday'
  readonly operator?: true
  /** Says yes and no by text messages. */
  readonly texts?: true
  /** Who answers for them, as they agreed before the operator. */
  readonly companion?: { readonly name: string; readonly tie: 'relative' | 'neighbour' | 'friend' }
}

/** The neighbours of the cast. */
export const neighbours: readonly Neighbour[] = [
  { name: 'Ерлан', lang: 'kk', ageBand: '18-64', village: 0, joined: -43, when: 'everyday', texts: true },
  {
    name: 'Гүлсім',
    lang: 'kk',
    ageBand: '65-plus',
    village: 0,
    joined: -43,
    when: 'everyday',
    companion: { name: 'Әсел', tie: 'neighbour' },
  },
  {
    name: 'Бауыржан',
    lang: 'kk',
    ageBand: '65-plus',
    village: 2,
    joined: -42,
    when: 'everyday',
    companion: { name: 'Нұрлан', tie: 'relative' },
  },
  { name: 'Наталья', lang: 'ru', ageBand: '18-64', village: 0, joined: -40, when: 'everyday' },
  { name: 'Ильяс', lang: 'kk', ageBand: '18-64', village: 1, joined: -38, when: 'everyday', texts: true },
  { name: 'Әсел', lang: 'kk', ageBand: '18-64', village: 0, joined: -35, when: 'everyday' },
  { name: 'Марат', lang: 'ru', ageBand: '18-64', village: 1, joined: -31, when: 'weekends', texts: true },
  { name: 'Динара', lang: 'kk', ageBand: '18-64', village: 0, joined: -28, when: 'evenings', texts: true },
  {
    name: 'Светлана',
    lang: 'ru',
    ageBand: '65-plus',
    village: 0,
    joined: -24,
    when: 'everyday',
    companion: { name: 'Наталья', tie: 'friend' },
  },
  { name: 'Нұрлан', lang: 'kk', ageBand: '18-64', village: 2, joined: -19, when: 'everyday' },
  { name: 'Жанар', lang: 'kk', ageBand: '18-64', village: 1, joined: -13, when: 'weekends', texts: true },
  { name: 'Рустам', lang: 'ru', ageBand: '18-64', village: 0, joined: -6, when: 'evenings', texts: true },
  { name: 'Самат', lang: 'kk', ageBand: '18-64', village: 3, joined: -37, when: 'everyday' },
  { name: 'Перизат', lang: 'kk', ageBand: '18-64', village: 3, joined: -37, when: 'everyday', texts: true },
  { name: 'Қуаныш', lang: 'kk', ageBand: '18-64', village: 3, joined: -36, when: 'everyday' },
  {
    name: 'Айнұр',
    lang: 'kk',
    ageBand: '65-plus',
    village: 3,
    joined: -30,
    when: 'everyday',
    companion: { name: 'Қуаныш', tie: 'relative' },
  },
  {
    name: 'Виктор',
    lang: 'ru',
    ageBand: '65-plus',
    village: 3,
    joined: -29,
    when: 'everyday',
    companion: { name: 'Самат', tie: 'neighbour' },
  },
  { name: 'Мөлдір', lang: 'kk', ageBand: '18-64', village: 3, joined: -15, when: 'everyday', texts: true },
  { name: 'Жәнібек', lang: 'kk', ageBand: '18-64', village: 3, operator: true },
]
