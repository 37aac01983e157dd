import { ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { claimAsked, claimKept, claimReleased, publicOf } from '../entries'
import { type ClaimRow, endClaim, type HeldError, lockClaim, lockHeldClaim } from './claims'

/** Hours without a step after which an organization is asked whether it still works on what it took; and then to answer. */
export const STALE_AFTER_HOURS = 48
const HOURS_TO_ANSWER = 24

const hoursSince = (then: Temporal.Instant, now: Temporal.Instant) =>
  (now.epochMilliseconds - then.epochMilliseconds) / 3_600_000

/** The last step of a claim: taken, worked on, or people of its organization told to the person helped. */
async function lastStep(tx: Tx, claim: ClaimRow): Promise<Temporal.Instant> {
  const visit = await tx.db
    .selectFrom('need_visits')
    .select('told_at')
    .where('need_id', '=', claim.need_id)
    .where('organization_id', '=', claim.organization_id)
    .where('state', '<>', 'cancelled')
    .orderBy('told_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return [claim.claimed_at, claim.stepped_at, visit?.told_at]
    .flatMap((at) => at ?? [])
    .reduce((latest, at) => (Temporal.Instant.compare(at, latest) > 0 ? at : latest))
}

/** Notes that somebody works on a claim. For rooms below, inside their command. */
export const noteClaimStep = async (tx: Tx, claimId: string): Promise<void> =>
  void (await tx.db
    .updateTable('line_claims')
    .set({ stepped_at: tx.now, asked_at: null })
    .where('id', '=', claimId)
    .where('state', '=', 'held')
    .execute())

/**
 * Looks at a claim nobody has worked on: first its organization is asked, a day later what it holds is free for others. A step in between
 * ends it. Records line.claim-asked, line.claim-released.
 */
export const lookAtClaim = (
  ctx: Ctx,
  claimId: string,
): Promise<Result<{ did: 'nothing' | 'asked' | 'released' }, never>> =>
  inCommand<{ did: 'nothing' | 'asked' | 'released' }, never>(ctx, 'lookAtClaim', async (tx) => {
    const found = await lockClaim(tx, claimId)
    if (found?.claim.state !== 'held') return ok({ did: 'nothing' })
    const { claim, need } = found
    const step = await lastStep(tx, claim)
    if (hoursSince(step, tx.now) < STALE_AFTER_HOURS) return ok({ did: 'nothing' })
    if (claim.asked_at === null || Temporal.Instant.compare(claim.asked_at, step) < 0) {
      await tx.db.updateTable('line_claims').set({ asked_at: tx.now }).where('id', '=', claim.id).execute()
      tx.append(
        claimAsked.entry({
          subjectId: claim.id,
          regionId: need.region_id,
          organizationId: claim.organization_id,
          body: { line: claim.line_id, need: need.id, quantity: claim.quantity },
          public: {},
        }),
      )
      return ok({ did: 'asked' })
    }
    if (hoursSince(claim.asked_at, tx.now) < HOURS_TO_ANSWER) return ok({ did: 'nothing' })
    await endClaim(tx, need, claim, 'released', claimReleased)
    return ok({ did: 'released' })
  })

/** The organization says that it still works on what it took. Asks for needs:claim. Records line.claim-kept. */
export const keepClaim = (ctx: Ctx, claimId: string): Promise<Result<{ needId: string }, HeldError>> =>
  inCommand<{ needId: string }, HeldError>(ctx, 'keepClaim', async (tx) => {
    const held = await lockHeldClaim(tx, claimId)
    if (!held.ok) return held
    const { claim, need } = held.value
    await noteClaimStep(tx, claim.id)
    tx.append(
      claimKept.entry({
        subjectId: claim.id,
        regionId: need.region_id,
        organizationId: claim.organization_id,
        body: { line: claim.line_id, need: need.id, quantity: claim.quantity },
        public: publicOf(need, tx.now),
      }),
    )
    return ok({ needId: need.id })
  })
