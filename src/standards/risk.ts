import type { LegalFlag } from './flags'
import type { Article, LawPack } from './law/law-pack'
import { type ObligationId, obligationIds } from './obligation-ids'

/** 0 everyday, 1 some care, 2 safeguards needed, 3 reviewed by an authority before it is published. */
export type RiskTier = 0 | 1 | 2 | 3

/** What risk follows from besides legal flags; everything absent is false. */
export const riskContexts = ['credential', 'hands-on-health', 'money', 'crowd', 'lone-post'] as const

/**
 * credential: a post asks for a competence that needs a document. hands-on-health: care for the body of another. money: cash or cards of
 * others pass through hands. crowd: 50 people and more at once. lone-post: someone works out of sight of the others.
 */
export type RiskContext = (typeof riskContexts)[number]

/** Anything that can make work riskier. */
export type Risk = LegalFlag | RiskContext

const weights: Readonly<Record<Risk, 1 | 2 | 3>> = {
  emergency: 3,
  disaster: 2,
  refugees: 2,
  'criminal-record': 2,
  heavy: 2,
  'home-visit': 2,
  'minors-present': 2,
  'hands-on-health': 2,
  night: 1,
  credential: 1,
  money: 1,
  crowd: 1,
  'lone-post': 1,
}

// Dark or out of sight is where a middling risk turns grave.
const aggravating: readonly Risk[] = ['night', 'lone-post']

const toTier = (weight: number): RiskTier => (weight >= 3 ? 3 : weight === 2 ? 2 : weight === 1 ? 1 : 0)

/** Risk of a piece of work. More flags or context never lower it; with none it is 0. */
export function riskTier(flags: ReadonlySet<LegalFlag>, context: ReadonlySet<RiskContext> = new Set()): RiskTier {
  const risks: Risk[] = [...flags, ...context]
  const gravest = Math.max(0, ...risks.map((risk) => weights[risk]))
  const aggravated = gravest === 2 && risks.some((risk) => aggravating.includes(risk))
  return toTier(aggravated ? 3 : gravest)
}

/** Something the organizer owes before the work may start; `article` absent: our own standard. Text under `messageKey`. */
export type Obligation = {
  readonly id: ObligationId
  readonly messageKey: string
  readonly article?: Article
}

/** An obligation holds from `tier` up, or where one of `risks` is there. */
type Trigger = { readonly tier?: RiskTier; readonly risks?: readonly Risk[] }

const triggers: Readonly<Record<ObligationId, Trigger>> = {
  'coordinator-named': { tier: 0 },
  'aim-stated': { tier: 0 },
  briefing: { tier: 0 },
  'adults-only': { risks: ['disaster', 'emergency', 'refugees', 'criminal-record', 'heavy'] },
  'emergency-contact': { tier: 1 },
  'code-of-ethics': { tier: 1 },
  credential: { risks: ['credential'] },
  'safe-methods': { tier: 3, risks: ['heavy', 'emergency', 'disaster'] },
  'first-aid-on-site': { tier: 3, risks: ['heavy', 'crowd', 'disaster', 'emergency'] },
  'verified-organization': {
    tier: 3,
    risks: ['home-visit', 'minors-present', 'refugees', 'criminal-record', 'hands-on-health', 'money'],
  },
  'authority-agreed': { risks: ['emergency'] },
  'written-contract-protective-clothing': { risks: ['heavy'] },
  'two-adults-first-visit': { risks: ['home-visit'] },
  'two-adults-present': { risks: ['minors-present'] },
  confidentiality: { risks: ['home-visit', 'refugees', 'criminal-record', 'minors-present', 'hands-on-health'] },
  'pairs-at-night': { risks: ['night'] },
  'overdue-watch': { risks: ['disaster', 'emergency', 'night', 'home-visit', 'lone-post'] },
  'two-count-money': { risks: ['money'] },
}

/**
 * What work of this tier with these flags owes, in the order pages ask. Grows with risk and only with risk: everyday work owes three
 * things that fit into three fields.
 */
export function obligations(
  pack: LawPack,
  tier: RiskTier,
  flags: ReadonlySet<LegalFlag>,
  context: ReadonlySet<RiskContext> = new Set(),
): Obligation[] {
  const risks = new Set<Risk>([...flags, ...context])
  const holds = ({ tier: from, risks: any }: Trigger) =>
    (from !== undefined && tier >= from) || (any?.some((risk) => risks.has(risk)) ?? false)
  return obligationIds
    .filter((id) => holds(triggers[id]))
    .map((id) => {
      const article = pack.obligations[id]
      return { id, messageKey: `standards.obligation.${id}`, ...(article === undefined ? {} : { article }) }
    })
}
