import { type DonorPlace, lookAtDonor } from '../../goods'
import { err, ok, type Result } from '../../kit/result'
import { lookAtNeedContact, type NeedContact } from '../../needs'
import { type Ctx, inCommand, personOf } from '../../platform'
import { ADDRESSES_HOURS_BEFORE, COPY_HOURS_AFTER, isAhead } from '../round'
import { isAssigned, listStops, lockRound } from '../steps/lock-round'

/** Whom to find at a stop still ahead, by the stop's id. */
export type Doors = {
  readonly needs: ReadonlyMap<string, NeedContact>
  readonly donors: ReadonlyMap<string, DonorPlace>
  /** Addresses are shown from this moment; null: they are shown. */
  readonly from: Temporal.Instant | null
  /** A copy on a telephone ends then. */
  readonly until: Temporal.Instant
}

/** Why nothing is shown: to anybody without a seat on it a round is not there. */
export type LookAtRoundError = { readonly kind: 'unknown' }

/**
 * The doors of a round for somebody who drives or helps on it: of stops still ahead alone, from some hours before it leaves until it is over.
 * Each look is recorded.
 */
export const lookAtRound = (ctx: Ctx, roundId: string): Promise<Result<Doors, LookAtRoundError>> =>
  inCommand<Doors, LookAtRoundError>({ ...ctx, idempotency: undefined }, 'lookAtRound', async (tx) => {
    const person = personOf(ctx)
    const round = await lockRound(tx, roundId)
    if (round === undefined || person === null || !(await isAssigned(tx, round, person)))
      return err({ kind: 'unknown' })
    if (round.state !== 'sent' && round.state !== 'underway') return err({ kind: 'unknown' })
    const needs = new Map<string, NeedContact>()
    const donors = new Map<string, DonorPlace>()
    const until = later(round.ends_at, tx.now).add({ hours: COPY_HOURS_AFTER })
    const from = round.starts_at.subtract({ hours: ADDRESSES_HOURS_BEFORE })
    if (Temporal.Instant.compare(tx.now, from) < 0) return ok({ needs, donors, from, until })
    for (const stop of await listStops(tx, round.id)) {
      if (!isAhead(stop.state)) continue
      const need = stop.need_id === null ? undefined : await lookAtNeedContact(tx, stop.need_id, 'deliver')
      const donor = stop.pledge_id === null ? undefined : await lookAtDonor(tx, stop.pledge_id)
      if (need !== undefined) needs.set(stop.id, need)
      if (donor !== undefined) donors.set(stop.id, donor)
    }
    return ok({ needs, donors, from: null, until })
  })

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) >= 0 ? a : b)
