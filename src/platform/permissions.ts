/** Roles a person can hold, with the scope their grant carries (an organization, a region, or everywhere). */
export const roles = [
  'administrator',
  'authority',
  'safety-officer',
  'operator',
  'organization-admin',
  'coordinator',
  'storekeeper',
] as const
/** One of {@link roles}. */
export type Role = (typeof roles)[number]

/** One live grant of a role. Both scopes null: everywhere. */
export type RoleGrant = {
  readonly role: Role
  readonly organizationId: string | null
  readonly regionId: string | null
}

/** What a role may do. A permission not listed here is held by nobody. */
export const permissions = {
  'needs:triage': ['operator', 'coordinator', 'organization-admin', 'authority', 'administrator'],
  'needs:enter': ['operator', 'coordinator', 'organization-admin', 'authority', 'administrator'],
  'needs:verify': ['operator', 'coordinator', 'authority', 'administrator'],
  'needs:claim': ['coordinator', 'organization-admin'],
  'needs:read-contact': ['operator', 'coordinator', 'authority', 'administrator'],
  'causes:answer': ['authority', 'administrator'],
  'goods:manage': ['coordinator', 'organization-admin'],
  'goods:stock': ['storekeeper', 'coordinator', 'organization-admin'],
  'goods:enter': ['operator', 'coordinator', 'organization-admin'],
  'activities:manage': ['coordinator', 'organization-admin'],
  'overdue:handle': ['coordinator', 'organization-admin', 'safety-officer', 'administrator'],
  'dispatch:run': ['coordinator', 'organization-admin'],
  'people:help': ['operator', 'administrator'],
  'people:suspend': ['safety-officer', 'authority', 'administrator'],
  'roles:grant': ['administrator', 'organization-admin'],
  'organizations:manage': ['organization-admin'],
  'organizations:verify': ['authority', 'administrator'],
  'credentials:confirm': ['coordinator', 'organization-admin', 'authority', 'administrator'],
  'contributions:confirm': ['coordinator', 'organization-admin'],
  'safety:handle': ['safety-officer', 'administrator'],
  'imports:run': ['organization-admin', 'authority', 'administrator'],
  'region:review': ['authority', 'administrator'],
  'reports:read': ['coordinator', 'organization-admin', 'authority', 'administrator'],
  'register:export': ['authority', 'administrator'],
  'metrics:read': ['administrator'],
  'system:administer': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

/** Something one may be allowed to do, such as `needs:verify`. */
export type Permission = keyof typeof permissions

/** Where an action happens; a grant with a scope covers only that scope. */
export type Scope = {
  readonly organizationId?: string | null | undefined
  readonly regionId?: string | null | undefined
}

/**
 * Whether one of the grants covers the permission in a scope.
 * A grant for an organization covers that organization alone; a grant for a region, everything in it. Without a `scope` the question is
 * "somewhere": enough to open a page that then lists only what its queries allow.
 */
export function grantsCover(grants: readonly RoleGrant[], permission: Permission, scope?: Scope): boolean {
  const holders: readonly Role[] = permissions[permission]
  return grants.some((grant) => {
    if (!holders.includes(grant.role)) return false
    if (scope === undefined) return true
    if (grant.organizationId !== null && grant.organizationId !== scope.organizationId) return false
    return grant.regionId === null || grant.regionId === scope.regionId
  })
}
