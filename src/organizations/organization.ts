import type { Selectable } from 'kysely'
import type { DB } from '../platform'
import type { OrganizationForm } from '../standards'

/** Kinds of organization. A group works at once, in public places only; the others are verified by an authority first. */
export const organizationKinds = ['group', 'ngo', 'company', 'authority'] as const
/** One of {@link organizationKinds}. */
export type OrganizationKind = (typeof organizationKinds)[number]

/** `waiting`: in the authority's queue; `refused`: with a reason, can be corrected and sent again. */
export type OrganizationState = 'waiting' | 'active' | 'refused' | 'closed'

/** What has been checked about an organization. */
export const markKinds = [
  'registered',
  'leader',
  'contact',
  'address',
  'charter',
  'safeguarding',
  'pharmacy',
  'medical',
] as const
/** One of {@link markKinds}. */
export type MarkKind = (typeof markKinds)[number]

/** An organization as pages and rules see it. */
export type Organization = {
  readonly id: string
  readonly regionId: string
  readonly localityId: string | null
  readonly kind: OrganizationKind
  readonly legalForm: OrganizationForm
  readonly name: string
  readonly about: string
  readonly bin: string | null
  readonly state: OrganizationState
  readonly createdBy: string
  readonly createdAt: Temporal.Instant
  readonly verifiedAt: Temporal.Instant | null
  readonly verifiedBy: string | null
  readonly refusal: string | null
  readonly closedAt: Temporal.Instant | null
  readonly ethicsVersion: number | null
}

/** Row of `organizations` as the domain sees it. */
export const organizationOfRow = (row: Selectable<DB['organizations']>): Organization => ({
  id: row.id,
  regionId: row.region_id,
  localityId: row.locality_id,
  kind: row.kind as OrganizationKind,
  legalForm: row.legal_form as OrganizationForm,
  name: row.name,
  about: row.about,
  bin: row.bin,
  state: row.state as OrganizationState,
  createdBy: row.created_by,
  createdAt: row.created_at,
  verifiedAt: row.verified_at,
  verifiedBy: row.verified_by,
  refusal: row.refusal,
  closedAt: row.closed_at,
  ethicsVersion: row.ethics_version,
})

/** Whether an authority has verified it and it works: what a home address, children or money ask for. A group never is. */
export const isVerified = (organization: Pick<Organization, 'state' | 'verifiedAt'>): boolean =>
  organization.state === 'active' && organization.verifiedAt !== null

/** Legal forms that fit a kind, the forbidden ones among them, so that a refusal can name its article. */
export const formsOfKind: Readonly<Record<OrganizationKind, readonly OrganizationForm[]>> = {
  group: ['initiative-group'],
  ngo: [
    'public-association',
    'foundation',
    'institution',
    'association-of-organizations',
    'political-party',
    'religious-association',
    'trade-union',
    'consumer-cooperative',
  ],
  company: ['company'],
  authority: ['authority'],
}
