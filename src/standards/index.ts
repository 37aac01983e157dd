export {
  type AgeBand,
  type AgeFacts,
  activityDay,
  ageBands,
  bandOf,
  fullYears,
  parseAgeBand,
  yearsAtLeast,
} from './age'
export {
  type ConsentState,
  decideLaw,
  decideOrganization,
  type FormRefusal,
  type LawCase,
  type LawPermit,
  type LawRefusal,
  lawMask,
} from './decide-law'
export {
  defaultFlags,
  type FlagFacts,
  flagsByCompetence,
  flagsMask,
  type LegalFlag,
  legalFlags,
  parseFlags,
  type Vulnerability,
  vulnerabilities,
} from './flags'
export type { ActivityKind, Article, LawPack, LawRule, OrganizationForm, Relief } from './law/law-pack'
export { organizationForms } from './law/law-pack'
export { getLawPack, lawPacks } from './law/law-packs'
export { touchesNight } from './night'
export { type ObligationId, obligationIds } from './obligation-ids'
export { type Obligation, obligations, type RiskContext, type RiskTier, riskContexts, riskTier } from './risk'

import './personal-data'

export {
  acceptDocument,
  acceptDocumentIn,
  type DocumentError,
  publishDocument,
  publishIn,
  publishOwnDocuments,
} from './commands/documents'
export { CODE_OF_ETHICS, codeOfEthics, type StandardText } from './documents/code-of-ethics'
export { ObligationList, sayWhy } from './pages/obligations-page'
export { StandardTextBody } from './pages/standard-text'
export { findDocument, hasAccepted, type StandardDocument } from './queries'
export { standardsRoom } from './routes'
