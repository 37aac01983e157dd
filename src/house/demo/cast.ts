import type { Role } from '../../platform'

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
  /** Index into {@link villages}. */
  readonly village: 0 | 1 | 2
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
  operator: '/desk',
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

/** The imagined district and its villages, by the real river Zhaiyq but on no map. */
export const district = {
  region: 'KZ-27',
  kk: 'Көкжар ауданы',
  ru: 'Кокжарский район',
  en: 'Kokzhar District',
} as const
export const villages = [
  { kk: 'Көкжар', ru: 'Кокжар', en: 'Kokzhar', latitude: 50.92, longitude: 51.55, population: 8400 },
  { kk: 'Тасөткел', ru: 'Тасоткель', en: 'Tasotkel', latitude: 50.86, longitude: 51.62, population: 1900 },
  { kk: 'Үшбұлақ', ru: 'Ушбулак', en: 'Ushbulak', latitude: 50.97, longitude: 51.43, population: 640 },
] as const
