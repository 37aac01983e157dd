import type { Tx } from '../../platform'
import { claimReleased } from '../entries'
import { claimRoom } from './claim-brake'
import { endClaim, holdLine, lockClaim, mayHold } from './claims'

/** Why a claim is not handed on. */
export type PassRefusal = 'ended' | 'too-much' | 'not-allowed' | 'too-many-open'

/**
 * Hands a claim, or part of it, to another organization: what it holds never becomes free in between, and its deadline stays. For rooms
 * below, inside their command, which has both organizations' word. Entries to declare: line.claim-released, line.claimed.
 * @returns the claim of the other, or why not
 */
export async function passClaim(
  tx: Tx,
  input: { readonly claimId: string; readonly toOrganizationId: string; readonly quantity: number },
): Promise<{ readonly claimId: string } | PassRefusal> {
  const found = await lockClaim(tx, input.claimId)
  if (found?.claim.state !== 'held') return 'ended'
  const { claim, need } = found
  if (input.quantity < 1 || input.quantity > claim.quantity) return 'too-much'
  if (!(await mayHold(tx, need, input.toOrganizationId))) return 'not-allowed'
  const room = await claimRoom(tx.db, input.toOrganizationId, tx.now)
  if (room.open >= room.allowed) return 'too-many-open'
  const left = claim.quantity - input.quantity
  if (left === 0) await endClaim(tx, need, claim, 'released', claimReleased)
  else await tx.db.updateTable('line_claims').set({ quantity: left }).where('id', '=', claim.id).execute()
  const claimId = await holdLine(tx, need, {
    lineId: claim.line_id,
    organizationId: input.toOrganizationId,
    quantity: input.quantity,
    until: claim.until,
  })
  return { claimId }
}
