import { type Ctx, may } from '../platform'
import { dayIn } from './activity'

type Served = {
  readonly need_id: string | null
  readonly home_address: boolean
  readonly flags: readonly string[]
}

/**
 * Whether an activity goes to one person: to a request, or into a home. Such a visit is no public event; in a small village its hour and
 * settlement say who is helped, and when a house stands open.
 */
export const servesPerson = (activity: Served): boolean =>
  activity.need_id !== null || activity.home_address || activity.flags.includes('home-visit')

/** When something of an activity is, as its public record says it: the day alone where it serves one person. */
export const publicWhen = (
  activity: Served & { readonly zone: string },
  { startsAt, endsAt }: { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant },
): { day: string } | { startsAt: string; endsAt: string } =>
  servesPerson(activity)
    ? { day: dayIn(startsAt, activity.zone) }
    : { startsAt: startsAt.toString(), endsAt: endsAt.toString() }

type Shown = Served & {
  readonly organization_id: string
  readonly region_id: string
  readonly zone: string
  readonly starts_at: Temporal.Instant
  readonly ends_at: Temporal.Instant
  readonly locality_kk: string | null
  readonly locality_ru: string | null
  readonly locality_en: string | null
}

/** Whether the viewer learns no more of this activity than its day and region: it serves a person, and the viewer is no account of ours. */
export const isStrangerTo = (ctx: Ctx, activity: Served & Pick<Shown, 'organization_id' | 'region_id'>): boolean =>
  servesPerson(activity) &&
  ctx.actor.kind !== 'person' &&
  !may(ctx, 'activities:manage', { organizationId: activity.organization_id, regionId: activity.region_id })

/** Texts of an organizer in which a place or an hour may stand. */
type Texts = { locality_id?: string | null; place_words?: string; briefing?: string; bring?: string }

/** An activity as this viewer may see it; `day_only`: its times are those of the whole day. */
export function seenBy<T extends Shown & Texts>(ctx: Ctx, activity: T): T & { readonly day_only: boolean } {
  if (!isStrangerTo(ctx, activity)) return { ...activity, day_only: false }
  return {
    ...activity,
    ...wholeDay(activity),
    locality_kk: null,
    locality_ru: null,
    locality_en: null,
    ...('locality_id' in activity ? { locality_id: null } : {}),
    ...('place_words' in activity ? { place_words: '' } : {}),
    ...('briefing' in activity ? { briefing: '' } : {}),
    ...('bring' in activity ? { bring: '' } : {}),
    day_only: true,
  }
}

/** From the midnight before the start to the midnight after it, in the zone of the place. */
export function wholeDay({ starts_at, zone }: Pick<Shown, 'starts_at' | 'zone'>) {
  const day = starts_at.toZonedDateTimeISO(zone).startOfDay()
  return { starts_at: day.toInstant(), ends_at: day.add({ days: 1 }).toInstant() }
}

/** A list as this viewer may see it; within a day what shows no hour comes first, so that its place tells none. */
export const listSeenBy = <T extends Shown & Texts>(ctx: Ctx, rows: readonly T[]) =>
  rows.map((row) => seenBy(ctx, row)).sort((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at))
