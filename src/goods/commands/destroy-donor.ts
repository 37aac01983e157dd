import { newId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, revokeSecretLinks, type Tx } from '../../platform'
import { pledgeDonorDestroyed } from '../entries'
import { lockPledge, type PledgeRow } from './move-pledge'

/** So many days after a promise is over nobody needs to reach its donor any more. */
const DAYS_KEPT = 30

/** Promises are over from this moment back, as of now. */
export const overBefore = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: 24 * DAYS_KEPT })

/**
 * Destroys name, contact, address and words of the donor of a promise that is long over; asked too early it does nothing. What was given
 * stays counted. Records pledge.donor-destroyed.
 */
export const destroyDonor = (ctx: Ctx, pledgeId: string): Promise<Result<{ destroyed: boolean }, never>> =>
  inCommand<{ destroyed: boolean }, never>(ctx, 'destroyDonor', async (tx) => {
    const pledge = (await lockPledge(tx, pledgeId))?.pledge
    if (
      pledge === undefined ||
      pledge.awaited > 0 ||
      pledge.donor_forgotten_at !== null ||
      Temporal.Instant.compare(pledge.until, overBefore(tx.now)) > 0
    )
      return ok({ destroyed: false })
    await forgetDonor(tx, pledge, 'retention')
    return ok({ destroyed: true })
  })

/** Forgets who promised, by the rule that asks for it. Records pledge.donor-destroyed. */
export async function forgetDonor(
  tx: Tx,
  pledge: Pick<PledgeRow, 'id' | 'region_id'>,
  rule: 'retention' | 'person-asked',
): Promise<void> {
  await tx.db.deleteFrom('pledge_contacts').where('pledge_id', '=', pledge.id).execute()
  await tx.db
    .updateTable('pledges')
    .set({ donor_forgotten_at: tx.now, ...(rule === 'person-asked' ? { person_id: null } : {}) })
    .where('id', '=', pledge.id)
    .execute()
  await revokeSecretLinks(tx.db, 'pledge', pledge.id, tx.now)
  await tx.db
    .insertInto('erasures')
    .values({ id: newId(tx.now.epochMilliseconds), at: tx.now, subject_kind: 'pledge', subject_id: pledge.id, rule })
    .execute()
  tx.append(
    pledgeDonorDestroyed.entry({ subjectId: pledge.id, regionId: pledge.region_id, body: { rule }, public: {} }),
  )
}
