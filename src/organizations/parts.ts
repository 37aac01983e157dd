import type { Ctx, Tx } from '../platform'
import type { Child, View } from '../web'
import type { Organization } from './organization'

/** What a room below adds to the page of an organization. `mine`: the viewer may manage it. */
export type OrganizationPart = (
  ctx: Ctx,
  v: View,
  organization: Organization,
  mine: boolean,
) => Promise<Child | undefined>

/** What a room below adds to the page of an authority, for the regions it looks after. */
export type AuthorityPart = (ctx: Ctx, v: View, regions: 'all' | readonly string[]) => Promise<Child | undefined>

/** Says what is still going on (a message key) and must end before an organization can close; undefined when nothing is. */
export type ClosingCheck = (tx: Tx, organizationId: string) => Promise<string | undefined>

const organizationParts = new Map<string, OrganizationPart>()
const authorityParts = new Map<string, AuthorityPart>()
const closingChecks = new Map<string, ClosingCheck>()

/** Adds a room's part to every organization's page. Called once, when the room's door loads. */
export const registerOrganizationPart = (room: string, part: OrganizationPart): void => {
  organizationParts.set(room, part)
}

/** Adds a room's part to the authority's page. Called once, when the room's door loads. */
export const registerAuthorityPart = (room: string, part: AuthorityPart): void => {
  authorityParts.set(room, part)
}

/** Has a room say what must end before an organization closes. Called once, when the room's door loads. */
export const registerClosingCheck = (room: string, check: ClosingCheck): void => {
  closingChecks.set(room, check)
}

/** Parts of all rooms for an organization's page, in the order of registration. */
export const renderOrganizationParts = async (...about: Parameters<OrganizationPart>): Promise<Child[]> =>
  (await Promise.all([...organizationParts.values()].map((part) => part(...about)))).filter(
    (part) => part !== undefined,
  )

/** Parts of all rooms for the authority's page, in the order of registration. */
export const renderAuthorityParts = async (...about: Parameters<AuthorityPart>): Promise<Child[]> =>
  (await Promise.all([...authorityParts.values()].map((part) => part(...about)))).filter((part) => part !== undefined)

/** The first thing that keeps an organization open. */
export async function runClosingChecks(tx: Tx, organizationId: string): Promise<string | undefined> {
  for (const check of closingChecks.values()) {
    const what = await check(tx, organizationId)
    if (what !== undefined) return what
  }
  return undefined
}
