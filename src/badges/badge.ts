/** What a badge can be about: one presence, a year, a competence somebody looked at, a letter, an award. */
export const badgeKinds = ['hours', 'year', 'competence', 'letter', 'award'] as const
/** One of {@link badgeKinds}. */
export type BadgeKind = (typeof badgeKinds)[number]

/** One thing of a record, as it is picked: its kind and its id, year or rule. */
export type Pick = { readonly kind: BadgeKind; readonly ref: string }

/** What a badge states. Personal; kept beside the badge to see when it is no longer so. */
export type Facts =
  | {
      readonly kind: 'hours'
      readonly ref: string
      readonly minutes: number
      readonly state: string
      readonly basis: string
      readonly day: string
      readonly title: string
      readonly organization: string
      readonly activityId: string
      /** Entry of the public log in which these hours stand, where it has a position already. */
      readonly position: number | null
    }
  | {
      readonly kind: 'year'
      readonly ref: string
      readonly confirmedMinutes: number
      readonly unconfirmedMinutes: number
      readonly visits: number
    }
  | {
      readonly kind: 'competence'
      readonly ref: string
      readonly competence: string
      readonly level: number
      readonly from: string
      readonly until: string | null
    }
  | {
      readonly kind: 'letter'
      readonly ref: string
      readonly words: string
      readonly title: string
      readonly organization: string
      /** Null where whoever wrote it has left for good. */
      readonly author: string | null
      readonly day: string
    }
  | { readonly kind: 'award'; readonly ref: string }

/** How a pick is written in forms. */
export const pickText = ({ kind, ref }: Pick): string => `${kind}:${ref}`

/** Untrusted text as a pick, or undefined. */
export function parsePick(text: string): Pick | undefined {
  const [, kind, ref] = /^([a-z]+):([0-9a-z-]{1,60})$/.exec(text) ?? []
  const known = badgeKinds.find((one) => one === kind)
  return known === undefined || ref === undefined ? undefined : { kind: known, ref }
}

/**
 * Whether what was stated still holds, by what is so now. More than was stated takes nothing away: confirmed later, or hours added to a year.
 * @param now what is so now, undefined where it is there no longer
 */
export function stillHolds(stated: Facts, now: Facts | undefined): boolean {
  if (now === undefined) return false
  if (stated.kind === 'hours' && now.kind === 'hours')
    return (
      now.minutes === stated.minutes &&
      now.basis === stated.basis &&
      (now.state === stated.state || now.state === 'confirmed')
    )
  if (stated.kind === 'year' && now.kind === 'year') return now.confirmedMinutes >= stated.confirmedMinutes
  if (stated.kind === 'competence' && now.kind === 'competence') return now.level === stated.level
  if (stated.kind === 'letter' && now.kind === 'letter') return now.words === stated.words
  return stated.kind === now.kind
}
