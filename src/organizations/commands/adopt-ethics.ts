import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may } from '../../platform'
import { organizationChanged } from '../entries'
import { lockOrganization, publicOf } from './change-organization'

/** Whoever runs an organization is not there, may not, or the organization has ended. */
export type AdoptEthicsError = { readonly kind: 'unknown' | 'forbidden' | 'closed' }

/**
 * An organization adopts a version of the code of ethics as its own: everything beyond everyday work asks for it. Adopting the same version
 * again is quiet.
 */
export const adoptEthics = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly version: number },
): Promise<Result<null, AdoptEthicsError>> =>
  inCommand<null, AdoptEthicsError>(ctx, 'adoptEthics', async (tx) => {
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined) return err({ kind: 'unknown' })
    if (!may(ctx, 'organizations:manage', { organizationId: organization.id, regionId: organization.regionId }))
      return err({ kind: 'forbidden' })
    if (organization.state === 'closed') return err({ kind: 'closed' })
    if (organization.ethicsVersion === input.version) return ok(null)
    await tx.db
      .updateTable('organizations')
      .set({ ethics_version: input.version })
      .where('id', '=', organization.id)
      .execute()
    tx.append(
      organizationChanged.entry({
        subjectId: organization.id,
        regionId: organization.regionId,
        organizationId: organization.id,
        body: { fields: ['ethics'], again: false },
        public: await publicOf(tx, organization, organization.state),
      }),
    )
    return ok(null)
  })
