import { findPhones } from '../../people'
import type { ObligationId } from '../../standards'

/** What publishing looks at. */
export type PublishFacts = {
  readonly aim: string
  readonly briefing: string
  readonly emergencyContact: string
  readonly organizationVerified: boolean
  readonly organizationHasEthics: boolean
  readonly remote: boolean
  /** Fewest people with whom each post goes ahead, together with those of other posts who are there all its time. */
  readonly together: readonly number[]
  readonly said: ReadonlySet<string>
}

/** Obligations the organizer states by a tick, because only people on the spot can know. */
export const statedObligations: readonly ObligationId[] = [
  'safe-methods',
  'first-aid-on-site',
  'authority-agreed',
  'written-contract-protective-clothing',
  'two-adults-present',
  'two-count-money',
  'confidentiality',
]

/** Obligations held by the system itself at sign-up and check-in, or true by the form of an activity. */
const heldElsewhere: readonly ObligationId[] = ['coordinator-named', 'adults-only', 'credential', 'overdue-watch']

/** Obligations of `owed` that are not met yet, in their order. */
export function listMissing(owed: readonly ObligationId[], facts: PublishFacts): ObligationId[] {
  const isMet = (id: ObligationId): boolean => {
    if (heldElsewhere.includes(id)) return true
    if (statedObligations.includes(id)) return facts.said.has(id)
    switch (id) {
      case 'aim-stated':
        return facts.aim.trim() !== ''
      case 'briefing':
        return facts.briefing.trim() !== ''
      case 'emergency-contact':
        // Somebody overdue is looked for by telephone: words without a number help nobody.
        return facts.remote || findPhones(facts.emergencyContact).length > 0
      case 'verified-organization':
        return facts.organizationVerified
      case 'code-of-ethics':
        return facts.organizationHasEthics
      case 'two-adults-first-visit':
      case 'pairs-at-night':
        return facts.together.every((people) => people >= 2)
      default:
        return false
    }
  }
  return owed.filter((id) => !isMet(id))
}
