import type { Tx } from '../../platform'
import { isChangeCode } from '../change-code'

/** Who changes a need: its person by the code given once, or someone with a permission, who has made sure another way. */
export type ChangedBy = { readonly code: string } | { readonly consentHow: string }

/** Whether the code is right; always, for whoever needs none. */
export async function mayChange(tx: Tx, needId: string, by: ChangedBy): Promise<boolean> {
  if (!('code' in by)) return true
  const kept = await tx.db
    .selectFrom('need_contacts')
    .select('change_code_hash')
    .where('need_id', '=', needId)
    .executeTakeFirst()
  return kept !== undefined && isChangeCode(by.code, needId, kept.change_code_hash)
}

/** The door's code for the journal: the person themself, or another for them. */
export const bySide = (by: ChangedBy): 'person' | 'another' => ('code' in by ? 'person' : 'another')
