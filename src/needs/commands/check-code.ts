import { err, type Result } from '../../kit/result'
import type { Permission, Tx } from '../../platform'
import { isChangeCode } from '../change-code'
import type { NeedStep } from '../need'
import { maySpeakFor } from '../scope'
import { type NeedRow, type NeedStepError, needFor } from './needs-of'

/** Its person: by the code given once, typed on the secret link. */
export type ByCode = { readonly code: string; readonly linkSecret: string }

/** Who changes a need: its person, or someone with a permission, who has made sure another way. */
export type ChangedBy = ByCode | { readonly consentHow: string }

/** Why a change asked for by its person, or for them, is not made. */
export type CodedStepError = NeedStepError | { readonly kind: 'wrong-code' }

/**
 * The need locked for a change that its person asks for by their code, or another for them: whoever took the request, the operators of the
 * region, and the organization that holds a claim.
 */
export async function needForChange(
  tx: Tx,
  needId: string,
  step: NeedStep,
  permission: Permission,
  by: ChangedBy,
): Promise<Result<NeedRow, CodedStepError>> {
  if (!('code' in by))
    return needFor(tx, needId, step, (need) => maySpeakFor(tx.db, tx.ctx, permission, need, { claimants: true }))
  const found = await needFor(tx, needId, step)
  if (!found.ok) return found
  return (await isCodeOf(tx, needId, by)) ? found : err({ kind: 'wrong-code' })
}

/** Whether a typed code is the one of this need. */
export async function isCodeOf(tx: Tx, needId: string, { code, linkSecret }: ByCode): Promise<boolean> {
  const kept = await tx.db
    .selectFrom('need_contacts')
    .select('change_code_hash')
    .where('need_id', '=', needId)
    .executeTakeFirst()
  return kept !== undefined && isChangeCode(code, linkSecret, kept.change_code_hash)
}

/** For the journal: the person themself, or another for them and how they agreed. */
export const sideOf = (by: ChangedBy): { by: 'person' } | { by: 'another'; consentHow: string } =>
  'code' in by ? { by: 'person' } : { by: 'another', consentHow: by.consentHow }
