import type { Selectable } from 'kysely'
import type { DB } from '../platform'

/** Age as a person tells it; unknown counts as under 14 until told. Bounds in full years. */
export const ageAnswers = ['unknown', 'under-14', '14-15', '16-17', '18-64', '65-plus'] as const
/** One of {@link ageAnswers}. */
export type AgeAnswer = (typeof ageAnswers)[number]

/** How somebody came to be known here. */
export type CameBy = 'self' | 'invitation' | 'import' | 'operator' | 'gate' | 'companion'

/** `invited`: not counted, asked or planned until they say yes themselves. */
export type PersonState = 'invited' | 'active' | 'left' | 'erased'

/** A person's account. Contacts, roles and consents stand apart. */
export type Person = {
  readonly id: string
  readonly regionId: string
  readonly localityId: string | null
  /** As they wish to be called; null once erased. */
  readonly name: string | null
  readonly lang: 'kk' | 'ru' | 'en'
  /** Pages in large type, one thing at a time. */
  readonly simple: boolean
  /** IANA zone of their home. */
  readonly zone: string
  readonly ageBand: AgeAnswer
  /** ISO date, outweighs the band. */
  readonly birthDate: string | null
  readonly state: PersonState
  readonly cameBy: CameBy
  readonly createdAt: Temporal.Instant
  /** Since when the person wants their data kept but not used: no asks, no plans. */
  readonly restrictedAt: Temporal.Instant | null
  /** Local wall time `HH:MM`; from this until `quietUntil` nothing but danger is sent. */
  readonly quietFrom: string
  readonly quietUntil: string
  /** Who invited, in words shown to the invited. */
  readonly inviter: string | null
  /** Why the inviter could write them down: one of {@link lawfulBases}, or words. */
  readonly lawfulBasis: string | null
}

/** Grounds of the law on personal data for writing down somebody who was not asked yet; texts under `people.basis.<code>`. */
export const lawfulBases = ['consent', 'contract', 'law', 'vital-interest', 'public-task'] as const

/** Row of `people` as the domain sees it. */
export const personOfRow = (row: Selectable<DB['people']>): Person => ({
  id: row.id,
  regionId: row.region_id,
  localityId: row.locality_id,
  name: row.name,
  lang: row.lang as Person['lang'],
  simple: row.simple,
  zone: row.zone,
  ageBand: row.age_band as AgeAnswer,
  birthDate: row.birth_date,
  state: row.state as PersonState,
  cameBy: row.came_by as CameBy,
  createdAt: row.created_at,
  restrictedAt: row.restricted_at,
  quietFrom: row.quiet_from.slice(0, 5),
  quietUntil: row.quiet_until.slice(0, 5),
  inviter: row.inviter,
  lawfulBasis: row.lawful_basis,
})

/** Untrusted text as an age answer, or undefined. */
export const parseAge = (text: unknown): AgeAnswer | undefined => ageAnswers.find((answer) => answer === text)

/** The day on which somebody completes a year of life; born on 29 February, on 1 March of a common year, as the law check counts. */
export function birthday(birthDate: string, years: number): Temporal.PlainDate {
  const born = Temporal.PlainDate.from(birthDate)
  const day = born.add({ years })
  return day.day === born.day ? day : day.add({ days: 1 })
}

/** Whether this person is, or must be treated as, under 18 on `day`. */
export function isMinor(person: Pick<Person, 'ageBand' | 'birthDate'>, day: Temporal.PlainDate): boolean {
  if (person.birthDate !== null) {
    return Temporal.PlainDate.compare(day, birthday(person.birthDate, 18)) < 0
  }
  return person.ageBand !== '18-64' && person.ageBand !== '65-plus'
}

const NAME_MAX = 80

/** Untrusted text as a name: one line, 1 to 80 characters. */
export function parseName(text: string | undefined): string | undefined {
  const name = (text ?? '')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .normalize('NFC')
  return name.length >= 1 && name.length <= NAME_MAX ? name : undefined
}

/** Untrusted ISO date as a date of birth: a real day, not in the future, at most 120 years ago. */
export function parseBirthDate(text: string | undefined, today: Temporal.PlainDate): string | undefined {
  try {
    const date = Temporal.PlainDate.from((text ?? '').trim(), { overflow: 'reject' })
    const isPossible =
      Temporal.PlainDate.compare(date, today) <= 0 &&
      Temporal.PlainDate.compare(date, today.subtract({ years: 120 })) >= 0
    return isPossible ? date.toString() : undefined
  } catch {
    return undefined
  }
}

/** Untrusted `HH:MM` as local wall time. */
export const parseWallTime = (text: string | undefined): string | undefined =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(text ?? '') ? text : undefined
