import { isId, newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf, type Role, type Tx } from '../../platform'
import { lockPerson } from '../acts-for'
import { roleEnded, roleGranted } from '../entries'

/** A role to give, with its scope; both null: everywhere. */
export type NewRole = {
  readonly personId: string
  readonly role: Role
  readonly organizationId?: string | null
  readonly regionId?: string | null
}

/** Why a role could not be given or ended. */
export type RoleError = {
  readonly kind: 'forbidden' | 'unknown' | 'scope-missing' | 'scope-not-fitting' | 'last-administrator'
}

const ofOrganization: readonly Role[] = ['coordinator', 'organization-admin']

// An administrator gives every role; whoever runs an organization gives the roles of that organization only.
const mayHandOut = (ctx: Ctx, role: Role, scope: { organizationId: string | null; regionId: string | null }): boolean =>
  may(ctx, 'system:administer', scope) || (ofOrganization.includes(role) && may(ctx, 'roles:grant', scope))

/** Gives a role. Roles of an organization need one; an administrator, authority, officer or operator may have a region or none. */
export const grantRole = (ctx: Ctx, input: NewRole): Promise<Result<{ readonly grantId: string }, RoleError>> =>
  inCommand(ctx, 'grantRole', async (tx) => {
    const scope = { organizationId: input.organizationId ?? null, regionId: input.regionId ?? null }
    if (ofOrganization.includes(input.role)) {
      if (scope.organizationId === null) return err({ kind: 'scope-missing' })
      if (scope.regionId !== null) return err({ kind: 'scope-not-fitting' })
    } else if (scope.organizationId !== null) return err({ kind: 'scope-not-fitting' })
    const askedAt = { ...scope, regionId: scope.regionId ?? (await regionOfOrganization(tx, scope.organizationId)) }
    if (!mayHandOut(ctx, input.role, askedAt)) return err({ kind: 'forbidden' })
    const person = isId(input.personId) ? await lockPerson(tx, input.personId) : undefined
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    return ok({ grantId: await grantRoleIn(tx, { ...input, ...scope }) })
  })

async function regionOfOrganization({ db }: Tx, organizationId: string | null): Promise<string | null> {
  if (!isId(organizationId ?? undefined) || organizationId === null) return null
  const row = await db
    .selectFrom('organizations')
    .select('region_id')
    .where('id', '=', organizationId)
    .executeTakeFirst()
  return row?.region_id ?? null
}

/** Writes a role with its entry; one held already is left as it is. A step of a command that has checked who may. @returns the grant's id */
export async function grantRoleIn(tx: Tx, input: NewRole): Promise<string> {
  const organizationId = input.organizationId ?? null
  const regionId = input.regionId ?? null
  const held = await tx.db
    .selectFrom('role_grants')
    .select('id')
    .where('person_id', '=', input.personId)
    .where('role', '=', input.role)
    .where('ended_at', 'is', null)
    .where((eb) => eb(eb.fn.coalesce('organization_id', eb.val(NOWHERE)), '=', organizationId ?? NOWHERE))
    .where((eb) => eb(eb.fn.coalesce('region_id', eb.val('')), '=', regionId ?? ''))
    .executeTakeFirst()
  if (held !== undefined) return held.id
  const { region_id: home } = await tx.db
    .selectFrom('people')
    .select('region_id')
    .where('id', '=', input.personId)
    .executeTakeFirstOrThrow()
  const id = newId(tx.now.epochMilliseconds)
  await tx.db
    .insertInto('role_grants')
    .values({
      id,
      person_id: input.personId,
      role: input.role,
      organization_id: organizationId,
      region_id: regionId,
      granted_by: personOf(tx.ctx),
      granted_at: tx.now,
    })
    .execute()
  tx.append(
    roleGranted.entry({
      subjectId: input.personId,
      regionId: regionId ?? home,
      organizationId,
      body: { grantId: id, role: input.role, organizationId, regionId },
      public: {},
    }),
  )
  return id
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'

/** Ends a role. Everyone may lay down their own; the last administrator of the whole house cannot go before there is another. */
export const endRole = (ctx: Ctx, input: { readonly grantId: string }): Promise<Result<null, RoleError>> =>
  inCommand(ctx, 'endRole', async (tx) => {
    if (!isId(input.grantId)) return err({ kind: 'unknown' })
    await lockAdministrators(tx)
    const grant = await tx.db
      .selectFrom('role_grants')
      .select(['id', 'person_id', 'role', 'organization_id', 'region_id'])
      .where('id', '=', input.grantId)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (grant === undefined) return err({ kind: 'unknown' })
    const scope = {
      organizationId: grant.organization_id,
      regionId: grant.region_id ?? (await regionOfOrganization(tx, grant.organization_id)),
    }
    const isOwn = personOf(ctx) === grant.person_id
    if (!isOwn && !mayHandOut(ctx, grant.role as Role, scope)) return err({ kind: 'forbidden' })
    if (await isLastAdministrator(tx, grant)) return err({ kind: 'last-administrator' })
    await endRoleIn(tx, grant)
    return ok(null)
  })

/** A live grant as its row says. */
export type GrantRow = {
  readonly id: string
  readonly person_id: string
  readonly role: string
  readonly organization_id: string | null
  readonly region_id: string | null
}

/** Ends one live grant with its entry. A step of a command that holds the row. */
export async function endRoleIn(tx: Tx, grant: GrantRow): Promise<void> {
  await tx.db.updateTable('role_grants').set({ ended_at: tx.now }).where('id', '=', grant.id).execute()
  const { region_id: home } = await tx.db
    .selectFrom('people')
    .select('region_id')
    .where('id', '=', grant.person_id)
    .executeTakeFirstOrThrow()
  tx.append(
    roleEnded.entry({
      subjectId: grant.person_id,
      regionId: grant.region_id ?? home,
      organizationId: grant.organization_id,
      body: { grantId: grant.id, role: grant.role, organizationId: grant.organization_id, regionId: grant.region_id },
      public: {},
    }),
  )
}

/** Holds the administrators of the whole house, so that two cannot leave at once. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await tx.db
    .selectFrom('role_grants')
    .select('id')
    .where('role', '=', 'administrator')
    .where('region_id', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .limit(1000)
    .forUpdate()
    .execute()
}

/** Whether nobody else administers the whole house. Asked under {@link lockAdministrators}. */
export async function isLastAdministrator(
  tx: Tx,
  grant: { readonly person_id: string; readonly role: string; readonly region_id: string | null },
): Promise<boolean> {
  if (grant.role !== 'administrator' || grant.region_id !== null) return false
  const other = await tx.db
    .selectFrom('role_grants')
    .select('id')
    .where('role', '=', 'administrator')
    .where('region_id', 'is', null)
    .where('ended_at', 'is', null)
    .where('person_id', '<>', grant.person_id)
    .limit(1)
    .executeTakeFirst()
  return other === undefined
}
