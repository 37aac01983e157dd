import type { Selectable } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type DB, inCommand, may, recordLook, type Tx } from '../../platform'
import type { LookReason } from '../need'
import { listOrganizationsFor } from '../scope'
import type { NeedRow } from './needs-of'

/** Whom to help and where exactly: what the fewest people see. */
export type NeedContact = Pick<
  Selectable<DB['need_contacts']>,
  | 'name'
  | 'contact_kind'
  | 'contact'
  | 'call_safe'
  | 'text_safe'
  | 'lang'
  | 'address'
  | 'latitude'
  | 'longitude'
  | 'words'
  | 'vulnerability'
>

/** Why a contact is not shown. */
export type ReadContactError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'destroyed' }

/**
 * Contact, address, vulnerability and words of a need. Open to operators and the authority of its region, and to coordinators of a verified
 * organization that holds a claim on it. Each look is recorded with its reason.
 */
export const readNeedContact = (
  ctx: Ctx,
  needId: string,
  why: LookReason,
): Promise<Result<NeedContact, ReadContactError>> =>
  inCommand<NeedContact, ReadContactError>({ ...ctx, idempotency: undefined }, 'readNeedContact', async (tx) => {
    const need = await tx.db.selectFrom('needs').selectAll().where('id', '=', needId).executeTakeFirst()
    if (need === undefined) return err({ kind: 'not-found' })
    if (!(await mayReadContact(tx, need))) return err({ kind: 'forbidden' })
    const contact = await lookAtNeedContact(tx, need.id, why)
    return contact === undefined ? err({ kind: 'destroyed' }) : ok(contact)
  })

async function mayReadContact(tx: Tx, need: NeedRow): Promise<boolean> {
  if (may(tx.ctx, 'needs:read-contact', { regionId: need.region_id, organizationId: null })) return true
  const through = await listOrganizationsFor(tx.db, tx.ctx, 'needs:read-contact', need)
  return through.some((organization) => organization.claims)
}

/**
 * The same inside another room's command, which has decided that this viewer may see it (an assignment to come to this need). The look is
 * recorded. Undefined when it was destroyed.
 */
export async function lookAtNeedContact(tx: Tx, needId: string, why: LookReason): Promise<NeedContact | undefined> {
  const row = await tx.db
    .selectFrom('need_contacts as c')
    .innerJoin('needs as n', 'n.id', 'c.need_id')
    .select([
      'n.person_id',
      'c.name',
      'c.contact_kind',
      'c.contact',
      'c.call_safe',
      'c.text_safe',
      'c.lang',
      'c.address',
      'c.latitude',
      'c.longitude',
      'c.words',
      'c.vulnerability',
    ])
    .where('c.need_id', '=', needId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { person_id: personId, ...contact } = row
  await recordLook(tx.db, tx.ctx, {
    subjectPersonId: personId,
    subjectKind: 'need',
    subjectId: needId,
    what: ['contact', 'address', 'vulnerability', 'words', `why:${why}`],
  })
  return contact
}
