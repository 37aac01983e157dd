import type { Point } from '../../kit/geo'
import { cellOf } from '../../kit/geo-cells'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { preferencesChanged } from '../entries'
import type { Equipment, Transport, WorkLanguage } from '../volunteer'
import { lockOwn } from './change-availability'

/** Everything a volunteer may say about how they want to help; what is absent stays as it was. */
export type Preferences = {
  /** `zone` is that of the place: availability is said in its wall time. */
  readonly home?: {
    readonly point: Point
    readonly regionId: string
    readonly zone: string
    readonly localityId: string | null
  }
  readonly reachMeters?: number
  readonly transport?: Transport
  readonly equipment?: readonly Equipment[]
  readonly languages?: readonly WorkLanguage[]
  /** Ids of kinds of activity of the country pack. */
  readonly kinds?: readonly string[]
  readonly weekMinutesMax?: number
  readonly restMinutesMin?: number
  readonly daysInRowMax?: number
  readonly travelOverride?: boolean
  readonly emergencyCalls?: boolean
  /** "Interested, not sure": sees everything, is asked nothing. */
  readonly interestedOnly?: boolean
  readonly quiet?: { readonly from: Temporal.PlainTime; readonly until: Temporal.PlainTime }
}

export type PreferencesError =
  | { readonly kind: 'not-own' }
  | { readonly kind: 'not-a-volunteer' }
  | { readonly kind: 'nothing' }

/** Changes what a volunteer says about how they want to help. Nothing of it moves what they agreed to already. */
export const changePreferences = (
  ctx: Ctx,
  input: { readonly volunteerId: string; readonly preferences: Preferences },
): Promise<Result<null, PreferencesError>> =>
  inCommand<null, PreferencesError>(ctx, 'changePreferences', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    const p = input.preferences
    const fields = Object.keys(p).sort()
    if (fields.length === 0) return err({ kind: 'nothing' })
    const set = {
      ...(p.home && {
        latitude: p.home.point.latitude,
        longitude: p.home.point.longitude,
        cell: cellOf(p.home.point),
        region_id: p.home.regionId,
      }),
      ...(p.reachMeters !== undefined && { reach_meters: p.reachMeters }),
      ...(p.transport && { transport: p.transport }),
      ...(p.equipment && { equipment: [...p.equipment] }),
      ...(p.languages && { languages: [...p.languages] }),
      ...(p.kinds && { kinds: [...p.kinds] }),
      ...(p.weekMinutesMax !== undefined && { week_minutes_max: p.weekMinutesMax }),
      ...(p.restMinutesMin !== undefined && { rest_minutes_min: p.restMinutesMin }),
      ...(p.daysInRowMax !== undefined && { days_in_row_max: p.daysInRowMax }),
      ...(p.travelOverride !== undefined && { travel_override: p.travelOverride }),
      ...(p.emergencyCalls !== undefined && { emergency_calls: p.emergencyCalls }),
      ...(p.interestedOnly !== undefined && { interested_only: p.interestedOnly }),
    }
    if (Object.keys(set).length > 0)
      await tx.db.updateTable('volunteers').set(set).where('id', '=', input.volunteerId).execute()
    if (p.quiet !== undefined || p.home !== undefined)
      await tx.db
        .updateTable('people')
        .set({
          ...(p.quiet && { quiet_from: p.quiet.from.toString(), quiet_until: p.quiet.until.toString() }),
          ...(p.home && { region_id: p.home.regionId, zone: p.home.zone, locality_id: p.home.localityId }),
        })
        .where('id', '=', input.volunteerId)
        .execute()
    tx.append(
      preferencesChanged.entry({
        subjectId: input.volunteerId,
        regionId: p.home?.regionId ?? own.value.regionId,
        body: { fields },
        public: {},
      }),
    )
    return ok(null)
  })
