import type { Basis, Form } from '../src/contributions'
import { hoursRecorded } from '../src/contributions/entries'
import { totalsFollower } from '../src/indicators'
import { catchUp } from '../src/journal'
import { newPublicId } from '../src/kit/ids'
import { ok } from '../src/kit/result'
import { inCommand } from '../src/platform'
import type { World } from './world'

/** Time somebody gave, as far as a test cares. */
export type Given = {
  readonly basis: Basis
  readonly volunteerId?: string
  readonly minutes?: number
  readonly region?: string
  readonly kind?: string
  readonly form?: Form
  readonly skilled?: 'yes' | 'no'
}

/** Entries of recorded hours, an hour each of somebody new where nothing else is said, followed by the totals. */
export async function givenHours(world: World, given: readonly Given[]): Promise<void> {
  await inCommand(world.system, 'givenHours', async (tx) => {
    for (const one of given) {
      const [contributionId, region, minutes] = [newPublicId(), one.region ?? 'KZ-27', one.minutes ?? 60]
      const body = {
        contributionId,
        attendanceId: newPublicId(),
        activityId: newPublicId(),
        volunteerId: one.volunteerId ?? newPublicId(),
        minutes,
      }
      const said = {
        region,
        day: '2026-11-20',
        kind: one.kind ?? 'environment',
        form: one.form ?? 'organization',
      } as const
      tx.append(
        hoursRecorded.entry({
          subjectId: contributionId,
          regionId: region,
          body,
          public: { ...said, basis: one.basis, skilled: one.skilled ?? 'no', minutes },
        }),
      )
    }
    return ok(null)
  })
  await world.app.journal.caughtUp()
  await catchUp(world.db, totalsFollower)
}
