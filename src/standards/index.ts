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
