import './personal-data'

export { type BinError, parseBin } from './bin'
export { type AdoptEthicsError, adoptEthics } from './commands/adopt-ethics'
export { changeOrganization, closeOrganization } from './commands/change-organization'
export { type CreateOrganizationError, createOrganization, type NewOrganization } from './commands/create-organization'
export { answerInvitation, endMembership, inviteMember } from './commands/members'
export { giveOrganizationRole } from './commands/organization-roles'
export { refuseOrganization, verifyOrganization } from './commands/verify-organization'
export {
  formsOfKind,
  isVerified,
  type MarkKind,
  type Organization,
  type OrganizationKind,
  organizationKinds,
} from './organization'
export {
  type AuthorityPart,
  type ClosingCheck,
  type OrganizationPart,
  registerAuthorityPart,
  registerClosingCheck,
  registerOrganizationPart,
} from './parts'
export {
  findOrganization,
  type ListedOrganization,
  listMemberships,
  listOrganizations,
  type Membership,
  regionsOf,
} from './queries'
export { organizationsRoom } from './routes'
