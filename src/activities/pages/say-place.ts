import type { View } from '../../web'

type Named = {
  locality_kk: string | null
  locality_ru: string | null
  locality_en: string | null
  region_kk: string
  region_ru: string
  region_en: string
}

/** "Орал, Батыс Қазақстан облысы" in the visitor's language. */
export function sayPlace(v: View, row: Named): string {
  const locality = row[`locality_${v.lang}`]
  const region = row[`region_${v.lang}`]
  return locality === null || locality === region ? region : `${locality}, ${region}`
}

/** The time of an activity: from–to in the zone of the place, the deadline of work from afar, or the day where a viewer learns no more. */
export function sayTime(
  v: View,
  row: {
    form: string
    starts_at: Temporal.Instant
    ends_at: Temporal.Instant
    zone: string
    estimated_minutes: number | null
    day_only?: boolean
  },
): string {
  if (row.day_only) return v.say.date(row.starts_at, row.zone)
  if (row.form !== 'remote') return v.say.between(row.starts_at, row.ends_at, row.zone)
  return v.t('activities.time.remote', {
    deadline: v.say.dateTime(row.ends_at, row.zone),
    duration: v.say.duration(row.estimated_minutes ?? 60),
  })
}

/** Name of the kind of work; the title someone gave stands beside it. */
export const sayWork = (v: View, work: string): string => v.t(`activities.work.${work}.name`)
