import { touchesNight } from './night'

/** Circumstances of work that the law or our standards attach rules to. The order is the bit order of {@link flagsMask}: append only. */
export const legalFlags = [
  'disaster',
  'emergency',
  'refugees',
  'criminal-record',
  'heavy',
  'night',
  'home-visit',
  'minors-present',
] as const

/** One of {@link legalFlags}. */
export type LegalFlag = (typeof legalFlags)[number]

/** Facts of a need, or of an activity made without one, that flags follow from. */
export type FlagFacts = {
  /** The need belongs to an incident (flood, fire, earthquake). */
  readonly inIncident?: boolean | undefined
  /** That incident is still going on: helping means taking part in clearing an emergency. */
  readonly incidentOngoing?: boolean | undefined
  /** The work is done in somebody's home. */
  readonly atHome?: boolean | undefined
  /** Ids of competences the lines ask for (room `training`). */
  readonly competences?: readonly string[] | undefined
  /** What makes the people helped vulnerable, as asked at intake. */
  readonly vulnerabilities?: readonly Vulnerability[] | undefined
  /** When the work is done, where that is known; half-open, with the zone of the place. */
  readonly during?:
    | { readonly start: Temporal.Instant; readonly end: Temporal.Instant; readonly zone: string }
    | undefined
}

/** What can make the people helped vulnerable. */
export const vulnerabilities = [
  'infant',
  'child',
  'older',
  'disability',
  'illness',
  'pregnancy',
  'alone',
  'refugee',
  'crime-victim',
  'accident-victim',
  'criminal-record',
] as const

/** One of {@link vulnerabilities}. */
export type Vulnerability = (typeof vulnerabilities)[number]

const byVulnerability: Partial<Record<Vulnerability, LegalFlag>> = {
  infant: 'minors-present',
  child: 'minors-present',
  refugee: 'refugees',
  'crime-victim': 'disaster',
  'accident-victim': 'disaster',
  'criminal-record': 'criminal-record',
}

/** Legal flags that asking for a competence brings, by competence id. A test of room `training` holds the ids to its list. */
export const flagsByCompetence: Readonly<Record<string, readonly LegalFlag[]>> = {
  'search-rescue': ['emergency', 'heavy'],
  'water-rescue': ['emergency', 'heavy'],
  firefighting: ['emergency', 'heavy'],
  evacuation: ['emergency'],
  'flood-defence': ['emergency', 'heavy'],
  'debris-clearing': ['heavy'],
  'heavy-machinery': ['heavy'],
  'truck-driver': ['heavy'],
  'boat-operator': ['heavy'],
  'building-repair': ['heavy'],
  electrician: ['heavy'],
  loading: ['heavy'],
  'child-care': ['minors-present'],
  tutoring: ['minors-present'],
  teacher: ['minors-present'],
}

/**
 * Flags a need brings of itself, before an organizer says anything. An organizer may add flags; taking one away needs a reason and a
 * second person, because it is what lets minors in.
 */
export function defaultFlags(facts: FlagFacts): ReadonlySet<LegalFlag> {
  const flags = new Set<LegalFlag>()
  if (facts.inIncident) flags.add('disaster')
  if (facts.incidentOngoing) flags.add('disaster').add('emergency')
  if (facts.atHome) flags.add('home-visit')
  for (const id of facts.competences ?? []) for (const flag of flagsByCompetence[id] ?? []) flags.add(flag)
  for (const kind of facts.vulnerabilities ?? []) {
    const flag = byVulnerability[kind]
    if (flag !== undefined) flags.add(flag)
  }
  if (facts.during !== undefined && touchesNight(facts.during.start, facts.during.end, facts.during.zone))
    flags.add('night')
  return flags
}

/** Untrusted texts as flags; whatever is no flag is left out. */
export const parseFlags = (texts: readonly unknown[]): ReadonlySet<LegalFlag> =>
  new Set(legalFlags.filter((flag) => texts.includes(flag)))

/** Flags as bits for the allocation engine: bit 0 is always set and stands for "any work at all", bit i + 1 for `legalFlags[i]`. */
export const flagsMask = (flags: ReadonlySet<LegalFlag>): number =>
  legalFlags.reduce((mask, flag, i) => (flags.has(flag) ? mask | (2 << i) : mask), 1)
