import {
  defaultFlags,
  type LegalFlag,
  legalFlags,
  type RiskContext,
  type RiskTier,
  riskContexts,
  riskTier,
} from '../../standards'
import { findCompetence } from '../../training'
import type { Requirement } from '../activity'
import type { Work } from '../work'

/** What risk is read off. `flags` and `contexts` are those of the need and those the organizer adds; none is ever taken away. */
export type RiskFacts = {
  readonly work: Work
  readonly flags: readonly LegalFlag[]
  readonly contexts: readonly RiskContext[]
  readonly inIncident: boolean
  readonly incidentOngoing: boolean
  readonly atHome: boolean
  readonly posts: readonly {
    readonly seats: number
    readonly competences: readonly Requirement[]
    readonly startsAt: Temporal.Instant
    readonly endsAt: Temporal.Instant
  }[]
  readonly zone: string
  readonly remote: boolean
}

/** Legal flags, contexts and tier of an activity, as rows store them. */
export type Risk = { readonly flags: LegalFlag[]; readonly contexts: RiskContext[]; readonly tier: RiskTier }

const CROWD = 50

/** Reads an activity's risk off its facts. Work from afar is done at any hour: night says nothing there. */
export function describeRisk(facts: RiskFacts): Risk {
  const competences = facts.posts.flatMap((post) => post.competences.map(({ id }) => id))
  const flags = new Set<LegalFlag>([...facts.work.flags, ...facts.flags])
  for (const post of facts.posts) {
    const during = facts.remote ? undefined : { start: post.startsAt, end: post.endsAt, zone: facts.zone }
    for (const flag of defaultFlags({ ...facts, competences, during })) flags.add(flag)
  }
  const contexts = new Set(facts.contexts)
  if (competences.some((id) => findCompetence(id)?.credentialRequired === true)) contexts.add('credential')
  const seats = facts.posts.reduce((sum, post) => sum + post.seats, 0)
  if (seats >= CROWD && !facts.remote) contexts.add('crowd')
  return {
    flags: legalFlags.filter((flag) => flags.has(flag)),
    contexts: riskContexts.filter((context) => contexts.has(context)),
    tier: riskTier(flags, contexts),
  }
}
