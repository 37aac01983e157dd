import { err, ok, type Result } from '../../kit/result'
import { createPerson } from '../../people'
import type { Tx } from '../../platform'
import type { AgeBand } from '../../standards'
import { joinIn } from '../../volunteers'
import { dayIn, pointOf } from '../activity'
import { helperRegistered } from '../entries'

/** A one-day helper as they named themselves, at the gate or on a line of paper. */
export type NewHelper = {
  readonly name: string
  readonly ageBand: AgeBand
  readonly consentHow: 'gate' | 'paper'
}

/** Writes down a one-day helper of an activity: a name and an age band, nothing else. A step of a command. @returns the helper's id */
export async function createHelper(
  tx: Tx,
  activity: {
    readonly id: string
    readonly region_id: string
    readonly locality_id: string | null
    readonly organization_id: string
    readonly zone: string
    readonly latitude: number | null
    readonly longitude: number | null
  },
  { name, ageBand, consentHow }: NewHelper,
): Promise<Result<string, { readonly kind: 'place-missing' }>> {
  const helperId = await createPerson(tx, {
    name,
    regionId: activity.region_id,
    localityId: activity.locality_id,
    zone: activity.zone,
    lang: tx.ctx.lang,
    ageBand,
    cameBy: 'gate',
    contacts: [],
    consentHow,
  })
  const joined = await joinIn(tx, {
    personId: helperId,
    place: { localityId: activity.locality_id ?? undefined, point: pointOf(activity) },
    when: 'today',
    ageBand,
  })
  if (!joined.ok) return err({ kind: 'place-missing' })
  tx.append(
    helperRegistered.entry({
      subjectId: helperId,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      body: { activityId: activity.id, volunteerId: helperId },
      public: { region: activity.region_id, day: dayIn(tx.now, activity.zone), ageBand },
    }),
  )
  return ok(helperId)
}
