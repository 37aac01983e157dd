import { sql } from 'kysely'
import { isId } from '../kit/ids'
import type { Ctx, Db } from '../platform'
import { grantsCover, recordLook } from '../platform'
import type { OrganizationRole } from './commands/organization-roles'
import { type MarkKind, type Organization, type OrganizationKind, organizationOfRow } from './organization'

/** An organization by id, untrusted. */
export async function findOrganization(db: Db, id: string): Promise<Organization | undefined> {
  if (!isId(id)) return undefined
  const row = await db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : organizationOfRow(row)
}

/** A line of the public list. */
export type ListedOrganization = {
  readonly id: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly verified: boolean
  readonly regionId: string
}

export const LIST_SIZE = 30

/** Active organizations by name, 30 at a time. Served by organizations_name_idx, organizations_region_idx, organizations_search_idx. */
export async function listOrganizations(
  db: Db,
  filter: {
    readonly regionId?: string | undefined
    readonly words?: string | undefined
    readonly after?: { readonly name: string; readonly id: string } | undefined
    readonly limit?: number
  },
): Promise<{ rows: ListedOrganization[]; next: { name: string; id: string } | undefined }> {
  const limit = Math.min(filter.limit ?? LIST_SIZE, 100)
  let query = db
    .selectFrom('organizations')
    .select(['id', 'name', 'kind', 'region_id', 'verified_at'])
    .where('state', '=', 'active')
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
  if (filter.regionId !== undefined) query = query.where('region_id', '=', filter.regionId)
  const words = (filter.words ?? '').trim().toLowerCase().slice(0, 80)
  if (words !== '')
    query = query.where(sql<boolean>`lower(name) LIKE ${`%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`}`)
  const { after } = filter
  if (after !== undefined && isId(after.id))
    query = query.where(sql<boolean>`(name, id) > (${after.name}, ${after.id})`)
  const found = await query.execute()
  const rows = found.slice(0, limit).map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind as OrganizationKind,
    verified: row.verified_at !== null,
    regionId: row.region_id,
  }))
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last !== undefined ? { name: last.name, id: last.id } : undefined }
}

/** Where a person belongs, or is invited. */
export type Membership = {
  readonly organizationId: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly state: 'invited' | 'member'
  readonly organizationState: Organization['state']
  readonly since: Temporal.Instant
}

/** Organizations a person is a member of or invited to, at most 100. Served by organization_members_person_idx. */
export async function listMemberships(db: Db, personId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('organization_members as m')
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .select(['o.id', 'o.name', 'o.kind', 'o.state as organization_state', 'm.state', 'm.since'])
    .where('m.person_id', '=', personId)
    .where('m.state', 'in', ['invited', 'member'])
    .orderBy('o.name')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    organizationId: row.id,
    name: row.name,
    kind: row.kind as OrganizationKind,
    state: row.state as Membership['state'],
    organizationState: row.organization_state as Organization['state'],
    since: row.since,
  }))
}

/** A member as others of the organization see one. Of the invited only what the inviter called them is shown. */
export type Member = {
  readonly personId: string
  readonly name: string | null
  readonly state: 'invited' | 'member'
  readonly since: Temporal.Instant
  readonly roles: readonly { readonly grantId: string; readonly role: OrganizationRole }[]
}

const MEMBERS_MAX = 500

/** Members and invited of an organization with their roles in it, at most 500. Names of others: the look is recorded for each member shown. */
export async function listMembers(ctx: Ctx, organizationId: string): Promise<Member[]> {
  const rows = await ctx.db
    .selectFrom('organization_members as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['m.person_id', 'm.state', 'm.since', 'm.invited_as', 'p.name'])
    .where('m.organization_id', '=', organizationId)
    .where('m.state', 'in', ['invited', 'member'])
    .orderBy('m.state', 'desc')
    .orderBy('m.since')
    .limit(MEMBERS_MAX)
    .execute()
  const grants = await ctx.db
    .selectFrom('role_grants')
    .select(['id', 'person_id', 'role'])
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .limit(MEMBERS_MAX * 2)
    .execute()
  await recordLook(ctx.db, ctx, {
    subjectPersonId: null,
    subjectKind: 'organization',
    subjectId: organizationId,
    what: ['member-names'],
  })
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.state === 'invited' ? row.invited_as : row.name,
    state: row.state as Member['state'],
    since: row.since,
    roles: grants
      .filter((grant) => grant.person_id === row.person_id)
      .map((grant) => ({ grantId: grant.id, role: grant.role as OrganizationRole })),
  }))
}

/** Something that was checked. */
export type OrganizationMark = { readonly id: string; readonly what: MarkKind; readonly checkedAt: Temporal.Instant }

/** Live marks of an organization. Who checked is an office, not a name: the authority of its region. */
export async function listMarks(db: Db, organizationId: string): Promise<OrganizationMark[]> {
  const rows = await db
    .selectFrom('organization_marks')
    .select(['id', 'what', 'checked_at'])
    .where('organization_id', '=', organizationId)
    .where('withdrawn_at', 'is', null)
    .orderBy('checked_at')
    .limit(20)
    .execute()
  return rows.map((row) => ({ id: row.id, what: row.what as MarkKind, checkedAt: row.checked_at }))
}

/** Regions in which this request may do something; `all` for a grant without a region. */
export function regionsOf(ctx: Ctx, permission: 'organizations:verify' | 'region:review'): 'all' | readonly string[] {
  if (ctx.actor.kind !== 'person') return ctx.actor.kind === 'system' ? 'all' : []
  const covering = ctx.actor.grants.filter((grant) => grantsCover([grant], permission))
  if (covering.some((grant) => grant.regionId === null && grant.organizationId === null)) return 'all'
  return [...new Set(covering.flatMap((grant) => (grant.regionId === null ? [] : [grant.regionId])))]
}

const QUEUE_MAX = 200

/** Organizations that wait for this authority, oldest first, at most 200. Served by organizations_waiting_idx. */
export async function listWaiting(ctx: Ctx): Promise<Organization[]> {
  const regions = regionsOf(ctx, 'organizations:verify')
  if (regions !== 'all' && regions.length === 0) return []
  let query = ctx.db
    .selectFrom('organizations')
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('created_at')
    .limit(QUEUE_MAX)
  if (regions !== 'all') query = query.where('region_id', 'in', regions)
  return (await query.execute()).map(organizationOfRow)
}

/** How many organizations of each kind work in these regions. */
export async function countByKind(
  db: Db,
  regions: 'all' | readonly string[],
): Promise<{ readonly kind: OrganizationKind; readonly count: number; readonly verified: number }[]> {
  if (regions !== 'all' && regions.length === 0) return []
  let query = db
    .selectFrom('organizations')
    .select((eb) => ['kind', eb.fn.countAll<number>().as('count'), eb.fn.count<number>('verified_at').as('verified')])
    .where('state', '=', 'active')
    .groupBy('kind')
    .orderBy('kind')
    .limit(organizationKindsMax)
  if (regions !== 'all') query = query.where('region_id', 'in', regions)
  return (await query.execute()).map((row) => ({ ...row, kind: row.kind as OrganizationKind }))
}

const organizationKindsMax = 10
